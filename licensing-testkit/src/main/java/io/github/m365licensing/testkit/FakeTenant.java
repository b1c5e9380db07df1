package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.LicensingModel;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.internal.request.Pipeline;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.Member;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.GraphProtocol;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.FakeProvisioningFlow;
import io.github.m365licensing.testkit.scenario.FakeSchool;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.Lag;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A tenant in memory that answers and refuses as Microsoft Graph does, in virtual time and without
 * a network. It is the port itself, so that tests and production differ by one call; the same
 * engine answers Graph's own requests through the wire client.
 *
 * <p>It keeps assignments in the classic way, direct and group paths side by side. Requests that
 * the service asks to repeat are repeated up to five times in virtual time. Thread-safe; no two
 * tenants share anything.
 *
 * <pre>{@code
 * FakeTenant tenant = FakeTenant.builder()
 *     .sku("EMS", seats(10))
 *     .user("adele@contoso.com", u -> u.department("Sales").usageLocation("NL"))
 *     .group("Sales", g -> g.member("adele@contoso.com"))
 *     .build();
 * }</pre>
 */
public final class FakeTenant implements Tenant {

  private final TestArrangement arrangement;
  private final DirectClient client;
  private final Faults faults;
  private final RequestLog requests;

  FakeTenant(TestArrangement arrangement) {
    arrangement.begin();
    this.arrangement = arrangement;
    this.client = new DirectClient(arrangement.pipeline(), arrangement.time());
    this.faults = new Faults(arrangement.pipeline().faults());
    this.requests = new RequestLog(arrangement.pipeline().recorder());
  }

  /** Describes a tenant. */
  public static FakeTenantBuilder builder() {
    return new FakeTenantBuilder();
  }

  /** Seats that can be assigned: this number of enabled units. */
  public static PrepaidUnits seats(int units) {
    return PrepaidUnits.enabled(units);
  }

  /**
   * A company of 22 users, with every situation that licensing knows: choices within a SKU, seats
   * used up and over-used, suspended and expiring SKUs, each group error, devices, a deleted user.
   */
  public static FakeTenant contoso() {
    return ContosoTenant.build(FakeTenant.builder());
  }

  /**
   * Two schools in one tenant: teachers, students and staff, licensed directly and through a class,
   * with the situations that Intune for Education brings and a flow of school data sync.
   */
  public static FakeTenant school() {
    return SchoolTenant.build(FakeTenant.builder());
  }

  /**
   * A company of this many generated users, always the same ones: departments, countries and a
   * realistic mix of licences.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public static FakeTenant fabrikam(int users) {
    if (users < 0) {
      throw new IllegalArgumentException("fabrikam needs 0 users or more, not " + users + ".");
    }
    return FabrikamTenant.build(FakeTenant.builder(), users);
  }

  /** A tenant as a snapshot shows it, with the best documented reading of contested facts. */
  public static FakeTenant of(TenantSnapshot snapshot) {
    return of(snapshot, FakeSemantics.defaults());
  }

  /**
   * A tenant as a snapshot shows it, at the moment of the snapshot. Seats that are used by nobody
   * in the snapshot stay used; groups that have nothing to do with licences are not in a snapshot.
   *
   * <p>Members of dynamic groups stay as they are, also when users change: a snapshot does not hold
   * every attribute that a rule may ask for, and a pseudonymised one holds no rules at all.
   *
   * <p>What is wrong in the snapshot by the tenant's own rules is no broken invariant; what becomes
   * wrong later is.
   *
   * @param semantics how contested facts are decided from then on
   * @throws IllegalArgumentException if the snapshot is of a tenant in allotments: the fake keeps
   *     assignments in the classic way only. One whose model was not determined is taken as classic
   */
  public static FakeTenant of(TenantSnapshot snapshot, FakeSemantics semantics) {
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(semantics, "semantics");
    if (snapshot.licensingModel() == LicensingModel.ALLOTMENTS) {
      throw new IllegalArgumentException(
          "The snapshot is of a tenant in allotments, which the fake tenant does not model: there a"
              + " removal takes every assignment of a SKU. Nothing was loaded.");
    }
    return SnapshotTenant.build(snapshot, semantics);
  }

  // The port

  @Override
  public Organization organization() {
    return client.read(Read.readOrganization()).organization();
  }

  @Override
  public LicensingModel licensingModel() {
    return LicensingModel.CLASSIC;
  }

  @Override
  public TenantTime time() {
    return arrangement.time();
  }

  @Override
  public List<SubscribedSku> listSubscribedSkus() {
    return client.read(Read.listSubscribedSkus());
  }

  @Override
  public List<Subscription> listSubscriptions() {
    return client.read(Read.listSubscriptions());
  }

  @Override
  public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
    Objects.requireNonNull(idOrUserPrincipalName, "idOrUserPrincipalName");
    return client.find(Read.getUser(idOrUserPrincipalName)).map(arrangement.views()::licensedUser);
  }

  @Override
  public Stream<LicensedUser> listUsers(UserQuery query) {
    Objects.requireNonNull(query, "query");
    return Pages.of(
        after -> client.read(Read.listUsers(after)),
        StoredUser::position,
        user -> Optional.of(arrangement.views().licensedUser(user)).filter(query::matches));
  }

  @Override
  public Stream<LicensedUser> listUsersById(List<UserId> ids) {
    Objects.requireNonNull(ids, "ids");
    List<UUID> all = ids.stream().map(UserId::value).toList();
    List<List<UUID>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += ServiceLimits.IDS_PER_FILTER) {
      parts.add(all.subList(from, Math.min(all.size(), from + ServiceLimits.IDS_PER_FILTER)));
    }
    return parts.stream()
        .flatMap(part -> client.read(Read.listUsersById(part)).stream())
        .map(arrangement.views()::licensedUser);
  }

  @Override
  public List<LicenseDetails> listLicenseDetails(UserId user) {
    Objects.requireNonNull(user, "user");
    return client.find(Read.listLicenseDetails(user.toString())).orElse(List.of());
  }

  @Override
  public Optional<LicensedGroup> findGroup(GroupId id) {
    Objects.requireNonNull(id, "id");
    return client.find(Read.getGroup(id)).map(arrangement.views()::licensedGroup);
  }

  @Override
  public List<LicensedGroup> listGroupsNamed(String displayName) {
    Objects.requireNonNull(displayName, "displayName");
    return groups(group -> group.displayName().equalsIgnoreCase(displayName))
        .sorted(Comparator.comparing(LicensedGroup::id))
        .toList();
  }

  @Override
  public Stream<LicensedGroup> listLicensedGroups() {
    return groups(group -> !group.assignedLicenses().isEmpty());
  }

  private Stream<LicensedGroup> groups(Predicate<StoredGroup> wanted) {
    return Pages.of(
        after -> client.read(Read.listGroups(after)),
        StoredGroup::position,
        group -> Optional.of(group).filter(wanted).map(arrangement.views()::licensedGroup));
  }

  @Override
  public Stream<LicensedUser> listMembers(GroupId group) {
    Objects.requireNonNull(group, "group");
    return Pages.of(
        after -> client.read(Read.listMembers(group, after)),
        member -> member.position(),
        member ->
            member.object() instanceof StoredUser user
                ? Optional.of(arrangement.views().licensedUser(user))
                : Optional.empty());
  }

  @Override
  public List<LicensedGroup> listNestedGroups(GroupId group) {
    Objects.requireNonNull(group, "group");
    return Pages.<Member, LicensedGroup>of(
            after -> client.read(Read.listMembers(group, after)),
            member -> member.position(),
            member ->
                member.object() instanceof StoredGroup nested
                    ? Optional.of(arrangement.views().licensedGroup(nested))
                    : Optional.empty())
        .toList();
  }

  @Override
  public Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group) {
    Objects.requireNonNull(group, "group");
    return client
        .read(Read.listMembersWithLicenseErrors(group))
        .map(arrangement.views()::licensedUser);
  }

  @Override
  public Stream<ManagedDevice> listManagedDevices() {
    return client.read(Read.listManagedDevices()).stream().map(StoredDevice::device);
  }

  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    client.submit(writes, done);
  }

  /** Does nothing: nothing is held. */
  @Override
  public void close() {}

  // What a test arranges and inspects

  /**
   * A user, to arrange and inspect.
   *
   * @param idOrUserPrincipalName object id or user principal name of a living user
   * @throws IllegalArgumentException if there is no such user
   */
  public FakeUser user(String idOrUserPrincipalName) {
    Objects.requireNonNull(idOrUserPrincipalName, "idOrUserPrincipalName");
    return arrangement
        .findUser(idOrUserPrincipalName)
        .map(user -> new FakeUser(arrangement, user.id()))
        .orElseThrow(
            () -> new IllegalArgumentException("The tenant has no user with the name given."));
  }

  /**
   * A group, to arrange and inspect.
   *
   * @param idOrDisplayName object id, or display name compared without case
   * @throws IllegalArgumentException if there is no such group, or several
   */
  public FakeGroup group(String idOrDisplayName) {
    Objects.requireNonNull(idOrDisplayName, "idOrDisplayName");
    List<StoredGroup> found =
        arrangement
            .groups()
            .filter(group -> !group.isDeleted())
            .filter(
                group ->
                    group.displayName().equalsIgnoreCase(idOrDisplayName)
                        || group.id().toString().equalsIgnoreCase(idOrDisplayName))
            .toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "The tenant has %d groups named '%s'.".formatted(found.size(), idOrDisplayName));
    }
    return new FakeGroup(arrangement, found.get(0).id());
  }

  /**
   * A SKU, to arrange and inspect.
   *
   * @param name part number, id or product name
   * @throws IllegalArgumentException if the tenant does not own it
   */
  public FakeSku sku(String name) {
    Objects.requireNonNull(name, "name");
    return new FakeSku(arrangement, SkuNames.owned(arrangement.skus(), name).skuId());
  }

  /** The schools, in the order of the builder. */
  public List<FakeSchool> schools() {
    return arrangement.schools();
  }

  /** The flows that create and license accounts of schools, ordered by name. */
  public List<FakeProvisioningFlow> provisioningFlows() {
    return arrangement.provisioningFlows();
  }

  /** Processes all waiting group licences and lets every write become visible. Time stands. */
  public void settle() {
    arrangement.settle();
  }

  /**
   * Moves the clock on, with all that time brings.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration duration) {
    Objects.requireNonNull(duration, "duration");
    arrangement.time().advance(duration);
  }

  /** From now on, reads show a write only after this lag. */
  public void visibleAfter(Lag lag) {
    arrangement.lag(Objects.requireNonNull(lag, "lag"));
  }

  /** From now on, a group's licences take this long. */
  public void groupsProcessedAfter(Lag pace) {
    arrangement.groupPace(Objects.requireNonNull(pace, "pace"));
  }

  /** From now on, the direct door calls as this caller. */
  public void caller(Caller caller) {
    client.caller(caller);
  }

  /** Whether from now on requests beyond Graph's documented quota are throttled. */
  public void enforceQuota(boolean enforced) {
    arrangement.pipeline().quota().enforce(enforced);
  }

  /** Makes requests go wrong, at every client. */
  public Faults faults() {
    return faults;
  }

  /** What was received, through whatever client. */
  public RequestLog requests() {
    return requests;
  }

  /**
   * What is wrong with the tenant by its own rules: consumed equals assignments, disabled plans
   * belong to the SKU, no direct licence without usage location, every error state has a cause.
   *
   * @return what is broken, as text without names; empty if nothing is
   */
  public List<String> brokenInvariants() {
    return arrangement.brokenInvariants();
  }

  /** How contested facts are decided here. */
  public FakeSemantics semantics() {
    return arrangement.pipeline().engine().semantics();
  }

  /** The id, as tokens and answers carry it. Asking for it is no request. */
  public TenantId id() {
    return arrangement.pipeline().engine().organization().organization().id();
  }

  /** Graph of this tenant, for any HTTP client or stub to be answered by. */
  public FakeWire wire(WireOptions options) {
    Objects.requireNonNull(options, "options");
    return new FakeWire(new GraphProtocol(arrangement.pipeline(), options));
  }

  /** The way that all requests take. */
  Pipeline pipeline() {
    return arrangement.pipeline();
  }
}
