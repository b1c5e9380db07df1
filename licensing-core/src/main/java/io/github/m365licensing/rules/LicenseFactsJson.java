package io.github.m365licensing.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the bundled facts. */
final class LicenseFactsJson {

  private static final String RESOURCE = "license-facts.json";
  private static final int FORMAT_VERSION = 1;

  private LicenseFactsJson() {}

  static LicenseFacts readBundled() {
    try (InputStream in = LicenseFactsJson.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The bundled facts are missing from the jar.");
      }
      return read(in);
    } catch (IOException e) {
      throw new IllegalStateException("The bundled facts cannot be closed.", e);
    }
  }

  static LicenseFacts read(InputStream in) {
    try {
      return read(new ObjectMapper().readTree(in));
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("The facts cannot be read: " + e.getMessage(), e);
    }
  }

  private static LicenseFacts read(JsonNode root) {
    if (root.path("formatVersion").asInt() != FORMAT_VERSION) {
      throw new IllegalArgumentException("formatVersion is " + root.path("formatVersion"));
    }
    Map<SkuId, Set<SkuTrait>> traits = new TreeMap<>();
    for (JsonNode entry : array(root, "skuTraits")) {
      SkuTrait trait = SkuTrait.valueOf(text(entry, "trait"));
      for (SkuId sku : skus(entry, "skus")) {
        traits.computeIfAbsent(sku, id -> EnumSet.noneOf(SkuTrait.class)).add(trait);
      }
    }
    traits.replaceAll((sku, all) -> Ordered.set(all, "traits"));
    return new LicenseFacts(
        each(root, "exclusions", LicenseFactsJson::exclusion),
        each(root, "dependencies", LicenseFactsJson::dependency),
        each(root, "soldTogether", LicenseFactsJson::soldTogether),
        Set.of(),
        each(root, "capabilities", LicenseFactsJson::capability),
        traits);
  }

  private static PlanExclusion exclusion(JsonNode node) {
    Set<ExclusionRules> rules = EnumSet.noneOf(ExclusionRules.class);
    array(node, "rules").forEach(rule -> rules.add(ExclusionRules.valueOf(rule.asText())));
    return new PlanExclusion(
        text(node, "service"),
        new LinkedHashSet<>(plans(array(node, "plans"))),
        Violation.Certainty.valueOf(text(node, "certainty")),
        rules,
        text(node, "confidence"),
        text(node, "source"));
  }

  private static PlanDependency dependency(JsonNode node) {
    return new PlanDependency(
        plan(node.path("plan")),
        plans(array(node, "requiresAnyOf")),
        PlanDependency.Strength.valueOf(text(node, "strength")),
        text(node, "confidence"),
        text(node, "source"));
  }

  private static SoldTogether soldTogether(JsonNode node) {
    return new SoldTogether(skus(node, "skus"), skus(node, "with"), text(node, "source"));
  }

  private static Capability capability(JsonNode node) {
    List<Set<ServicePlanId>> levels = new ArrayList<>();
    array(node, "levels").forEach(level -> levels.add(new LinkedHashSet<>(plans(level))));
    Set<DataLoss.Kind> losses = EnumSet.noneOf(DataLoss.Kind.class);
    for (String field : List.of("lossWhenGone", "lossWhenLess")) {
      if (node.has(field)) {
        losses.add(DataLoss.Kind.valueOf(text(node, field)));
      }
    }
    List<ServicePlanId> noLossOf =
        node.has("noLossOf") ? plans(array(node, "noLossOf")) : List.of();
    return new Capability(
        text(node, "name"), levels, losses, new LinkedHashSet<>(noLossOf), text(node, "source"));
  }

  private static <T> List<T> each(JsonNode root, String field, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    array(root, field).forEach(node -> all.add(read.apply(node)));
    return all;
  }

  private static List<ServicePlanId> plans(JsonNode array) {
    List<ServicePlanId> plans = new ArrayList<>();
    array.forEach(node -> plans.add(plan(node)));
    return plans;
  }

  private static ServicePlanId plan(JsonNode node) {
    return ServicePlanId.parse(text(node, "id"));
  }

  private static Set<SkuId> skus(JsonNode node, String field) {
    Set<SkuId> skus = new LinkedHashSet<>();
    array(node, field).forEach(sku -> skus.add(SkuId.parse(text(sku, "id"))));
    return skus;
  }

  private static JsonNode array(JsonNode node, String field) {
    JsonNode array = node.path(field);
    if (!array.isArray()) {
      throw new IllegalArgumentException(field + " is not a list");
    }
    return array;
  }

  private static String text(JsonNode node, String field) {
    JsonNode text = node.path(field);
    if (!text.isTextual()) {
      throw new IllegalArgumentException(field + " is not a text in " + node);
    }
    return text.asText();
  }
}
