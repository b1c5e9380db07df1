package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.rules.GroupApplication;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.ObjectVersions;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.FakeSemantics.GroupPrerequisiteRemoval;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Licences of groups and what becomes of their members: accepted at once, processed member by
 * member later. Runs under the engine's lock.
 *
 * <p>A change of membership does not touch {@code licenseProcessingState} (assumed).
 */
public final class GroupLicensing {

  private final Engine engine;
  private final Map<GroupId, PendingMembers> queue = new LinkedHashMap<>();
  private volatile Lag pace = Lag.of(Duration.ofMinutes(2));
  private volatile boolean idle = true;

  GroupLicensing(Engine engine) {
    this.engine = engine;
  }

  /** How long a group's licences take: an amount of virtual time, or of reads of the group. */
  public void pace(Lag next) {
    pace = next;
  }

  AcceptedWrite<StoredGroup> assign(
      GroupId id, @Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    StoredGroup group = engine.groups().writable(id);
    if (add == null || remove == null) {
      throw DirectLicensing.missing(add, remove);
    }
    if (add.isEmpty() && remove.isEmpty()) {
      throw Refusals.noChanges();
    }
    DirectLicensing.checkNamedOnce(add, remove);
    if (!group.attributes().isTrue(GroupAttribute.SECURITY_ENABLED)) {
      throw Refusals.notSecurityEnabled();
    }
    LicensedGroup licensed = engine.views().licensedGroup(group);
    List<AssignedLicense> licenses = new ArrayList<>(add.size());
    for (LicenseChange change : add) {
      licenses.add(
          change.disabledPlans() == null
              ? engine.rules().whenDisabledPlansAreOmitted(licensed.licenses(), change.skuId())
              : new AssignedLicense(change.skuId(), change.disabledPlans()));
    }
    engine.rules().checkGroupChange(licensed, licenses, remove).stream()
        .filter(violation -> isFoundAtOnce(violation, licenses))
        .findFirst()
        .ifPresent(
            violation -> {
              throw Refusals.of(violation);
            });
    Map<SkuId, AssignedLicense> after = new TreeMap<>();
    group.assignedLicenses().forEach(license -> after.put(license.skuId(), license));
    remove.forEach(after::remove);
    licenses.forEach(license -> after.put(license.skuId(), license));
    StoredGroup queued = group.withLicenses(List.copyOf(after.values()), ProcessingState.QUEUED);
    return AcceptedWrite.of(queued, () -> queue(queued));
  }

  /** Of a prerequisite that goes the service may tell nothing. */
  private boolean isFoundAtOnce(Violation violation, List<AssignedLicense> added) {
    return violation.kind() != Violation.Kind.DEPENDENCY
        || engine.semantics().groupPrerequisiteRemoval() == GroupPrerequisiteRemoval.REFUSED
        || violation.sources().stream()
            .anyMatch(
                dependant ->
                    added.stream().anyMatch(license -> license.skuId().equals(dependant.skuId())));
  }

  private StoredGroup queue(StoredGroup group) {
    engine.directory().put(group);
    PendingMembers pending = pendingMembers(group.id());
    pending.restart(engine.time().now());
    engine.directory().memberIds(group.id()).forEach(pending::add);
    if (pace.isNone()) {
      progress();
    }
    return engine.current(group);
  }

  /**
   * A user joined or left: the member waits for processing, if the group gives or gave anything.
   */
  public void membershipChanged(GroupId group, UUID member) {
    StoredGroup stored =
        engine.directory().group(group.value()).map(ObjectVersions::current).orElse(null);
    boolean gives = stored != null && !stored.assignedLicenses().isEmpty();
    if (gives || hasPathFrom(group, member)) {
      pendingMembers(group).add(member);
      if (pace.isNone()) {
        progress();
      }
    }
  }

  /** The user waits for processing in every group, for example after a restore. */
  void membershipsChanged(UserId user) {
    groupsConcerning(user).forEach(group -> membershipChanged(group, user.value()));
  }

  boolean isPending(GroupId id) {
    return queue.containsKey(id);
  }

  /** A caller read this group; counts where the pace is in reads. */
  void read(GroupId id) {
    if (idle || pace.reads() == 0) {
      return;
    }
    engine.lock().lock();
    try {
      PendingMembers pending = queue.get(id);
      if (pending != null) {
        pending.countRead();
        progress();
      }
    } finally {
      engine.lock().unlock();
    }
  }

  /** Processes what is due now. */
  void progress() {
    Instant now = engine.time().now();
    for (PendingMembers pending : List.copyOf(queue.values())) {
      double done = pending.dueBy(now, pace);
      pending.takeUpTo(done).forEach(member -> process(pending.group(), member));
      if (done >= 1) {
        queue.remove(pending.group());
      }
      if (pending.isGroupChange()) {
        show(pending.group(), state(done));
      }
    }
    idle = queue.isEmpty();
  }

  /** Processes everything that waits. */
  public void settle() {
    while (!queue.isEmpty()) {
      queue.values().forEach(PendingMembers::makeDue);
      progress();
    }
  }

  private static ProcessingState state(double done) {
    if (done >= 1) {
      return ProcessingState.COMPLETE;
    }
    return done > 0 ? ProcessingState.IN_PROGRESS : ProcessingState.QUEUED;
  }

  private void show(GroupId id, ProcessingState state) {
    StoredGroup group =
        engine.directory().group(id.value()).map(ObjectVersions::current).orElse(null);
    if (group != null && !state.equals(group.licenseProcessingState())) {
      engine.directory().put(group.withLicenses(group.assignedLicenses(), state));
    }
  }

  private PendingMembers pendingMembers(GroupId id) {
    idle = false;
    return queue.computeIfAbsent(
        id, group -> new PendingMembers(group, engine.time().now(), engine.memberOrder()));
  }

  /**
   * Asks again what the user's groups make of the user, at once. What is still in error then is
   * refused with the true cause; what could be done was done.
   */
  AcceptedWrite<StoredUser> reprocess(String idOrName) {
    StoredUser user = engine.users().writable(idOrName);
    return AcceptedWrite.of(user, () -> reprocess(user));
  }

  private StoredUser reprocess(StoredUser user) {
    for (GroupId group : groupsConcerning(user.id())) {
      process(group, user.objectId());
    }
    StoredUser after = engine.current(user);
    for (LicenseAssignmentState path : after.licenseAssignmentStates()) {
      if (path.error().isPresent()) {
        throw engine.assignmentErrorCauses().of(after, path);
      }
    }
    return after;
  }

  private void process(GroupId id, UUID member) {
    StoredUser user = engine.directory().user(member).map(ObjectVersions::current).orElse(null);
    if (user == null || user.isDeleted()) {
      return;
    }
    StoredGroup group =
        engine.directory().group(id.value()).map(ObjectVersions::current).orElse(null);
    boolean gives = group != null && !group.isDeleted() && engine.directory().isMember(id, member);
    Collection<AssignedLicense> licenses =
        gives && group != null ? group.assignedLicenses() : List.of();
    if (licenses.isEmpty() && !hasPathFrom(id, member)) {
      return;
    }
    LicensedUser licensed = engine.views().licensedUser(user);
    GroupApplication application =
        licenses.isEmpty()
            ? engine.rules().leaveGroup(licensed, id)
            : engine
                .rules()
                .applyGroup(
                    licensed,
                    id,
                    licenses,
                    engine.organization().organization(),
                    engine.seats()::free,
                    engine.locationAndAddressChecks().forGroup(user, bySku(licenses)));
    StoredUser after =
        engine.licenseSideEffects().after(user, application.licenseAssignmentStates());
    if (application.writesUsageLocation()) {
      after =
          after.with(
              Map.of(UserAttribute.USAGE_LOCATION, engine.groupLocation(licensed).countryCode()));
    }
    if (!after.licenseAssignmentStates().equals(user.licenseAssignmentStates())
        || application.writesUsageLocation()) {
      engine.directory().put(after);
    }
  }

  private static Map<SkuId, AssignedLicense> bySku(Collection<AssignedLicense> licenses) {
    Map<SkuId, AssignedLicense> bySku = new LinkedHashMap<>();
    licenses.forEach(license -> bySku.put(license.skuId(), license));
    return bySku;
  }

  /** The groups that the user is in, and those that left something behind. */
  private Set<GroupId> groupsConcerning(UserId id) {
    Set<GroupId> groups = new LinkedHashSet<>(engine.directory().groupsOf(id.value()));
    paths(id.value())
        .forEach(
            path -> {
              if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
                groups.add(inherited.group());
              }
            });
    return groups;
  }

  private boolean hasPathFrom(GroupId group, UUID user) {
    AssignmentSource source = AssignmentSource.inheritedFrom(group);
    return paths(user).stream().anyMatch(path -> path.source().equals(source));
  }

  private List<LicenseAssignmentState> paths(UUID user) {
    StoredUser stored = engine.directory().user(user).map(ObjectVersions::current).orElse(null);
    return stored == null ? List.of() : stored.licenseAssignmentStates();
  }
}
