package io.github.m365licensing.testkit.internal.wire.sku;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The service behind a plan, as {@code assignedPlans} prints it. Seen for the plans below; for
 * others the plan's own name stands in (assumed).
 */
public final class ServiceNames {

  private static final Map<String, String> BY_PREFIX = new LinkedHashMap<>();

  static {
    BY_PREFIX.put("EXCHANGE_", "exchange");
    BY_PREFIX.put("SHAREPOINT", "SharePoint");
    BY_PREFIX.put("ONEDRIVE", "SharePoint");
    BY_PREFIX.put("INTUNE_", "SCO");
    BY_PREFIX.put("AAD_", "AADPremiumService");
    BY_PREFIX.put("RMS_", "RMSOnline");
    BY_PREFIX.put("MFA_", "MultiFactorService");
    BY_PREFIX.put("ADALLOM_", "Adallom");
    BY_PREFIX.put("MCO", "MicrosoftCommunicationsOnline");
    BY_PREFIX.put("TEAMS", "TeamspaceAPI");
    BY_PREFIX.put("YAMMER_", "YammerEnterprise");
    BY_PREFIX.put("SWAY", "Sway");
    BY_PREFIX.put("OFFICESUBSCRIPTION", "MicrosoftOffice");
  }

  private ServiceNames() {}

  public static String of(String servicePlanName) {
    for (Map.Entry<String, String> entry : BY_PREFIX.entrySet()) {
      if (servicePlanName.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return servicePlanName;
  }
}
