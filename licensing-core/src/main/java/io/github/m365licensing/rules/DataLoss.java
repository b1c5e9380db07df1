package io.github.m365licensing.rules;

import io.github.m365licensing.sku.ServicePlanId;
import java.util.Objects;

/**
 * What a change puts at risk beyond the licence itself.
 *
 * @param kind what is at risk
 * @param plan the plan that goes
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
     * bin at day 93; not for education and government tenants (documented).
     */
    FILES,
    /** Teams Phone or the calling plan goes: a phone number is taken away (inferred). */
    PHONE_NUMBER,
    /** The last Intune plan goes: management and compliance of enrolled devices (documented). */
    DEVICE_MANAGEMENT
  }

  /** Checks the arguments. */
  public DataLoss {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(plan, "plan");
  }
}
