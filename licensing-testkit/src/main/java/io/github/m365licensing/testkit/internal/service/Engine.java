package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.testkit.internal.store.Directory;
import io.github.m365licensing.testkit.internal.store.ObjectVersions;
import io.github.m365licensing.testkit.internal.store.Seats;
import io.github.m365licensing.testkit.internal.store.StoredDevice;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the service does: the store, the rules and the time behind both doors. Thread-safe: one
 * write at a time, reads without waiting.
 */
public final class Engine {

  private static final int SHARED_PATHS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final TenantTime time;
  private final StoredOrganization organization;
  private final FakeSemantics semantics;
  private final IdSource ids;
  private final long seed;
  private final Seats seats;
  private final Directory directory;
  private final LocationAndAddressChecks locationAndAddressChecks;
  private final LicenseSideEffects licenseSideEffects;
  private final AssignmentErrorCauses assignmentErrorCauses;
  private final DirectoryReads reads;
  private final DirectoryReads staleReads;
  private final UserWrites users;
  private final GroupWrites groups;
  private final RecycleBin recycleBin;
  private final DirectLicensing directLicensing;
  private final GroupLicensing groupLicensing;
  private final LicensingViews views;
  private final Map<LicenseAssignmentState, LicenseAssignmentState> paths = new HashMap<>();
  private volatile List<StoredDevice> devices = List.of();
  private volatile RuleBook rules = RuleBook.of(TenantSkus.none());
  private volatile int rulesFor = -1;

  public Engine(
      TenantTime time, long seed, StoredOrganization organization, FakeSemantics semantics) {
    this.time = time;
    this.seed = seed;
    this.organization = organization;
    this.semantics = semantics;
    this.ids = new IdSource(seed);
    this.seats =
        new Seats(semantics.licensing().softDeleteSeat() == LicensingSemantics.SoftDeleteSeat.HELD);
    this.directory = new Directory(time, seats);
    this.locationAndAddressChecks = new LocationAndAddressChecks(seats, directory);
    this.licenseSideEffects = new LicenseSideEffects(this, semantics);
    this.assignmentErrorCauses = new AssignmentErrorCauses(this);
    this.reads = new DirectoryReads(this, false);
    this.staleReads = new DirectoryReads(this, true);
    this.users = new UserWrites(this);
    this.groups = new GroupWrites(this);
    this.recycleBin = new RecycleBin(this);
    this.directLicensing = new DirectLicensing(this);
    this.groupLicensing = new GroupLicensing(this);
    this.views = new LicensingViews(seats);
  }

  /** The tenant's time. */
  public TenantTime time() {
    return time;
  }

  public IdSource ids() {
    return ids;
  }

  /** How contested facts are decided here. */
  public FakeSemantics semantics() {
    return semantics;
  }

  /** What a door needs to show stored objects in the words of the port. */
  public LicensingViews views() {
    return views;
  }

  public Seats seats() {
    return seats;
  }

  public Directory directory() {
    return directory;
  }

  public LocationAndAddressChecks locationAndAddressChecks() {
    return locationAndAddressChecks;
  }

  LicenseSideEffects licenseSideEffects() {
    return licenseSideEffects;
  }

  AssignmentErrorCauses assignmentErrorCauses() {
    return assignmentErrorCauses;
  }

  public DirectoryReads reads() {
    return reads;
  }

  /** Reads that show objects as they were before the last write. */
  public DirectoryReads staleReads() {
    return staleReads;
  }

  public UserWrites users() {
    return users;
  }

  public GroupWrites groups() {
    return groups;
  }

  RecycleBin recycleBin() {
    return recycleBin;
  }

  DirectLicensing directLicensing() {
    return directLicensing;
  }

  public GroupLicensing groupLicensing() {
    return groupLicensing;
  }

  public ReentrantLock lock() {
    return lock;
  }

  /** The tenant itself. */
  public StoredOrganization organization() {
    return organization;
  }

  public List<StoredDevice> devices() {
    return devices;
  }

  public void devices(List<StoredDevice> all) {
    devices = all.stream().sorted(Comparator.comparing(device -> device.device().id())).toList();
  }

  /** The rules for what the tenant owns now. */
  RuleBook rules() {
    int contents = seats.contents();
    if (rulesFor != contents) {
      rules =
          RuleBook.of(semantics.licensing(), LicenseFacts.bundled(), TenantSkus.of(seats.all()));
      rulesFor = contents;
    }
    return rules;
  }

  /** The paths, with the present time on those that a rule made; equal ones are shared. */
  List<LicenseAssignmentState> stamped(List<LicenseAssignmentState> made) {
    Instant now = time.now();
    List<LicenseAssignmentState> stamped = new ArrayList<>(made.size());
    for (LicenseAssignmentState path : made) {
      if (path.lastUpdatedDateTime().isPresent()) {
        stamped.add(path);
      } else {
        stamped.add(
            shared(LicenseAssignmentState.builder().from(path).lastUpdatedDateTime(now).build()));
      }
    }
    return stamped;
  }

  /** The paths; equal ones are shared. */
  public List<LicenseAssignmentState> shared(List<LicenseAssignmentState> given) {
    return given.stream().map(this::shared).toList();
  }

  private LicenseAssignmentState shared(LicenseAssignmentState path) {
    if (paths.size() > SHARED_PATHS) {
      paths.clear();
    }
    LicenseAssignmentState known = paths.putIfAbsent(path, path);
    return known == null ? path : known;
  }

  /** The country by which group licensing goes for this user. */
  UsageLocation groupLocation(LicensedUser user) {
    return RuleBook.groupUsageLocation(user, organization.organization()).orElseThrow();
  }

  /** In which order waiting members get their turn. */
  UnaryOperator<List<UUID>> memberOrder() {
    return switch (semantics.licensing().seatPickOrder()) {
      case ORDER_OF_JOINING -> waiting -> waiting;
      case SHUFFLED ->
          waiting -> {
            List<UUID> shuffled = new ArrayList<>(waiting);
            Collections.shuffle(shuffled, new Random(seed));
            return shuffled;
          };
    };
  }

  /** The number of the last change to the directory. */
  public long lastChange() {
    return directory.changes().last();
  }

  /** The services of a SKU; none if the tenant does not own it. */
  public List<ServicePlan> servicePlans(SkuId sku) {
    return seats.find(sku).map(SubscribedSku::servicePlans).orElse(List.of());
  }

  /** The plans of all SKUs of the tenant, each once: SKUs ordered by part number, then id. */
  public List<UserPlan> tenantPlans() {
    Map<ServicePlanId, UserPlan> plans = new LinkedHashMap<>();
    for (SubscribedSku sku : seats.all()) {
      for (ServicePlan plan : sku.servicePlans()) {
        plans.putIfAbsent(
            plan.servicePlanId(),
            UserPlan.of(plan, sku.capabilityStatus(), organization.createdDateTime()));
      }
    }
    return List.copyOf(plans.values());
  }

  /** Whether some user is mastered on premises, so that the tenant is synced (assumed). */
  public boolean isSynced() {
    try (Stream<StoredUser> users = reads.users(0)) {
      return users.anyMatch(StoredUser::isSynced);
    }
  }

  /** Whether a licence of the group is in error for one of its members. */
  public boolean hasMembersWithLicenseErrors(StoredGroup group) {
    try (Stream<StoredUser> members = reads.membersWithLicenseErrors(group.id())) {
      return members.findAny().isPresent();
    }
  }

  /** The user as the last write left them. */
  StoredUser current(StoredUser seen) {
    StoredUser current = directory.user(seen.objectId()).map(ObjectVersions::current).orElse(null);
    if (current == null || current.isDeleted()) {
      throw Refusals.notFound(seen.id().toString());
    }
    return current;
  }

  /** The group as the last write left it. */
  StoredGroup current(StoredGroup seen) {
    StoredGroup current =
        directory.group(seen.objectId()).map(ObjectVersions::current).orElse(null);
    if (current == null || current.isDeleted()) {
      throw Refusals.notFound(seen.id().toString());
    }
    return current;
  }

  /** The object with this id, or the living user with this name, as the last write left it. */
  public Optional<StoredObject> findCurrent(String idOrName) {
    StoredObject user = directory.user(idOrName).map(ObjectVersions::current).orElse(null);
    if (user != null) {
      return Optional.of(user);
    }
    return Directory.guid(idOrName).flatMap(directory::group).map(ObjectVersions::current);
  }

  public GraphFailure conflict() {
    return Refusals.conflict(
        semantics.concurrencyStatus() == FakeSemantics.ConcurrencyStatus.CONFLICT_409 ? 409 : 503);
  }

  /** Whether of two such writes for one object at a time the second is accepted and never done. */
  public boolean losesOneOf(GraphOperation first, GraphOperation second) {
    return semantics.concurrentGroupWrites() == FakeSemantics.ConcurrentGroupWrites.SILENTLY_LOST
        && first == GraphOperation.ASSIGN_GROUP_LICENSE
        && second == GraphOperation.ASSIGN_GROUP_LICENSE;
  }

  /** The answer to a caller who has to wait this long; zero if the service does not say. */
  public GraphFailure throttled(Duration retryAfter) {
    boolean silent =
        retryAfter.isZero() || semantics.retryAfterOn429() == FakeSemantics.RetryAfterOn429.ABSENT;
    return Refusals.throttled(silent ? null : retryAfter);
  }

  /** Does what time brings; to be called after each move of the clock. */
  public void tick() {
    lock.lock();
    try {
      recycleBin.purgeExpired();
      groupLicensing.progress();
    } finally {
      lock.unlock();
    }
  }

  /** Has the service do something that nobody asked for through a door. */
  public <A> A runUnderLock(Write<A> write) {
    lock.lock();
    try {
      return write.check(this).done();
    } finally {
      lock.unlock();
    }
  }
}
