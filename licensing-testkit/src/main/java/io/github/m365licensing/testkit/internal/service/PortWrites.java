package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.List;
import java.util.Map;

/** The writes of the port as requests to Graph. */
public final class PortWrites {

  private PortWrites() {}

  /** The request that this write of the port stands for. */
  public static Write<?> of(TenantWrite write) {
    if (write instanceof TenantWrite.AssignUserLicense assign) {
      return Write.assignUserLicense(
          assign.user().toString(),
          assign.addLicenses().stream().map(LicenseChange::of).toList(),
          List.copyOf(assign.removeLicenses()));
    }
    if (write instanceof TenantWrite.AssignGroupLicense assign) {
      return Write.assignGroupLicense(
          assign.group(),
          assign.addLicenses().stream().map(LicenseChange::of).toList(),
          List.copyOf(assign.removeLicenses()));
    }
    if (write instanceof TenantWrite.CreateUser create) {
      return Write.createUser(UserAttribute.of(create.profile()));
    }
    if (write instanceof TenantWrite.SetUsageLocation set) {
      return Write.updateUser(
          set.user().toString(),
          Map.of(UserAttribute.USAGE_LOCATION, set.usageLocation().countryCode()));
    }
    if (write instanceof TenantWrite.AddMembers add) {
      return Write.addMembers(add.group(), add.users().stream().map(UserId::value).toList());
    }
    if (write instanceof TenantWrite.RemoveMember remove) {
      return Write.removeMember(remove.group(), remove.user().value());
    }
    if (write instanceof TenantWrite.ReprocessLicenses reprocess) {
      return Write.reprocessLicenses(reprocess.user().toString());
    }
    throw new IllegalArgumentException("Unknown kind of write: " + write.operation() + ".");
  }
}
