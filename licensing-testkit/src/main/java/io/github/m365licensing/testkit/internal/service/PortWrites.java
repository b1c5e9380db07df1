package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.List;
import java.util.Map;

/** The writes of the port as requests to Graph. */
public final class PortWrites implements TenantWrite.Cases<Write<?>> {

  private static final PortWrites CASES = new PortWrites();

  private PortWrites() {}

  /** The request that this write of the port stands for. */
  public static Write<?> of(TenantWrite write) {
    return write.accept(CASES);
  }

  @Override
  public Write<?> assignUserLicense(TenantWrite.AssignUserLicense assign) {
    return Write.assignUserLicense(
        assign.user().toString(),
        assign.addLicenses().stream().map(LicenseChange::of).toList(),
        List.copyOf(assign.removeLicenses()));
  }

  @Override
  public Write<?> assignGroupLicense(TenantWrite.AssignGroupLicense assign) {
    return Write.assignGroupLicense(
        assign.group(),
        assign.addLicenses().stream().map(LicenseChange::of).toList(),
        List.copyOf(assign.removeLicenses()));
  }

  @Override
  public Write<?> createUser(TenantWrite.CreateUser create) {
    return Write.createUser(UserAttribute.of(create.profile()));
  }

  @Override
  public Write<?> setUsageLocation(TenantWrite.SetUsageLocation set) {
    return Write.updateUser(
        set.user().toString(),
        Map.of(UserAttribute.USAGE_LOCATION, set.usageLocation().countryCode()));
  }

  @Override
  public Write<?> addMembers(TenantWrite.AddMembers add) {
    return Write.addMembers(add.group(), add.users().stream().map(UserId::value).toList());
  }

  @Override
  public Write<?> removeMember(TenantWrite.RemoveMember remove) {
    return Write.removeMember(remove.group(), remove.user().value());
  }

  @Override
  public Write<?> reprocessLicenses(TenantWrite.ReprocessLicenses reprocess) {
    return Write.reprocessLicenses(reprocess.user().toString());
  }
}
