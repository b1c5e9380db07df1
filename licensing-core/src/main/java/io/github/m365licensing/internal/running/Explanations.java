package io.github.m365licensing.internal.running;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.planning.ErrorExplainer;
import io.github.m365licensing.plan.ErrorExplanation;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains errors that a run meets. The names of groups are read when the first one is met, since
 * most runs meet none; groups that must not be read are called by their ids. Used by the thread of
 * the run only.
 */
final class Explanations {

  private final Tenant tenant;
  private final TenantNames names;
  private final RuleBook rules;
  private @Nullable ErrorExplainer explainer;

  Explanations(Tenant tenant, TenantNames names, RuleBook rules) {
    this.rules = rules;
    this.tenant = tenant;
    this.names = names;
  }

  ErrorExplanation of(LicenseHolder user, LicenseAssignmentState path) {
    ErrorExplainer made = explainer;
    if (made == null) {
      made = ErrorExplainer.of(rules, names, groupNames());
      explainer = made;
    }
    return made.explain(user, path);
  }

  private Map<GroupId, String> groupNames() {
    Map<GroupId, String> found = new HashMap<>();
    try (Stream<LicensedGroup> groups = tenant.listLicensedGroups()) {
      groups.forEach(group -> found.put(group.id(), group.displayName()));
    } catch (AccessDeniedException e) {
      found.clear(); // Names are for people only; the ids say the same.
    }
    return found;
  }
}
