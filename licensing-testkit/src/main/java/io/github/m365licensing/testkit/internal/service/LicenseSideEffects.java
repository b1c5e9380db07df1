package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.FakeSemantics.MailAddresses;
import io.github.m365licensing.testkit.scenario.FakeSemantics.RemovedPlans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What other licences bring with them for a user: plans that are shown as deleted, and mail
 * addresses. Runs under the engine's lock.
 */
final class LicenseSideEffects {

  private final Engine engine;
  private final boolean showsRemovedPlans;
  private final boolean derivesAddresses;

  LicenseSideEffects(Engine engine, FakeSemantics semantics) {
    this.engine = engine;
    this.showsRemovedPlans = semantics.removedPlans() == RemovedPlans.SHOWN_DELETED;
    this.derivesAddresses = semantics.mailAddresses() == MailAddresses.DERIVED;
  }

  /** The user with these paths and what they bring. */
  StoredUser after(StoredUser user, List<LicenseAssignmentState> made) {
    StoredUser after = user.withPaths(engine.stamped(made));
    if (showsRemovedPlans) {
      after = withLostPaths(user, after);
    }
    return derivesAddresses ? withAddresses(after) : after;
  }

  /** Remembers the paths whose plans may now be off. */
  private StoredUser withLostPaths(StoredUser before, StoredUser after) {
    StoredUser remembering = after;
    for (LicenseAssignmentState path : before.licenseAssignmentStates()) {
      if (path.isInEffect() && !isKept(path, after.licenseAssignmentStates())) {
        remembering = remembering.withLostPaths(with(path, remembering.lostPaths()));
      }
    }
    return remembering;
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

  /** One path per SKU, with every plan that was on through any of them. */
  private static List<LicenseAssignmentState> with(
      LicenseAssignmentState lost, List<LicenseAssignmentState> before) {
    List<LicenseAssignmentState> all = new ArrayList<>(before);
    Set<ServicePlanId> off = new HashSet<>(lost.disabledPlans());
    for (LicenseAssignmentState known : before) {
      if (known.skuId().equals(lost.skuId())) {
        off.retainAll(known.disabledPlans());
        all.remove(known);
      }
    }
    all.add(LicenseAssignmentState.builder().from(lost).disabledPlans(off).build());
    return all;
  }

  /** A mailbox takes the user principal name as its address. */
  private StoredUser withAddresses(StoredUser user) {
    String address = user.userPrincipalName();
    List<String> addresses = user.attributes().texts(UserAttribute.PROXY_ADDRESSES);
    if (!engine.locationAndAddressChecks().hasMailbox(user)
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
