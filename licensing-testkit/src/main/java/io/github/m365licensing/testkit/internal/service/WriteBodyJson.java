package io.github.m365licensing.testkit.internal.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.internal.store.Attribute;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bodies of the requests that direct writes stand for. */
final class WriteBodyJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String OBJECTS = "https://graph.microsoft.com/v1.0/directoryObjects/";
  private static final String MEMBERS = "members@odata.bind";

  private WriteBodyJson() {}

  /** The lists of a call; null where it leaves one out. */
  static String licenses(@Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    ObjectNode body = JSON.objectNode();
    if (add != null) {
      ArrayNode all = body.putArray("addLicenses");
      for (LicenseChange change : add) {
        ObjectNode one = all.addObject();
        if (change.disabledPlans() != null) {
          ArrayNode plans = one.putArray("disabledPlans");
          for (ServicePlanId plan : change.disabledPlans()) {
            plans.add(plan.toString());
          }
        }
        one.put("skuId", change.skuId().toString());
      }
    }
    if (remove != null) {
      ArrayNode all = body.putArray("removeLicenses");
      remove.forEach(sku -> all.add(sku.toString()));
    }
    return body.toString();
  }

  /** Properties by their names in Graph; null empties one. */
  static String properties(Map<? extends Attribute, ? extends @Nullable Object> values) {
    return object(values).toString();
  }

  /** The properties of a new group and its first members. */
  static String group(Map<? extends Attribute, ?> values, List<UUID> members) {
    ObjectNode body = object(values);
    if (!members.isEmpty()) {
      body.set(MEMBERS, references(members));
    }
    return body.toString();
  }

  /** Members to add. */
  static String members(List<UUID> members) {
    ObjectNode body = JSON.objectNode();
    body.set(MEMBERS, references(members));
    return body.toString();
  }

  private static ObjectNode object(Map<? extends Attribute, ? extends @Nullable Object> values) {
    ObjectNode body = JSON.objectNode();
    values.forEach((attribute, value) -> body.putPOJO(attribute.graphName(), value));
    return body;
  }

  private static ArrayNode references(List<UUID> ids) {
    ArrayNode references = JSON.arrayNode();
    ids.forEach(id -> references.add(OBJECTS + id));
    return references;
  }
}
