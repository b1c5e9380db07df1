package io.github.m365licensing.testkit.contract;

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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A port that passes everything on to a sound one; subclasses break one behaviour. */
class DelegatingTenant implements Tenant {

  final Tenant sound;

  DelegatingTenant(Tenant sound) {
    this.sound = sound;
  }

  /** How a user is shown. */
  LicensedUser shown(LicensedUser user) {
    return user;
  }

  /** How a SKU is shown. */
  SubscribedSku shown(SubscribedSku sku) {
    return sku;
  }

  /** What is sent in place of a write. */
  TenantWrite sent(TenantWrite write) {
    return write;
  }

  /** What is reported in place of an outcome. */
  WriteOutcome reported(WriteOutcome outcome) {
    return outcome;
  }

  @Override
  public Organization organization() {
    return sound.organization();
  }

  @Override
  public TenantTime time() {
    return sound.time();
  }

  @Override
  public List<SubscribedSku> listSubscribedSkus() {
    return sound.listSubscribedSkus().stream().map(this::shown).toList();
  }

  @Override
  public List<Subscription> listSubscriptions() {
    return sound.listSubscriptions();
  }

  @Override
  public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
    return sound.findUser(idOrUserPrincipalName).map(this::shown);
  }

  @Override
  public Stream<LicensedUser> listUsers(UserQuery query) {
    return sound.listUsers(query).map(this::shown);
  }

  @Override
  public Stream<LicensedUser> listUsersById(List<UserId> ids) {
    return sound.listUsersById(ids).map(this::shown);
  }

  @Override
  public List<LicenseDetails> listLicenseDetails(UserId user) {
    return sound.listLicenseDetails(user);
  }

  @Override
  public Optional<LicensedGroup> findGroup(GroupId id) {
    return sound.findGroup(id);
  }

  @Override
  public List<LicensedGroup> listGroupsNamed(String displayName) {
    return sound.listGroupsNamed(displayName);
  }

  @Override
  public Stream<LicensedGroup> listLicensedGroups() {
    return sound.listLicensedGroups();
  }

  @Override
  public Stream<LicensedUser> listMembers(GroupId group) {
    return sound.listMembers(group).map(this::shown);
  }

  @Override
  public List<LicensedGroup> listNestedGroups(GroupId group) {
    return sound.listNestedGroups(group);
  }

  @Override
  public Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group) {
    return sound.listMembersWithLicenseErrors(group).map(this::shown);
  }

  @Override
  public Stream<ManagedDevice> listManagedDevices() {
    return sound.listManagedDevices();
  }

  /** The outcome names the write as the caller gave it, whatever was sent in its place. */
  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    Objects.requireNonNull(done, "done");
    List<TenantWrite> sent = writes.stream().map(this::sent).toList();
    sound.submit(
        sent,
        outcome -> {
          TenantWrite given = writes.get(sent.indexOf(outcome.write()));
          done.accept(reported(WriteOutcome.builder().from(outcome).write(given).build()));
        });
  }

  @Override
  public void close() {
    sound.close();
  }
}
