package io.github.m365licensing.testkit;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A tenant that hands every call on; tests change single calls. */
public class ForwardingTenant implements Tenant {

  private final FakeTenant tenant;

  /** In front of a tenant. */
  public ForwardingTenant(FakeTenant tenant) {
    this.tenant = tenant;
  }

  /** Where a call goes; asked once for each. */
  protected FakeTenant call() {
    return tenant;
  }

  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    call().submit(writes, done);
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
  public Stream<LicensedUser> listUsersNamed(List<String> idsOrUserPrincipalNames) {
    return call().listUsersNamed(idsOrUserPrincipalNames);
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
