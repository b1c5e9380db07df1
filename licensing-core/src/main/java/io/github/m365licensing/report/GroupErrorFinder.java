package io.github.m365licensing.report;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.planning.ErrorExplainer;
import io.github.m365licensing.plan.ErrorExplanation;
import io.github.m365licensing.rules.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds what is in error and puts names to it. Not thread-safe. */
final class GroupErrorFinder {

  private record Key(ErrorExplanation cause, GroupId group) {}

  private final TenantNames names;
  private final SourceNames sources;
  private final ErrorExplainer explainer;
  private final Map<Key, TreeSet<ReportedUser>> causes = new HashMap<>();

  GroupErrorFinder(RuleBook rules, TenantNames names, SourceNames sources) {
    this.names = names;
    this.sources = sources;
    this.explainer = ErrorExplainer.of(rules, names, sources.groupNames());
  }

  /** The errors of one user that come through one group. */
  List<GroupError> of(LicensedUser user, GroupId group, String groupName) {
    List<GroupError> errors = new ArrayList<>();
    for (LicenseAssignmentState path : user.licenses().all()) {
      if (path.error().isPresent() && path.source().equals(AssignmentSource.inheritedFrom(group))) {
        ErrorExplanation cause = explainer.explain(user, path);
        errors.add(
            new GroupError(
                ReportedUser.of(user),
                group,
                groupName,
                path.skuId(),
                names.names().skuPartNumber(path.skuId()),
                path.error().get(),
                cause,
                sources.named(cause.otherSources())));
      }
    }
    return errors;
  }

  /** Takes up all errors of a user. */
  void add(LicensedUser user) {
    for (LicenseAssignmentState path : user.licenses().all()) {
      if (path.error().isPresent()
          && path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
        causes
            .computeIfAbsent(
                new Key(explainer.rootCause(user, path), inherited.group()), key -> new TreeSet<>())
            .add(ReportedUser.of(user));
      }
    }
  }

  /** By cause and group, those with the most users first. */
  List<GroupErrorCause> causes() {
    List<GroupErrorCause> rows = new ArrayList<>();
    causes.forEach(
        (key, users) ->
            rows.add(
                new GroupErrorCause(
                    key.cause(),
                    key.group(),
                    sources.groupName(key.group()),
                    names.names().skuPartNumber(key.cause().skuId()),
                    List.copyOf(users))));
    rows.sort(
        Comparator.<GroupErrorCause>comparingInt(row -> -row.users().size())
            .thenComparing(GroupErrorCause::groupName)
            .thenComparing(GroupErrorCause::reason)
            .thenComparing(row -> row.group().toString()));
    return rows;
  }
}
