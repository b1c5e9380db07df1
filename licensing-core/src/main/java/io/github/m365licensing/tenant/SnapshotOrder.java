package io.github.m365licensing.tenant;

import static java.util.Comparator.comparing;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts a snapshot in its order, and refuses one that contradicts itself. */
final class SnapshotOrder {

  /** The path apart from its state: by SKU, direct before inherited, then by group. */
  static final Comparator<LicenseAssignmentState> BY_PATH =
      comparing(LicenseAssignmentState::skuId)
          .thenComparing(path -> !path.source().isDirect())
          .thenComparing(path -> groupOf(path.source()));

  // One path twice is not documented, but must not make the order depend on the input.
  private static final Comparator<LicenseAssignmentState> PATHS =
      BY_PATH.thenComparing(LicenseAssignmentState::toString);

  private static final Comparator<AssignedLicense> LICENSES =
      comparing(AssignedLicense::skuId).thenComparing(AssignedLicense::toString);

  private final TenantSnapshot given;
  private final List<LicensedUser> users;
  private final List<LicensedGroup> groups;

  SnapshotOrder(TenantSnapshot given) {
    this.given = given;
    users = distinct("user", given.users(), comparing(LicensedUser::id), LicensedUser::id);
    users.replaceAll(SnapshotOrder::user);
    groups = distinct("group", given.groups(), comparing(LicensedGroup::id), LicensedGroup::id);
    groups.replaceAll(SnapshotOrder::group);
  }

  List<SubscribedSku> subscribedSkus() {
    List<SubscribedSku> skus =
        distinct(
            "SKU", given.subscribedSkus(), comparing(SubscribedSku::skuId), SubscribedSku::skuId);
    skus.sort(comparing(SubscribedSku::skuPartNumber).thenComparing(SubscribedSku::skuId));
    return skus;
  }

  List<Subscription> subscriptions() {
    List<Subscription> subscriptions =
        distinct(
            "subscription", given.subscriptions(), comparing(Subscription::id), Subscription::id);
    subscriptions.sort(comparing(Subscription::skuPartNumber).thenComparing(Subscription::id));
    return subscriptions;
  }

  List<LicensedUser> users() {
    return users;
  }

  List<LicensedGroup> groups() {
    return groups;
  }

  Map<GroupId, List<UserId>> memberIds() {
    return memberships(
        given.memberIds(), id -> find(users, LicensedUser::id, id).map(LicensedUser::id));
  }

  Map<GroupId, List<GroupId>> nestedGroupIds() {
    return memberships(
        given.nestedGroupIds(), id -> find(groups, LicensedGroup::id, id).map(LicensedGroup::id));
  }

  List<ManagedDevice> managedDevices() {
    return distinct(
        "managed device", given.managedDevices(), comparing(ManagedDevice::id), ManagedDevice::id);
  }

  /**
   * Finds by id in a list ordered by it.
   *
   * @param id the attribute that the list is ordered by
   */
  static <T, K extends Comparable<K>> Optional<T> find(
      List<T> ordered, Function<T, K> id, K wanted) {
    int low = 0;
    int high = ordered.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int compared = id.apply(ordered.get(middle)).compareTo(wanted);
      if (compared == 0) {
        return Optional.of(ordered.get(middle));
      }
      if (compared < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  static List<LicenseAssignmentState> paths(List<LicenseAssignmentState> paths) {
    return sorted(paths, PATHS);
  }

  static List<AssignedLicense> licenses(List<AssignedLicense> licenses) {
    return sorted(licenses, LICENSES);
  }

  /** The same instances as in the snapshot, so that ids of members take no room of their own. */
  private <K extends Comparable<K>> Map<GroupId, List<K>> memberships(
      Map<GroupId, List<K>> memberships, Function<K, Optional<K>> member) {
    Map<GroupId, List<K>> ordered = new LinkedHashMap<>();
    new TreeMap<>(memberships)
        .forEach(
            (group, members) -> {
              GroupId key =
                  find(groups, LicensedGroup::id, group)
                      .map(LicensedGroup::id)
                      .orElseThrow(() -> missing(group));
              List<K> known =
                  members.stream()
                      .distinct()
                      .sorted()
                      .map(id -> member.apply(id).orElseThrow(() -> missing(id)))
                      .toList();
              if (!known.isEmpty()) {
                ordered.put(key, known);
              }
            });
    return ordered;
  }

  private static IllegalArgumentException missing(Object id) {
    return new IllegalArgumentException(
        "A membership names " + id + ", which the snapshot does not hold. No snapshot was built.");
  }

  private static <T, K> List<T> distinct(
      String kind, List<T> things, Comparator<T> byId, Function<T, K> id) {
    List<T> sorted = new ArrayList<>(things);
    sorted.sort(byId);
    for (int i = 1; i < sorted.size(); i++) {
      if (byId.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
        throw new IllegalArgumentException(
            "The snapshot would hold %s %s twice. No snapshot was built."
                .formatted(kind, id.apply(sorted.get(i))));
      }
    }
    return sorted;
  }

  private static LicensedUser user(LicensedUser user) {
    List<AssignedLicense> licenses = licenses(user.assignedLicenses());
    List<LicenseAssignmentState> paths = paths(user.licenseAssignmentStates());
    return licenses.equals(user.assignedLicenses()) && paths.equals(user.licenseAssignmentStates())
        ? user
        : LicensedUser.builder()
            .from(user)
            .assignedLicenses(licenses)
            .licenseAssignmentStates(paths)
            .build();
  }

  private static LicensedGroup group(LicensedGroup group) {
    return LicensedGroup.builder()
        .from(group)
        .groupTypes(sorted(group.groupTypes(), Comparator.naturalOrder()))
        .assignedLicenses(licenses(group.assignedLicenses()))
        .build();
  }

  private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
    return list.size() < 2 ? list : list.stream().sorted(order).toList();
  }

  private static String groupOf(AssignmentSource source) {
    return source instanceof AssignmentSource.InheritedFromGroup inherited
        ? inherited.group().toString()
        : "";
  }
}
