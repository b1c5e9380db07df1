package io.github.m365licensing.rules;

import io.github.m365licensing.sku.ServicePlanId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a change puts at risk beyond the licence itself.
 *
 * @param kind what is at risk
 * @param plan the plan that goes; of several the highest
 */
public record DataLoss(Kind kind, ServicePlanId plan) {

  /** What is at risk. */
  public enum Kind {
    /** The last Exchange plan goes: the mailbox is kept for 30 days (documented). */
    MAILBOX,
    /** A lesser Exchange plan remains: archive, hold and size are at risk (partly inferred). */
    MAILBOX_REDUCED,
    /**
     * The last OneDrive or SharePoint plan goes: read-only at day 60, archived or in the recycle
     * bin at day 93 (documented). Not for education and government, told by their plans.
     */
    FILES,
    /** Teams Phone or the calling plan goes: a phone number is taken away (inferred). */
    PHONE_NUMBER,
    /**
     * The last Intune plan goes: management and compliance of the devices that the user has
     * enrolled, if any (documented).
     */
    DEVICE_MANAGEMENT
  }

  private static final Set<Kind> NOTHING = Set.of();

  public DataLoss {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(plan, "plan");
  }

  /**
   * What is at risk on the way from one state to another.
   *
   * @param facts which plans hold what ({@link LicenseFacts#capabilities()})
   * @return in the order of {@link Kind}; unmodifiable
   * @throws NullPointerException if an argument is null
   */
  public static List<DataLoss> between(
      EffectiveServices before, EffectiveServices after, LicenseFacts facts) {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    List<DataLoss> losses = new ArrayList<>();
    Set<Kind> kept = EnumSet.noneOf(Kind.class);
    for (Capability capability : facts.capabilities()) {
      if (capability.highest(after) >= 0) {
        kept.addAll(capability.losses());
      }
    }
    for (Capability capability : facts.capabilities()) {
      int was = capability.highest(before);
      int is = capability.highest(after);
      if (is < was) {
        ServicePlanId plan = capability.onAt(before, was);
        for (Kind kind : capability.noLossOf().contains(plan) ? NOTHING : capability.losses()) {
          if (kind == Kind.MAILBOX_REDUCED ? is >= 0 : is < 0 && isLast(kind, kept)) {
            losses.add(new DataLoss(kind, plan));
          }
        }
      }
    }
    losses.sort((a, b) -> a.kind().compareTo(b.kind()));
    return Collections.unmodifiableList(losses);
  }

  /**
   * Files live on while any plan for files is left; a phone number needs phone and calling plan.
   */
  private static boolean isLast(Kind kind, Set<Kind> kept) {
    return kind == Kind.PHONE_NUMBER || !kept.contains(kind);
  }
}
