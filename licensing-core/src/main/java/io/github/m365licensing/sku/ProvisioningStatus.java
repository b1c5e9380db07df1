package io.github.m365licensing.sku;

import java.util.Objects;
import java.util.Set;

/**
 * How far a service plan is provisioned ({@code provisioningStatus}), in a SKU or for one user.
 * Documented by Graph.
 *
 * <p>An open value: the service may send words that are not among the constants; they are kept as
 * they came.
 *
 * @param value the word as Graph spells it
 */
public record ProvisioningStatus(String value) {

  /** Provisioned. */
  public static final ProvisioningStatus SUCCESS = new ProvisioningStatus("Success");

  /** Switched off. */
  public static final ProvisioningStatus DISABLED = new ProvisioningStatus("Disabled");

  /** Provisioning failed. */
  public static final ProvisioningStatus ERROR = new ProvisioningStatus("Error");

  /** Waits for the service to confirm. */
  public static final ProvisioningStatus PENDING_INPUT = new ProvisioningStatus("PendingInput");

  /** Waits for an administrator to activate the service, for INTUNE_O365 often for good. */
  public static final ProvisioningStatus PENDING_ACTIVATION =
      new ProvisioningStatus("PendingActivation");

  /** New in the SKU and not yet active in the tenant. */
  public static final ProvisioningStatus PENDING_PROVISIONING =
      new ProvisioningStatus("PendingProvisioning");

  private static final Set<ProvisioningStatus> KNOWN =
      Set.of(SUCCESS, DISABLED, ERROR, PENDING_INPUT, PENDING_ACTIVATION, PENDING_PROVISIONING);

  public ProvisioningStatus {
    Objects.requireNonNull(value, "value");
  }

  /** The value with this word. */
  public static ProvisioningStatus of(String value) {
    return new ProvisioningStatus(value);
  }

  /** Whether this is one of the constants of this type. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** The word as Graph spells it. */
  @Override
  public String toString() {
    return value;
  }
}
