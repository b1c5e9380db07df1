package io.github.m365licensing.tenant;

import static java.util.Comparator.comparing;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.SnapshotDifference.AttributeChange;
import io.github.m365licensing.tenant.SnapshotDifference.Differences;
import io.github.m365licensing.tenant.SnapshotDifference.GroupChange;
import io.github.m365licensing.tenant.SnapshotDifference.PathChange;
import io.github.m365licensing.tenant.SnapshotDifference.SkuChange;
import io.github.m365licensing.tenant.SnapshotDifference.UserChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Compares two snapshots, kind by kind, walking both lists once. */
final class SnapshotComparison {

  private final TenantSnapshot before;
  private final TenantSnapshot after;

  SnapshotComparison(TenantSnapshot before, TenantSnapshot after) {
    this.before = before;
    this.after = after;
  }

  List<String> organizationAttributes() {
    return SnapshotAttributes.ORGANIZATION.different(before, after);
  }

  Differences<SubscribedSku, SkuChange> subscribedSkus() {
    Comparator<SubscribedSku> byId = comparing(SubscribedSku::skuId);
    return walk(
        before.subscribedSkus().stream().sorted(byId).toList(),
        after.subscribedSkus().stream().sorted(byId).toList(),
        byId,
        SnapshotComparison::sku);
  }

  Differences<Subscription, AttributeChange<Subscription>> subscriptions() {
    Comparator<Subscription> byId = comparing(Subscription::id);
    return walk(
        before.subscriptions().stream().sorted(byId).toList(),
        after.subscriptions().stream().sorted(byId).toList(),
        byId,
        (was, is) -> attributes(SnapshotAttributes.SUBSCRIPTION, was, is));
  }

  Differences<LicensedUser, UserChange> users() {
    return walk(
        before.users(), after.users(), comparing(LicensedUser::id), SnapshotComparison::user);
  }

  Differences<LicensedGroup, GroupChange> groups() {
    return walk(before.groups(), after.groups(), comparing(LicensedGroup::id), this::group);
  }

  Differences<ManagedDevice, AttributeChange<ManagedDevice>> managedDevices() {
    return walk(
        before.managedDevices(),
        after.managedDevices(),
        comparing(ManagedDevice::id),
        (was, is) -> attributes(SnapshotAttributes.DEVICE, was, is));
  }

  private static <T> Optional<AttributeChange<T>> attributes(
      SnapshotAttributes<T> kind, T was, T is) {
    List<String> different = kind.different(was, is);
    return different.isEmpty()
        ? Optional.empty()
        : Optional.of(new AttributeChange<>(was, is, different));
  }

  private static Optional<SkuChange> sku(SubscribedSku was, SubscribedSku is) {
    if (was.equals(is)) {
      return Optional.empty();
    }
    Comparator<ServicePlan> byId = comparing(ServicePlan::servicePlanId);
    Differences<ServicePlan, ServicePlan> plans =
        walk(
            was.servicePlans().stream().sorted(byId).toList(),
            is.servicePlans().stream().sorted(byId).toList(),
            byId,
            (old, now) -> old.equals(now) ? Optional.empty() : Optional.of(now));
    List<String> attributes = new ArrayList<>(SnapshotAttributes.SKU.different(was, is));
    if (!plans.changed().isEmpty()) {
      attributes.add("servicePlans");
    }
    return Optional.of(new SkuChange(was, is, attributes, plans.added(), plans.removed()));
  }

  private static Optional<UserChange> user(LicensedUser was, LicensedUser is) {
    if (was.equals(is)) {
      return Optional.empty();
    }
    List<PathChange> paths = paths(was.licenseAssignmentStates(), is.licenseAssignmentStates());
    List<String> attributes = new ArrayList<>(SnapshotAttributes.USER.different(was, is));
    if (paths.isEmpty() && !was.assignedLicenses().equals(is.assignedLicenses())) {
      attributes.add("assignedLicenses");
    }
    return attributes.isEmpty() && paths.isEmpty()
        ? Optional.empty()
        : Optional.of(new UserChange(was, is, attributes, paths));
  }

  private Optional<GroupChange> group(LicensedGroup was, LicensedGroup is) {
    List<String> attributes = SnapshotAttributes.GROUP.different(was, is);
    List<PathChange> licenses = paths(pathsThrough(was), pathsThrough(is));
    var members = ids(before.membersOf(was.id()), after.membersOf(is.id()));
    var nested = ids(before.nestedGroupsOf(was.id()), after.nestedGroupsOf(is.id()));
    if (attributes.isEmpty() && licenses.isEmpty() && members.isEmpty() && nested.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GroupChange(
            was,
            is,
            attributes,
            licenses,
            members.added(),
            members.removed(),
            nested.added(),
            nested.removed()));
  }

  private static <K extends Comparable<K>> Differences<K, K> ids(List<K> was, List<K> is) {
    return walk(was, is, Comparator.<K>naturalOrder(), (old, now) -> Optional.empty());
  }

  private static List<LicenseAssignmentState> pathsThrough(LicensedGroup group) {
    AssignmentSource source = AssignmentSource.inheritedFrom(group.id());
    Stream<AssignedLicense> licenses = group.assignedLicenses().stream();
    return licenses.map(license -> LicenseAssignmentState.active(license, source)).toList();
  }

  private static List<PathChange> paths(
      List<LicenseAssignmentState> was, List<LicenseAssignmentState> is) {
    Differences<LicenseAssignmentState, PathChange> paths =
        walk(
            was,
            is,
            SnapshotOrder.BY_PATH,
            (old, now) ->
                SnapshotAttributes.PATH.different(old, now).isEmpty()
                    ? Optional.empty()
                    : Optional.of(path(old).before(old).after(now).build()));
    return Stream.of(
            paths.added().stream().map(now -> path(now).after(now).build()),
            paths.removed().stream().map(old -> path(old).before(old).build()),
            paths.changed().stream())
        .flatMap(changes -> changes)
        .sorted(
            comparing(
                change -> change.after().or(change::before).orElseThrow(), SnapshotOrder.BY_PATH))
        .toList();
  }

  private static PathChange.Builder path(LicenseAssignmentState path) {
    PathChange.Builder change = PathChange.builder();
    change.skuId(path.skuId()).source(path.source());
    return change;
  }

  private static <T, C> Differences<T, C> walk(
      List<T> before, List<T> after, Comparator<T> order, BiFunction<T, T, Optional<C>> compare) {
    List<T> added = new ArrayList<>();
    List<T> removed = new ArrayList<>();
    List<C> changed = new ArrayList<>();
    int b = 0;
    int a = 0;
    while (b < before.size() || a < after.size()) {
      int compared =
          b == before.size()
              ? 1
              : a == after.size() ? -1 : order.compare(before.get(b), after.get(a));
      if (compared < 0) {
        removed.add(before.get(b++));
      } else if (compared > 0) {
        added.add(after.get(a++));
      } else {
        compare.apply(before.get(b++), after.get(a++)).ifPresent(changed::add);
      }
    }
    return new Differences<>(added, removed, changed);
  }
}
