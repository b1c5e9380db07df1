package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold in every tenant: consumed equals assignments, disabled plans belong to the SKU, no
 * direct licence without usage location, every error state has a cause. Runs under the engine's
 * lock.
 */
public final class Invariants {

  private final Engine engine;
  private final List<String> broken = new ArrayList<>();

  public Invariants(Engine engine) {
    this.engine = engine;
  }

  public List<String> broken() {
    Map<SkuId, Integer> held = new HashMap<>();
    engine
        .directory()
        .usersAfter(0)
        .forEach(
            versions -> {
              StoredUser user = versions.current();
              if (user != null) {
                check(user);
                engine.seats().seatsOf(user).forEach(sku -> held.merge(sku, 1, Integer::sum));
              }
            });
    for (SubscribedSku sku : engine.seats().all()) {
      int counted =
          held.getOrDefault(sku.skuId(), 0) + engine.seats().consumedElsewhere(sku.skuId());
      if (counted != sku.consumedUnits()) {
        broken.add(
            "SKU %s says %d consumed, but %d users hold it"
                .formatted(sku.skuPartNumber(), sku.consumedUnits(), counted));
      }
    }
    return List.copyOf(broken);
  }

  private void check(StoredUser user) {
    Set<Object> seen = new HashSet<>();
    for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
      String what = "user " + user.id() + ", SKU " + path.skuId() + ", " + path.source() + ": ";
      if (!seen.add(List.of(path.skuId(), path.source()))) {
        broken.add(what + "the path is there twice");
      }
      if (engine.seats().find(path.skuId()).isEmpty()) {
        broken.add(what + "the tenant does not own the SKU");
      } else if (!engine.seats().everInSku(path.skuId()).containsAll(path.disabledPlans())) {
        broken.add(what + "a disabled plan never belonged to the SKU");
      }
      if (path.source().isDirect() && path.isInEffect() && user.usageLocation().isEmpty()) {
        broken.add(what + "a direct licence without usage location");
      }
      checkError(user, path, what);
      checkSource(user, path, what);
    }
  }

  private void checkError(StoredUser user, LicenseAssignmentState path, String what) {
    boolean inError =
        path.state().equals(AssignmentState.ERROR)
            || path.state().equals(AssignmentState.ACTIVE_WITH_ERROR);
    if (inError != path.error().isPresent()) {
      broken.add(what + "state " + path.state() + " and error do not go together");
    }
    boolean other = path.error().filter(AssignmentError.OTHER::equals).isPresent();
    boolean explained =
        user.licenseAssignmentStates().stream()
            .anyMatch(
                p ->
                    p.source().equals(path.source())
                        && p.error().isPresent()
                        && !p.error().get().equals(AssignmentError.OTHER));
    if (other && !explained) {
      broken.add(what + "Other, though no licence of the same source failed");
    }
  }

  /** A path from a group needs the membership, unless it could not be taken away or waits. */
  private void checkSource(StoredUser user, LicenseAssignmentState path, String what) {
    if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited
        && !path.state().equals(AssignmentState.ACTIVE_WITH_ERROR)
        && !user.isDeleted()
        && !engine.groupLicensing().isPending(inherited.group())
        && !engine.directory().isMember(inherited.group(), user.objectId())) {
      broken.add(what + "inherited from a group that the user is not in");
    }
  }
}
