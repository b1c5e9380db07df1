package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.sku.SubscribedSku;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a tenant's directory says about licensing, kept at one moment: to look back at, to compare,
 * to restore from, or to load into a fake tenant. Directory data only; no passwords, no settings.
 *
 * <p>Always in the same order, whatever order it was built in: SKUs and subscriptions by part
 * number and id, everything else by id, the licences and paths of a user by SKU, direct before
 * inherited. Two snapshots of the same data are equal and make the same file. Immutable.
 *
 * <pre>{@code
 * TenantSnapshot.of(tenant).writeTo(Path.of("last-night.jsonl"));
 *
 * TenantSnapshot lastNight = TenantSnapshot.read(Path.of("last-night.jsonl"));
 * System.out.println(lastNight.differenceTo(TenantSnapshot.of(tenant)).text());
 * }</pre>
 */
@Value.Immutable
@DomainStyle
public sealed interface TenantSnapshot permits ImmutableTenantSnapshot {

  /** When the reading began, by the tenant's time. */
  Instant takenAt();

  /** The tenant itself. */
  Organization organization();

  /** How the tenant keeps its assignments. Default: not determined. */
  default LicensingModel licensingModel() {
    return LicensingModel.UNKNOWN;
  }

  /** The products that the tenant owns, ordered by part number, then id. */
  @Value.Redacted
  List<SubscribedSku> subscribedSkus();

  /** The purchases behind the products, ordered by part number, then id. */
  @Value.Redacted
  List<Subscription> subscriptions();

  /** The users with their licences and paths, ordered by id. */
  @Value.Redacted
  List<LicensedUser> users();

  /**
   * The groups that matter to licensing, ordered by id. A path may name a group that is not among
   * them, because it was deleted.
   */
  @Value.Redacted
  List<LicensedGroup> groups();

  /** The direct user members of each group that has some; groups and members ordered by id. */
  @Value.Redacted
  Map<GroupId, List<UserId>> memberIds();

  /** The direct group members of each group that has some; groups and members ordered by id. */
  @Value.Redacted
  Map<GroupId, List<GroupId>> nestedGroupIds();

  /** The devices that Intune manages, ordered by id. */
  @Value.Redacted
  List<ManagedDevice> managedDevices();

  /**
   * Reads a tenant: its products, purchases, all users, the groups that carry licences, the groups
   * that users' paths name, the groups nested in those, their members, and the managed devices.
   * Groups that have nothing to do with licences are left out; the port does not list them.
   *
   * <p>The service has no moment of its own: what changes while it is read may be seen before or
   * after the change. A user who appears in that time as a member of a group is taken along. If a
   * user is listed twice, the later reading counts.
   *
   * <p>The costs in reads are all pages of users and devices, and for each group the pages of its
   * members and one for nested groups.
   *
   * @throws LicensingException if a read fails; see {@link Tenant}. There is no half snapshot
   */
  static TenantSnapshot of(Tenant tenant) {
    return new TenantReading(Objects.requireNonNull(tenant, "tenant")).snapshot();
  }

  /**
   * Reads a file that {@link #writeTo} wrote. Fields that this version does not know are ignored,
   * so that files of later minor versions can be read.
   *
   * @throws UnreadableFileException if the file is of another format or major version, cut off, or
   *     has a line that is too long (over 1 MiB) or wrong; it names the line
   * @throws java.io.UncheckedIOException if the file is not there or reading fails
   */
  static TenantSnapshot read(Path file) {
    return TenantSnapshotReaderJson.read(Objects.requireNonNull(file, "file"));
  }

  /**
   * Writes a file in JSON Lines, UTF-8: a header with the format version, one line for each thing,
   * an end line. Equal snapshots give equal bytes. The file appears all at once, in place of one
   * that was there; if writing fails, the old one stays.
   *
   * <p>It holds personal data unless {@link #pseudonymised}. On POSIX file systems only the owner
   * may read it.
   *
   * @throws java.io.UncheckedIOException if writing fails
   * @throws IllegalArgumentException if one thing takes more than 1 MiB; nothing is written
   */
  default void writeTo(Path file) {
    TenantSnapshotJson.write(this, Objects.requireNonNull(file, "file"));
  }

  /**
   * The same tenant without the names of its people and things. Replaced, the same everywhere and
   * each time for one salt: the ids of tenant, users, groups, devices, subscriptions and owners
   * (other GUIDs), user principal names (their domains become others below {@code .example}),
   * display names of users, groups and tenant, departments, device names, and membership rules (a
   * rule that selects nobody). Two names that differ only in case become one name.
   *
   * <p>Kept: SKUs, plans and their units, countries, school roles, account types, kinds of group
   * and device, and all times. So it is pseudonymous, not anonymous: who knows the tenant may
   * recognise a user by unusual licences or by a time.
   *
   * @param salt a long random text that is kept secret: with it, names can be guessed and compared
   * @throws IllegalArgumentException if the salt is blank
   */
  default TenantSnapshot pseudonymised(String salt) {
    return new Pseudonyms(salt).of(this);
  }

  /**
   * What is different in a later snapshot of the same tenant.
   *
   * @throws IllegalArgumentException if they are of different tenants, or only one of them is
   *     pseudonymised, or with another salt
   */
  default SnapshotDifference differenceTo(TenantSnapshot later) {
    return new SnapshotDifference(this, Objects.requireNonNull(later, "later"));
  }

  /** The user with this id, if there is one. */
  default Optional<LicensedUser> findUser(UserId id) {
    return SnapshotOrder.find(users(), LicensedUser::id, Objects.requireNonNull(id, "id"));
  }

  /** The group with this id, if the snapshot holds it. */
  default Optional<LicensedGroup> findGroup(GroupId id) {
    return SnapshotOrder.find(groups(), LicensedGroup::id, Objects.requireNonNull(id, "id"));
  }

  /** The direct user members of a group, ordered by id; empty for a group that is not here. */
  default List<UserId> membersOf(GroupId group) {
    return memberIds().getOrDefault(Objects.requireNonNull(group, "group"), List.of());
  }

  /** The direct group members of a group, ordered by id; empty for a group that is not here. */
  default List<GroupId> nestedGroupsOf(GroupId group) {
    return nestedGroupIds().getOrDefault(Objects.requireNonNull(group, "group"), List.of());
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link TenantSnapshot}. Not thread-safe. */
  class Builder extends ImmutableTenantSnapshot.Builder {
    Builder() {}

    /** Adds direct user members of a group. To be said once for each group. */
    public Builder members(GroupId group, Collection<UserId> members) {
      super.putMemberIds(group, List.copyOf(members));
      return this;
    }

    /** Adds direct group members of a group. To be said once for each group. */
    public Builder nestedGroups(GroupId group, Collection<GroupId> nested) {
      super.putNestedGroupIds(group, List.copyOf(nested));
      return this;
    }

    /**
     * The snapshot in its order.
     *
     * @throws IllegalStateException if a mandatory attribute is missing; all are named
     * @throws IllegalArgumentException if two things of a kind have one id, or a membership names a
     *     user or a group that the snapshot lacks
     */
    @Override
    public TenantSnapshot build() {
      SnapshotOrder order = new SnapshotOrder(super.build());
      super.subscribedSkus(order.subscribedSkus());
      super.subscriptions(order.subscriptions());
      super.users(order.users());
      super.groups(order.groups());
      super.memberIds(order.memberIds());
      super.nestedGroupIds(order.nestedGroupIds());
      super.managedDevices(order.managedDevices());
      return super.build();
    }
  }
}
