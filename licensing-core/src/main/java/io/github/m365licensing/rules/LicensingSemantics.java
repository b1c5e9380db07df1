package io.github.m365licensing.rules;

import io.github.m365licensing.internal.DomainStyle;
import org.immutables.value.Value;

/**
 * What is contested about the service: for each fact on which public sources differ, the reading to
 * go by. The defaults are the best documented readings. Immutable.
 *
 * <p>A fake tenant can be run under every value; the planner is told what a tenant is known to do.
 */
@Value.Immutable
@DomainStyle
public sealed interface LicensingSemantics permits ImmutableLicensingSemantics {

  /** Which service plans cannot be held together. */
  enum ExclusionRules {
    /** The table of Microsoft's page of 2025, which by its own words is not kept up to date. */
    ENTRA_PAGE_2025,
    /**
     * The page without Exchange, SharePoint and Skype, whose plans can be held together since an
     * announcement of January 2023 (MC541151).
     */
    CONCURRENT_2023,
    /** Everything can be held together. */
    NONE
  }

  /** Which dependencies between service plans are enforced. There is no published table. */
  enum DependencyConfidence {
    /** Those that the service was seen or is documented to enforce. */
    PROVEN,
    /** Also those of medium confidence. */
    MEDIUM
  }

  /** What a write says that leaves {@code disabledPlans} out. */
  enum OmittedDisabledPlans {
    /** Every plan is on (documentation and samples). */
    NONE_DISABLED,
    /** The plans that were off stay off (comment of a Terraform provider). */
    KEEP
  }

  /** What the service stores as {@code disabledPlans}. */
  enum StoredDisabledPlans {
    /** What was sent. */
    AS_SENT,
    /**
     * What was sent and more: one id was seen to become three though the change applied. Taken here
     * to be the company plans of the SKU (assumed), for which on and off mean nothing.
     */
    SERVICE_ADDS
  }

  /** What happens to a disabled plan that the SKU does not hold in this tenant. */
  enum ForeignDisabledPlan {
    /** The call is refused (azure-docs 81269). */
    REFUSE,
    /** The id is dropped. */
    IGNORE
  }

  /** Whether a seat is in use while its user is soft-deleted. */
  enum SoftDeleteSeat {
    /** The seat is free at once (practice of administrators). */
    FREED,
    /** The seat is held until the user is deleted for good (newest page). */
    HELD
  }

  /** Who decides on the usage location of a user synced from on premises. */
  enum SyncedUsageLocation {
    /** It can be written in the cloud; a filled attribute on premises wins at the next sync. */
    WRITABLE,
    /** It is mastered on premises; a write is refused. */
    MASTERED
  }

  /** What group licensing does with a member who has no usage location. */
  enum GroupLocationFallback {
    /** Takes the tenant's location for this and writes nothing (documented). */
    NOT_WRITTEN,
    /** Writes the tenant's location to the user (azure-docs 22310). */
    WRITTEN
  }

  /** What happens to a member's working products of a group when a further one fails. Unknown. */
  enum GroupAddFailure {
    /** They stay (assumed). */
    KEEP_ACTIVE,
    /** They are taken away, as all of one group or nothing. */
    STRIP
  }

  /** What happens to an inherited licence that cannot go because another licence needs its plan. */
  enum GroupRemovalDependants {
    /** It stays in effect with an error until the dependant is gone (newer text, observed). */
    STAY_IN_ERROR,
    /** It becomes a direct licence (older text). */
    CONVERT_TO_DIRECT
  }

  /** Whether a device-only SKU can be assigned to a user. Unknown. */
  enum DeviceSkuOnUser {
    /** It can (assumed). */
    ACCEPTED,
    /** It is refused. */
    REFUSED
  }

  /** In which order members of a group get seats when there are too few. Undocumented. */
  enum SeatPickOrder {
    /** In the order of joining (assumed). */
    ORDER_OF_JOINING,
    /** In an order that nobody should lean on. */
    SHUFFLED
  }

  /** Default: {@link ExclusionRules#ENTRA_PAGE_2025}. */
  default ExclusionRules exclusionRules() {
    return ExclusionRules.ENTRA_PAGE_2025;
  }

  /** Default: {@link DependencyConfidence#PROVEN}. */
  default DependencyConfidence dependencyConfidence() {
    return DependencyConfidence.PROVEN;
  }

  /** Default: {@link OmittedDisabledPlans#NONE_DISABLED}. */
  default OmittedDisabledPlans omittedDisabledPlans() {
    return OmittedDisabledPlans.NONE_DISABLED;
  }

  /** Default: {@link StoredDisabledPlans#AS_SENT}. */
  default StoredDisabledPlans storedDisabledPlans() {
    return StoredDisabledPlans.AS_SENT;
  }

  /** Default: {@link ForeignDisabledPlan#REFUSE}. */
  default ForeignDisabledPlan foreignDisabledPlan() {
    return ForeignDisabledPlan.REFUSE;
  }

  /** Default: {@link SoftDeleteSeat#FREED}. For whoever counts seats; no rule here reads it. */
  default SoftDeleteSeat softDeleteSeat() {
    return SoftDeleteSeat.FREED;
  }

  /** Default: {@link SyncedUsageLocation#WRITABLE}. For whoever writes users; no rule reads it. */
  default SyncedUsageLocation syncedUsageLocation() {
    return SyncedUsageLocation.WRITABLE;
  }

  /** Default: {@link GroupLocationFallback#NOT_WRITTEN}. */
  default GroupLocationFallback groupLocationFallback() {
    return GroupLocationFallback.NOT_WRITTEN;
  }

  /** Default: {@link GroupAddFailure#KEEP_ACTIVE}. */
  default GroupAddFailure groupAddFailure() {
    return GroupAddFailure.KEEP_ACTIVE;
  }

  /** Default: {@link GroupRemovalDependants#STAY_IN_ERROR}. */
  default GroupRemovalDependants groupRemovalDependants() {
    return GroupRemovalDependants.STAY_IN_ERROR;
  }

  /** Default: {@link DeviceSkuOnUser#ACCEPTED}. */
  default DeviceSkuOnUser deviceSkuOnUser() {
    return DeviceSkuOnUser.ACCEPTED;
  }

  /**
   * Default: {@link SeatPickOrder#ORDER_OF_JOINING}. For whoever orders members; no rule reads it.
   */
  default SeatPickOrder seatPickOrder() {
    return SeatPickOrder.ORDER_OF_JOINING;
  }

  /** All defaults. */
  static LicensingSemantics defaults() {
    return builder().build();
  }

  /** A builder in which everything has its default. Not thread-safe. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds {@link LicensingSemantics}. Not thread-safe. */
  class Builder extends ImmutableLicensingSemantics.Builder {
    Builder() {}
  }
}
