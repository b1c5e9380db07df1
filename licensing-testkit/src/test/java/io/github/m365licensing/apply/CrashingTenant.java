package io.github.m365licensing.apply;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A tenant whose caller dies at a chosen call: before it, or in the midst of a list of writes. */
final class CrashingTenant implements Tenant {

  /** The end of the process. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash");
    }
  }

  private final FakeTenant tenant;
  private int callsLeft;

  CrashingTenant(FakeTenant tenant, int callsLeft) {
    this.tenant = tenant;
    this.callsLeft = callsLeft;
  }

  private FakeTenant call() {
    if (callsLeft-- <= 0) {
      throw new Crash();
    }
    return tenant;
  }

  /**
   * Each write counts as a call, so that a crash can fall between two of a list and after the last.
   */
  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    for (TenantWrite write : writes) {
      call().submit(List.of(write), done);
    }
    call();
  }

  @Override
  public Organization organization() {
    return call().organization();
  }

  @Override
  public TenantTime time() {
    return tenant.time();
  }

  @Override
  public List<SubscribedSku> listSubscribedSkus() {
    return call().listSubscribedSkus();
  }

  @Override
  public List<Subscription> listSubscriptions() {
    return call().listSubscriptions();
  }

  @Override
  public Optional<LicensedUser> findUser(String name) {
    return call().findUser(name);
  }

  @Override
  public Stream<LicensedUser> listUsers(UserQuery query) {
    return call().listUsers(query);
  }

  @Override
  public Stream<LicensedUser> listUsersById(List<UserId> ids) {
    return call().listUsersById(ids);
  }

  @Override
  public List<LicenseDetails> listLicenseDetails(UserId user) {
    return call().listLicenseDetails(user);
  }

  @Override
  public Optional<LicensedGroup> findGroup(GroupId id) {
    return call().findGroup(id);
  }

  @Override
  public List<LicensedGroup> listGroupsNamed(String displayName) {
    return call().listGroupsNamed(displayName);
  }

  @Override
  public Stream<LicensedGroup> listLicensedGroups() {
    return call().listLicensedGroups();
  }

  @Override
  public Stream<LicensedUser> listMembers(GroupId group) {
    return call().listMembers(group);
  }

  @Override
  public List<LicensedGroup> listNestedGroups(GroupId group) {
    return call().listNestedGroups(group);
  }

  @Override
  public Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group) {
    return call().listMembersWithLicenseErrors(group);
  }

  @Override
  public Stream<ManagedDevice> listManagedDevices() {
    return call().listManagedDevices();
  }

  @Override
  public void close() {}
}
