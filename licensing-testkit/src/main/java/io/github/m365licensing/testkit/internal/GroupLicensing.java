package io.github.m365licensing.testkit.internal;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Licences of groups and what becomes of their members. Runs under the engine's lock. */
final class GroupLicensing {

  private final Engine engine;

  GroupLicensing(Engine engine) {
    this.engine = engine;
  }

  StoredGroup assign(GroupId id, @Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    engine.groups().writable(id);
    throw Refusals.notModelled("assignLicense for groups");
  }

  StoredUser reprocess(String idOrName) {
    engine.users().writable(idOrName);
    throw Refusals.notModelled("reprocessLicenseAssignment");
  }

  void read(GroupId id) {}

  void membershipChanged(GroupId group, UUID member) {}

  void membershipsChanged(UserId user) {}

  boolean isPending(GroupId id) {
    return false;
  }
}
