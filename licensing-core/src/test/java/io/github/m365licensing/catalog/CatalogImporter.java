package io.github.m365licensing.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the bundled catalogue from Microsoft's CSV or from a JSON file of the same facts.
 *
 * <pre>
 * CatalogImporter INPUT.csv|INPUT.json APPLIES_TO.json|- DATE OUTPUT.tsv
 * </pre>
 *
 * <p>APPLIES_TO.json lists the plans that public samples show as Company; with {@code -} the hints
 * of the catalogue that is bundled now are kept.
 */
final class CatalogImporter {

  private static final String SOURCE =
      "Microsoft, \"Product names and service plan identifiers for licensing\","
          + " MicrosoftDocs/entra-docs, CC BY 4.0; identifiers and names only, cleaned";

  /**
   * The one product that is taken to apply to the company; no real answer of the service shows it.
   */
  private static final SkuId LIGHTHOUSE = SkuId.parse("9c0587f3-8665-4252-a8ad-b7a5ade57312");

  private CatalogImporter() {}

  public static void main(String[] args) throws IOException {
    Path input = Path.of(args[0]);
    SkuCatalog catalog =
        input.toString().endsWith(".json")
            ? fromJson(input, companyPlans(args[1]))
            : CatalogCsv.parse(CatalogCsv.text(input), SOURCE, SkuCatalog.bundled());
    Files.writeString(Path.of(args[3]), CatalogFile.write(catalog, LocalDate.parse(args[2])));
  }

  private static Set<ServicePlanId> companyPlans(String file) throws IOException {
    Set<ServicePlanId> company = new HashSet<>();
    if (file.equals("-")) {
      SkuCatalog.bundled().servicePlans().stream()
          .filter(plan -> plan.appliesTo().equals(AppliesTo.COMPANY))
          .forEach(plan -> company.add(plan.servicePlanId()));
      return company;
    }
    for (JsonNode plan : new JsonMapper().readTree(Path.of(file).toFile()).get("plans")) {
      if (plan.get("appliesTo").asText().equals("Company")) {
        company.add(ServicePlanId.parse(plan.get("servicePlanId").asText()));
      }
    }
    return company;
  }

  private static SkuCatalog fromJson(Path input, Set<ServicePlanId> company) throws IOException {
    JsonNode facts = new JsonMapper().readTree(input.toFile());
    List<Product.Plan> plans = new ArrayList<>();
    for (JsonNode plan : facts.get("servicePlans")) {
      ServicePlanId id = ServicePlanId.parse(plan.get("servicePlanId").asText());
      plans.add(
          new Product.Plan(
              id,
              plan.get("servicePlanName").asText(),
              plan.get("friendlyName").asText(),
              company.contains(id) ? AppliesTo.COMPANY : AppliesTo.USER));
    }
    plans.sort(
        Comparator.comparing((Product.Plan plan) -> plan.servicePlanName().toLowerCase(Locale.ROOT))
            .thenComparing(Product.Plan::servicePlanName)
            .thenComparing(Product.Plan::servicePlanId));
    Map<ServicePlanId, Integer> order = new HashMap<>();
    plans.forEach(plan -> order.put(plan.servicePlanId(), order.size()));
    List<Product> products = new ArrayList<>();
    for (JsonNode sku : facts.get("skus")) {
      List<ServicePlanId> inside = new ArrayList<>();
      sku.get("servicePlans").forEach(id -> inside.add(ServicePlanId.parse(id.asText())));
      inside.sort(Comparator.comparing(order::get));
      SkuId id = SkuId.parse(sku.get("skuId").asText());
      products.add(
          new Product(
              id,
              sku.get("skuPartNumber").asText(),
              sku.get("productName").asText(),
              inside,
              id.equals(LIGHTHOUSE) ? AppliesTo.COMPANY : AppliesTo.USER));
    }
    return new SkuCatalog(SOURCE, null, products, plans);
  }
}
