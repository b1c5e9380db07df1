package io.github.m365licensing.tenant;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A tenant that answers reads from a snapshot, counts open streams, and notes groups asked for. */
final class ListedTenant implements Tenant {

  final List<GroupId> groupsFound = new ArrayList<>();
  int openStreams;
  private final TenantSnapshot directory;
  private final UnaryOperator<Stream<LicensedUser>> listing;

  ListedTenant(TenantSnapshot directory) {
    this(directory, users -> users);
  }

  /**
   * A tenant whose list of users is not what its other reads know.
   *
   * @param listing what becomes of the list
   */
  ListedTenant(TenantSnapshot directory, UnaryOperator<Stream<LicensedUser>> listing) {
    this.directory = directory;
    this.listing = listing;
  }

  @Override
  public Organization organization() {
    return directory.organization();
  }

  @Override
  public LicensingModel licensingModel() {
    return directory.licensingModel();
  }

  @Override
  public TenantTime time() {
    return new TenantTime() {
      @Override
      public Instant now() {
        return directory.takenAt();
      }

      @Override
      public void sleep(Duration duration) {
        throw new AssertionError("A snapshot must not wait.");
      }
    };
  }

  @Override
  public List<SubscribedSku> listSubscribedSkus() {
    return directory.subscribedSkus();
  }

  @Override
  public List<Subscription> listSubscriptions() {
    return directory.subscriptions();
  }

  @Override
  public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
    throw notAskedFor();
  }

  @Override
  public Stream<LicensedUser> listUsers(UserQuery query) {
    return counted(listing.apply(directory.users().stream().filter(query::matches)));
  }

  @Override
  public Stream<LicensedUser> listUsersById(List<UserId> ids) {
    throw notAskedFor();
  }

  @Override
  public List<LicenseDetails> listLicenseDetails(UserId user) {
    throw notAskedFor();
  }

  @Override
  public Optional<LicensedGroup> findGroup(GroupId id) {
    groupsFound.add(id);
    return directory.findGroup(id);
  }

  @Override
  public List<LicensedGroup> listGroupsNamed(String displayName) {
    throw notAskedFor();
  }

  @Override
  public Stream<LicensedGroup> listLicensedGroups() {
    return counted(
        directory.groups().stream().filter(group -> !group.assignedLicenses().isEmpty()));
  }

  @Override
  public Stream<LicensedUser> listMembers(GroupId group) {
    return counted(
        directory.membersOf(group).stream().map(id -> directory.findUser(id).orElseThrow()));
  }

  @Override
  public List<LicensedGroup> listNestedGroups(GroupId group) {
    return directory.nestedGroupsOf(group).stream()
        .map(id -> directory.findGroup(id).orElseThrow())
        .toList();
  }

  @Override
  public Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group) {
    throw notAskedFor();
  }

  @Override
  public Stream<ManagedDevice> listManagedDevices() {
    return counted(directory.managedDevices().stream());
  }

  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    throw new AssertionError("A snapshot must not write.");
  }

  @Override
  public void close() {}

  private <T> Stream<T> counted(Stream<T> stream) {
    openStreams++;
    return stream.onClose(() -> openStreams--);
  }

  private static AssertionError notAskedFor() {
    return new AssertionError("A snapshot does not need this read.");
  }
}
