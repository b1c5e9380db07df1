package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assigning licences to a user directly. Runs under the engine's lock. */
final class DirectLicensing {

  private final Engine engine;

  DirectLicensing(Engine engine) {
    this.engine = engine;
  }

  AcceptedWrite<StoredUser> assign(
      String idOrName, @Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    StoredUser seen = engine.reads().user(idOrName);
    StoredUser user = engine.users().writable(seen);
    if (add == null || remove == null) {
      throw missing(add, remove);
    }
    if (add.isEmpty() && remove.isEmpty()) {
      throw Refusals.noChanges();
    }
    checkNamedOnce(add, remove);
    LicensedUser licensed = asChecked(user, seen);
    List<AssignedLicense> licenses = new ArrayList<>(add.size());
    for (LicenseChange change : add) {
      licenses.add(
          change.disabledPlans() == null
              ? engine.rules().whenDisabledPlansAreOmitted(licensed.licenses(), change.skuId())
              : new AssignedLicense(change.skuId(), change.disabledPlans()));
    }
    List<Violation> violations =
        engine.rules().checkUserChange(licensed, licenses, remove, engine.seats()::free);
    if (!violations.isEmpty()) {
      throw Refusals.of(violations.get(0));
    }
    for (AssignedLicense license : licenses) {
      engine.locationAndAddressChecks().checkDirect(user, license);
    }
    StoredUser after =
        engine
            .licenseSideEffects()
            .after(user, engine.rules().pathsAfter(licensed, licenses, remove));
    return AcceptedWrite.of(
        after,
        () -> {
          engine.directory().put(after);
          return after;
        });
  }

  static GraphFailure missing(@Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    List<String> names = new ArrayList<>();
    if (add == null) {
      names.add("addLicenses");
    }
    if (remove == null) {
      names.add("removeLicenses");
    }
    return Refusals.missingParameter("assignLicense", String.join(", ", names));
  }

  /** What the service says to a SKU that is named twice is not known; the words are assumed. */
  static void checkNamedOnce(List<LicenseChange> add, List<SkuId> remove) {
    Set<SkuId> named = new HashSet<>(remove);
    boolean once = named.size() == remove.size();
    for (LicenseChange change : add) {
      once &= named.add(change.skuId());
    }
    if (!once) {
      throw Refusals.badRequest("A license is specified more than once in the request.");
    }
  }

  /** The user as the service judges it: the location may lag behind, the licences do not. */
  private LicensedUser asChecked(StoredUser user, StoredUser seen) {
    LicensedUser now = engine.views().licensedUser(user);
    if (engine.directory().lag().isNone()) {
      return now;
    }
    Optional<UsageLocation> location = seen.usageLocation().map(UsageLocation::of);
    return LicensedUser.builder().from(now).usageLocation(location).build();
  }
}
