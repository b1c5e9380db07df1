package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.immutables.value.Value;

/**
 * What is different between two snapshots of one tenant. Times of the last contact and of the last
 * update alone are no difference. Everything is ordered by id. Immutable; keeps both snapshots.
 *
 * <p>Names of attributes are Graph's, for example {@code usageLocation}.
 */
public final class SnapshotDifference {

  private final TenantSnapshot before;
  private final TenantSnapshot after;
  private final List<String> organizationAttributes;
  private final Differences<SubscribedSku, SkuChange> subscribedSkus;
  private final Differences<Subscription, AttributeChange<Subscription>> subscriptions;
  private final Differences<LicensedUser, UserChange> users;
  private final Differences<LicensedGroup, GroupChange> groups;
  private final Differences<ManagedDevice, AttributeChange<ManagedDevice>> managedDevices;

  SnapshotDifference(TenantSnapshot before, TenantSnapshot after) {
    if (!before.organization().id().equals(after.organization().id())) {
      throw new IllegalArgumentException(
          "The snapshots are of different tenants, %s and %s. Nothing was compared. If one of them"
                  .formatted(before.organization().id(), after.organization().id())
              + " is pseudonymised, the other must be too, with the same salt.");
    }
    this.before = before;
    this.after = after;
    SnapshotComparison comparison = new SnapshotComparison(before, after);
    organizationAttributes = comparison.organizationAttributes();
    subscribedSkus = comparison.subscribedSkus();
    subscriptions = comparison.subscriptions();
    users = comparison.users();
    groups = comparison.groups();
    managedDevices = comparison.managedDevices();
  }

  /** The earlier snapshot. */
  public TenantSnapshot before() {
    return before;
  }

  /** The later snapshot. */
  public TenantSnapshot after() {
    return after;
  }

  /** Whether nothing is different but the time. */
  public boolean isEmpty() {
    return organizationAttributes.isEmpty()
        && subscribedSkus.isEmpty()
        && subscriptions.isEmpty()
        && users.isEmpty()
        && groups.isEmpty()
        && managedDevices.isEmpty();
  }

  /** The attributes of the tenant that are different, {@code licensingModel} among them. */
  public List<String> organizationAttributes() {
    return organizationAttributes;
  }

  /** The products: bought, gone, with other units or other plans. */
  public Differences<SubscribedSku, SkuChange> subscribedSkus() {
    return subscribedSkus;
  }

  /** The purchases. */
  public Differences<Subscription, AttributeChange<Subscription>> subscriptions() {
    return subscriptions;
  }

  /** The users. */
  public Differences<LicensedUser, UserChange> users() {
    return users;
  }

  /** The groups, as far as the snapshots hold them. */
  public Differences<LicensedGroup, GroupChange> groups() {
    return groups;
  }

  /** The devices. */
  public Differences<ManagedDevice, AttributeChange<ManagedDevice>> managedDevices() {
    return managedDevices;
  }

  /**
   * The difference for people, a line for each thing and each path, with {@code +} for added,
   * {@code -} for gone and {@code ~} for changed. Names users by their user principal name: not for
   * logs.
   */
  public String text() {
    return new SnapshotDifferenceText(this).render();
  }

  /** How much is different, without names. */
  @Override
  public String toString() {
    return "SnapshotDifference{users "
        + users
        + ", groups "
        + groups
        + ", SKUs "
        + subscribedSkus
        + ", subscriptions "
        + subscriptions
        + ", devices "
        + managedDevices
        + "}";
  }

  /**
   * The differences in one kind of thing.
   *
   * @param added things that only the later snapshot has; unmodifiable
   * @param removed things that only the earlier snapshot has; unmodifiable
   * @param changed things that both have, with a difference; unmodifiable
   * @param <T> the thing
   * @param <C> what is said about a changed one
   */
  public record Differences<T, C>(List<T> added, List<T> removed, List<C> changed) {

    public Differences {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
      changed = List.copyOf(changed);
    }

    /** Whether nothing is different. */
    public boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** The three counts. */
    @Override
    public String toString() {
      return "+%d -%d ~%d".formatted(added.size(), removed.size(), changed.size());
    }
  }

  /**
   * A thing with other attributes.
   *
   * @param before as it was
   * @param after as it is later
   * @param attributes the attributes that are different; unmodifiable
   * @param <T> the thing
   */
  public record AttributeChange<T>(T before, T after, List<String> attributes) {

    public AttributeChange {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * A product with other units or plans.
   *
   * @param before as it was
   * @param after as it is later
   * @param attributes the attributes that are different, the list of plans apart; {@code
   *     servicePlans} if only the status, name or use of a plan is; unmodifiable
   * @param plansAdded plans that only the later list has; unmodifiable
   * @param plansRemoved plans that only the earlier list has; unmodifiable
   */
  public record SkuChange(
      SubscribedSku before,
      SubscribedSku after,
      List<String> attributes,
      List<ServicePlan> plansAdded,
      List<ServicePlan> plansRemoved) {

    public SkuChange {
      attributes = List.copyOf(attributes);
      plansAdded = List.copyOf(plansAdded);
      plansRemoved = List.copyOf(plansRemoved);
    }
  }

  /**
   * A user with other licences or attributes.
   *
   * @param before as the user was
   * @param after as the user is later
   * @param attributes the attributes that are different, paths apart; {@code assignedLicenses} only
   *     if the merged licences are different though no path is; unmodifiable
   * @param paths the paths that are different, by SKU, direct first; unmodifiable
   */
  public record UserChange(
      LicensedUser before, LicensedUser after, List<String> attributes, List<PathChange> paths) {

    public UserChange {
      attributes = List.copyOf(attributes);
      paths = List.copyOf(paths);
    }
  }

  /**
   * A group with other licences, members or attributes.
   *
   * @param before as the group was
   * @param after as the group is later
   * @param attributes the attributes that are different; unmodifiable
   * @param licenses the licences that are different, as the paths that they give; unmodifiable
   * @param membersAdded users who came; unmodifiable
   * @param membersRemoved users who left; unmodifiable
   * @param nestedGroupsAdded groups that came; unmodifiable
   * @param nestedGroupsRemoved groups that left; unmodifiable
   */
  public record GroupChange(
      LicensedGroup before,
      LicensedGroup after,
      List<String> attributes,
      List<PathChange> licenses,
      List<UserId> membersAdded,
      List<UserId> membersRemoved,
      List<GroupId> nestedGroupsAdded,
      List<GroupId> nestedGroupsRemoved) {

    public GroupChange {
      attributes = List.copyOf(attributes);
      licenses = List.copyOf(licenses);
      membersAdded = List.copyOf(membersAdded);
      membersRemoved = List.copyOf(membersRemoved);
      nestedGroupsAdded = List.copyOf(nestedGroupsAdded);
      nestedGroupsRemoved = List.copyOf(nestedGroupsRemoved);
    }
  }

  /** One path of a licence that came, went, or has other plans or another state. Immutable. */
  @Value.Immutable
  @DomainStyle
  public sealed interface PathChange permits ImmutablePathChange {

    /** The product. */
    SkuId skuId();

    /** Direct, or the group. */
    AssignmentSource source();

    /** The path as it was; absent if it came. */
    Optional<LicenseAssignmentState> before();

    /** The path as it is later; absent if it went. */
    Optional<LicenseAssignmentState> after();

    /** The plans that this path left on and later leaves off; empty if the path came or went. */
    @Value.NonAttribute
    default Set<ServicePlanId> plansSwitchedOff() {
      return before().isPresent() && after().isPresent()
          ? without(after().get(), before().get())
          : Set.of();
    }

    /** The plans that this path left off and later leaves on; empty if the path came or went. */
    @Value.NonAttribute
    default Set<ServicePlanId> plansSwitchedOn() {
      return before().isPresent() && after().isPresent()
          ? without(before().get(), after().get())
          : Set.of();
    }

    private static Set<ServicePlanId> without(
        LicenseAssignmentState path, LicenseAssignmentState other) {
      Set<ServicePlanId> rest = new TreeSet<>(path.disabledPlans());
      rest.removeAll(other.disabledPlans());
      return Ordered.set(rest, "disabledPlans");
    }

    /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
    static Builder builder() {
      return new Builder();
    }

    /** Builds a {@link PathChange}. Not thread-safe. */
    class Builder extends ImmutablePathChange.Builder {
      Builder() {}
    }
  }
}
