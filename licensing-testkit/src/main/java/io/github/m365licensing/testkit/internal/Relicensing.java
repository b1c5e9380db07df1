package io.github.m365licensing.testkit.internal;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.testkit.FakeSemantics;
import io.github.m365licensing.testkit.FakeSemantics.MailAddresses;
import io.github.m365licensing.testkit.FakeSemantics.RemovedPlans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What other licences bring with them for a user: plans that are shown as deleted, and mail
 * addresses. Runs under the engine's lock.
 */
final class Relicensing {

  private final Engine engine;
  private final boolean showsRemovedPlans;
  private final boolean derivesAddresses;

  Relicensing(Engine engine, FakeSemantics semantics) {
    this.engine = engine;
    this.showsRemovedPlans = semantics.removedPlans() == RemovedPlans.SHOWN_DELETED;
    this.derivesAddresses = semantics.mailAddresses() == MailAddresses.DERIVED;
  }

  /** The user with these paths and what they bring. */
  StoredUser after(StoredUser user, List<LicenseAssignmentState> made) {
    StoredUser after = user.withPaths(engine.stamped(made));
    if (showsRemovedPlans && (mayLose(user, after) || !user.removedPlans().isEmpty())) {
      after = after.withRemovedPlans(removedPlans(user, after));
    }
    return derivesAddresses ? withAddresses(after) : after;
  }

  /** Whether some path gave a plan that none with its SKU gives any more. */
  private static boolean mayLose(StoredUser before, StoredUser after) {
    for (LicenseAssignmentState path : before.licenseAssignmentStates()) {
      if (path.isInEffect() && !isKept(path, after.licenseAssignmentStates())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKept(LicenseAssignmentState path, List<LicenseAssignmentState> paths) {
    for (LicenseAssignmentState other : paths) {
      if (other == path
          || (other.isInEffect()
              && other.skuId().equals(path.skuId())
              && path.disabledPlans().containsAll(other.disabledPlans()))) {
        return true;
      }
    }
    return false;
  }

  private List<UserPlan> removedPlans(StoredUser before, StoredUser after) {
    Map<ServicePlanId, UserPlan> removed = new LinkedHashMap<>();
    before.removedPlans().forEach(plan -> removed.put(plan.servicePlanId(), plan));
    for (UserPlan plan : engine.views().plansOn(before)) {
      removed.putIfAbsent(plan.servicePlanId(), plan.deleted());
    }
    Set<ServicePlanId> on =
        engine.views().plansOn(after).stream()
            .map(UserPlan::servicePlanId)
            .collect(Collectors.toSet());
    removed.keySet().removeAll(on);
    return List.copyOf(removed.values());
  }

  /** A mailbox takes the user principal name as its address. */
  private StoredUser withAddresses(StoredUser user) {
    String address = user.userPrincipalName();
    List<String> addresses = user.attributes().texts(UserAttribute.PROXY_ADDRESSES);
    if (!engine.obstacles().hasMailbox(user)
        || addresses.stream().anyMatch(known -> known.equalsIgnoreCase("smtp:" + address))) {
      return user;
    }
    boolean first = addresses.stream().noneMatch(known -> known.startsWith("SMTP:"));
    List<String> all = new ArrayList<>(addresses);
    all.add((first ? "SMTP:" : "smtp:") + address);
    Map<UserAttribute, Object> changes = new LinkedHashMap<>();
    changes.put(UserAttribute.PROXY_ADDRESSES, all);
    if (first) {
      changes.put(UserAttribute.MAIL, address);
    }
    return user.with(changes);
  }
}
