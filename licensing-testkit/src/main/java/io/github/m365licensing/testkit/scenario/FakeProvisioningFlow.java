package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.sku.SkuId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A flow of school data sync that creates accounts and licenses them by role ({@code licenseSkus}
 * of a user provisioning flow, Graph beta). No request answers it yet, and it does not run: it says
 * what the second writer of this tenant would assign.
 *
 * @param id the id
 * @param displayName the name people see
 * @param licenseSkus the SKUs that accounts of a role get, by role group, in the order given;
 *     unmodifiable
 */
public record FakeProvisioningFlow(
    String id, String displayName, Map<String, List<SkuId>> licenseSkus) {

  /** The role group of teachers and other staff. */
  public static final String STAFF = "Staff";

  /** The role group of students. */
  public static final String STUDENTS = "Students";

  /** Keeps a copy of the map. */
  public FakeProvisioningFlow {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(displayName, "displayName");
    Map<String, List<SkuId>> copy = new LinkedHashMap<>();
    licenseSkus.forEach((role, skus) -> copy.put(role, List.copyOf(skus)));
    licenseSkus = Collections.unmodifiableMap(copy);
  }

  /** The SKUs that accounts of a role group get; empty for a role group without any. */
  public List<SkuId> licenseSkusOf(String roleGroup) {
    return licenseSkus.getOrDefault(Objects.requireNonNull(roleGroup, "roleGroup"), List.of());
  }
}
