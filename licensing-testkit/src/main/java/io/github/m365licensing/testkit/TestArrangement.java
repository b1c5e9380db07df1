package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.request.Pipeline;
import io.github.m365licensing.testkit.internal.request.VirtualTime;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Invariants;
import io.github.m365licensing.testkit.internal.service.LicensingViews;
import io.github.m365licensing.testkit.internal.service.NoContent;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.ObjectVersions;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.FakeProvisioningFlow;
import io.github.m365licensing.testkit.scenario.FakeSchool;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test arranges and inspects directly: without permission, log, fault or lag. Thread-safe.
 */
final class TestArrangement {

  private final VirtualTime time;
  private final Engine engine;
  private final Pipeline pipeline;
  private volatile Set<String> brokenFromTheStart = Set.of();
  private final List<FakeSchool> schools = new CopyOnWriteArrayList<>();
  private final List<FakeProvisioningFlow> provisioningFlows = new CopyOnWriteArrayList<>();

  /**
   * An empty tenant.
   *
   * @param start the time at which its clock stands
   * @param seed from which its ids come
   * @param organization the tenant itself
   * @param semantics how contested facts are decided
   */
  TestArrangement(
      Instant start, long seed, StoredOrganization organization, FakeSemantics semantics) {
    this.time = new VirtualTime(start);
    this.engine = new Engine(time, seed, organization, semantics);
    this.pipeline = new Pipeline(engine, time);
  }

  /** The way that requests take. */
  Pipeline pipeline() {
    return pipeline;
  }

  /** The clock. */
  VirtualTime time() {
    return time;
  }

  /** Stored objects in the words of the port. */
  LicensingViews views() {
    return engine.views();
  }

  /** A fresh id. */
  UUID newId() {
    return engine.ids().next();
  }

  /** A number from 0 up to, not including, the bound; the same one for the same seed and order. */
  int below(int bound) {
    return engine.ids().below(bound);
  }

  /** Owns this SKU, or owns it as it is now; seats in use stay. */
  void own(SubscribedSku sku) {
    locked(() -> engine.seats().own(sku));
  }

  /** The SKU as it is now. */
  Optional<SubscribedSku> findSku(SkuId sku) {
    return engine.seats().find(sku);
  }

  /** Every SKU, ordered by part number, then id. */
  List<SubscribedSku> skus() {
    return engine.seats().all();
  }

  /** Replaces the purchases. */
  void subscriptions(List<Subscription> all) {
    locked(() -> engine.seats().subscriptions(all));
  }

  /** Replaces the managed devices. */
  void devices(List<StoredDevice> all) {
    locked(() -> engine.devices(all));
  }

  /** Adds a school. */
  void add(FakeSchool school) {
    schools.add(school);
  }

  /** The schools, in the order in which they came. */
  List<FakeSchool> schools() {
    return List.copyOf(schools);
  }

  /** Adds a flow that creates and licenses accounts. */
  void add(FakeProvisioningFlow flow) {
    provisioningFlows.add(flow);
  }

  /** The flows that create and license accounts, in the order in which they came. */
  List<FakeProvisioningFlow> provisioningFlows() {
    return List.copyOf(provisioningFlows);
  }

  /** The product is not offered in this country. */
  void notOffered(SkuId sku, UsageLocation country) {
    locked(() -> engine.locationAndAddressChecks().notOffered(sku, country));
  }

  /** Adds a user. */
  StoredUser addUser(UUID id, Attributes<UserAttribute> attributes) {
    return locked(() -> engine.users().add(id, attributes));
  }

  /** Changes a user, also in what callers may not write. */
  void changeUser(UserId id, Map<UserAttribute, ? extends @Nullable Object> changes) {
    locked(
        () -> {
          StoredUser user = current(id).with(changes);
          engine.directory().put(user);
          engine.groups().userChanged(user);
          return user;
        });
  }

  /** A path in effect since now. */
  LicenseAssignmentState path(AssignedLicense license, AssignmentSource source) {
    return LicenseAssignmentState.builder()
        .from(LicenseAssignmentState.active(license, source))
        .lastUpdatedDateTime(time.now())
        .build();
  }

  /** Seats of a SKU are used by somebody who is not among the users. */
  void consumedElsewhere(SkuId sku, int seats) {
    locked(() -> engine.seats().consumedElsewhere(sku, seats));
  }

  /** Gives a user these paths and unexplained licences as facts, without asking a rule. */
  void place(UserId id, List<LicenseAssignmentState> paths, List<AssignedLicense> unattributed) {
    locked(
        () -> {
          StoredUser user = current(id);
          engine
              .directory()
              .put(
                  new StoredUser(
                      user.id(),
                      user.position(),
                      user.attributes(),
                      engine.shared(paths),
                      unattributed,
                      user.lostPaths(),
                      user.createdDateTime(),
                      user.deletedDateTime()));
        });
  }

  /** Adds a group. */
  StoredGroup addGroup(UUID id, Attributes<GroupAttribute> attributes) {
    return locked(() -> engine.groups().add(id, attributes));
  }

  /** Adds a group whose members are placed, also if it has a rule. */
  StoredGroup addGroupWithoutRule(UUID id, Attributes<GroupAttribute> attributes) {
    return locked(() -> engine.groups().addWithoutRule(id, attributes));
  }

  /** Replaces what a group gives, as a fact, without asking a rule or looking at members. */
  void place(StoredGroup group) {
    locked(() -> engine.directory().put(group));
  }

  /** Makes an object a member, also where callers may not. */
  void join(GroupId group, UUID member) {
    locked(
        () -> {
          if (engine.directory().join(group, member)) {
            engine.groupLicensing().membershipChanged(group, member);
          }
        });
  }

  /** Makes an object a member whose licences are placed already. */
  void placeMember(GroupId group, UUID member) {
    locked(
        () -> {
          engine.directory().join(group, member);
        });
  }

  /** Takes a member out, also where callers may not. */
  void leave(GroupId group, UUID member) {
    locked(
        () -> {
          if (engine.directory().leave(group, member)) {
            engine.groupLicensing().membershipChanged(group, member);
          }
        });
  }

  /**
   * Does a write as an administrator would.
   *
   * @throws GraphFailure if the service refuses it
   */
  <A> A run(Write<A> write) {
    return engine.runUnderLock(write);
  }

  /** The living user with this id or name. */
  Optional<StoredUser> findUser(String idOrName) {
    return engine
        .directory()
        .user(idOrName)
        .map(ObjectVersions::current)
        .filter(user -> !user.isDeleted());
  }

  /** All users, deleted ones included, in the order of creation. */
  Stream<StoredUser> users() {
    return engine
        .directory()
        .usersAfter(0)
        .flatMap(versions -> Stream.ofNullable(versions.current()));
  }

  /** All groups, deleted ones included, in the order of creation. */
  Stream<StoredGroup> groups() {
    return engine
        .directory()
        .groupsAfter(0)
        .flatMap(versions -> Stream.ofNullable(versions.current()));
  }

  /** Who is in a group, deleted ones included, in the order of joining. */
  List<UUID> memberIds(GroupId group) {
    return engine.directory().memberIds(group);
  }

  /** How many users there are, deleted ones included. */
  int userCount() {
    return engine.directory().userCount();
  }

  /** Sets how long a write stays unseen. */
  void lag(Lag lag) {
    engine.directory().lag(lag);
  }

  /** Sets how long a group's licences take. */
  void groupPace(Lag pace) {
    engine.groupLicensing().pace(pace);
  }

  /** Processes everything that waits and lets every write become visible. */
  void settle() {
    locked(
        () -> {
          engine.groupLicensing().settle();
          engine.directory().settle();
        });
  }

  /** The tenant is arranged: what led here is no history of its own. */
  void begin() {
    locked(() -> engine.directory().forgetHistory());
  }

  /** What is wrong with the tenant now is not its fault. */
  void takeAsGiven() {
    brokenFromTheStart = Set.copyOf(brokenInvariants());
  }

  /** What is wrong with the tenant by its own rules and not given; empty if nothing is. */
  List<String> brokenInvariants() {
    List<String> broken = locked(() -> new Invariants(engine).broken());
    return broken.stream().filter(what -> !brokenFromTheStart.contains(what)).toList();
  }

  private StoredUser current(UserId id) {
    return engine
        .directory()
        .user(id.value())
        .map(ObjectVersions::current)
        .orElseThrow(() -> Refusals.notFound(id.toString()));
  }

  private void locked(Runnable action) {
    locked(
        () -> {
          action.run();
          return NoContent.INSTANCE;
        });
  }

  private <T> T locked(Supplier<T> action) {
    engine.lock().lock();
    try {
      return action.get();
    } finally {
      engine.lock().unlock();
    }
  }
}
