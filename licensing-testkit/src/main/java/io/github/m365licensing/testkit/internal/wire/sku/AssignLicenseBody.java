package io.github.m365licensing.testkit.internal.wire.sku;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.wire.call.RequestBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of an assignLicense request, to a user or a group.
 *
 * @param add the list as sent; null where the request leaves it out
 * @param remove likewise
 */
public record AssignLicenseBody(@Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {

  /** The lists of an assignLicense request. */
  public static AssignLicenseBody of(Map<String, @Nullable Object> body) {
    List<LicenseChange> add = null;
    List<SkuId> remove = null;
    for (Map.Entry<String, @Nullable Object> member : body.entrySet()) {
      String name = member.getKey();
      if (name.contains("@odata.")) {
        continue;
      }
      if (name.equalsIgnoreCase("addLicenses")) {
        add = RequestBody.list(member.getValue(), AssignLicenseBody::licenseChange);
      } else if (name.equalsIgnoreCase("removeLicenses")) {
        remove = RequestBody.list(member.getValue(), value -> SkuId.of(RequestBody.guid(value)));
      } else {
        throw new GraphFailure(
            400,
            "BadRequest",
            "The parameter '%s' in the request payload is not a valid parameter for the operation"
                    .formatted(name)
                + " 'assignLicense'.");
      }
    }
    return new AssignLicenseBody(add, remove);
  }

  private static LicenseChange licenseChange(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw RequestBody.cannotConvert("microsoft.graph.assignedLicense");
    }
    // Graph reads an absent id as the empty one, which no tenant owns.
    UUID skuId = new UUID(0, 0);
    Set<ServicePlanId> disabledPlans = null;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = String.valueOf(member.getKey());
      if (name.equalsIgnoreCase("skuId")) {
        skuId = RequestBody.guid(member.getValue());
      } else if (name.equalsIgnoreCase("disabledPlans")) {
        List<ServicePlanId> plans =
            RequestBody.list(member.getValue(), plan -> ServicePlanId.of(RequestBody.guid(plan)));
        disabledPlans = plans == null ? null : new LinkedHashSet<>(plans);
      } else if (!name.contains("@odata.")) {
        throw new GraphFailure(
            400,
            "BadRequest",
            "The property '%s' does not exist on type 'microsoft.graph.assignedLicense'. Make sure"
                    .formatted(name)
                + " to only use property names that are defined by the type.");
      }
    }
    return new LicenseChange(SkuId.of(skuId), disabledPlans);
  }
}
