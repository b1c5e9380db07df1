package io.github.m365licensing.catalog;

import io.github.m365licensing.internal.Guids;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads Microsoft's CSV of products and service plans and cleans its known dirt. */
final class CatalogCsv {

  private static final List<String> COLUMNS =
      List.of(
          "Product_Display_Name",
          "String_Id",
          "GUID",
          "Service_Plan_Name",
          "Service_Plan_Id",
          "Service_Plans_Included_Friendly_Names");

  private final Map<SkuId, Spellings> partNumbers = new LinkedHashMap<>();
  private final Map<SkuId, Spellings> productNames = new HashMap<>();
  private final Map<SkuId, Set<ServicePlanId>> inside = new HashMap<>();
  private final Map<ServicePlanId, Spellings> planNames = new LinkedHashMap<>();
  private final Map<ServicePlanId, Spellings> friendlyNames = new HashMap<>();
  private int malformed;

  private CatalogCsv() {}

  static SkuCatalog read(Path csv, SkuCatalog hints) {
    try {
      return parse(
          text(csv), "Microsoft, CSV of product names and service plan identifiers", hints);
    } catch (IOException e) {
      throw new UncheckedIOException("The catalogue CSV cannot be read. Nothing was changed.", e);
    }
  }

  /** UTF-8, or what a spreadsheet program on Windows makes of it. */
  static String text(Path csv) throws IOException {
    try {
      return Files.readString(csv, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return Files.readString(csv, Charset.forName("windows-1252"));
    }
  }

  /**
   * @param hints tells which plans and products apply to the company; the CSV does not
   */
  static SkuCatalog parse(String text, String source, SkuCatalog hints) {
    List<List<String>> rows = rows(text);
    int[] columns = columns(rows.isEmpty() ? List.of() : rows.get(0));
    CatalogCsv csv = new CatalogCsv();
    for (List<String> row : rows.subList(Math.min(1, rows.size()), rows.size())) {
      csv.add(row, columns);
    }
    if (csv.partNumbers.isEmpty()) {
      throw new IllegalArgumentException(
          "The catalogue CSV holds no usable row: no row has GUIDs in the columns GUID and"
              + " Service_Plan_Id. Download it again from Microsoft's page.");
    }
    return csv.catalog(source, hints);
  }

  private static int[] columns(List<String> head) {
    List<String> names = head.stream().map(NameKeys::exact).toList();
    List<String> missing =
        COLUMNS.stream().filter(c -> !names.contains(c.toLowerCase(Locale.ROOT))).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The catalogue CSV lacks the columns "
              + missing
              + ". Nothing was read. Use the CSV from Microsoft's page \"Product names and service"
              + " plan identifiers for licensing\".");
    }
    return COLUMNS.stream().mapToInt(c -> names.indexOf(c.toLowerCase(Locale.ROOT))).toArray();
  }

  private void add(List<String> row, int[] columns) {
    Function<Integer, String> cell =
        i -> columns[i] < row.size() ? NameKeys.clean(row.get(columns[i])) : "";
    String guid = cell.apply(2);
    String planGuid = cell.apply(4);
    if (!Guids.isGuid(guid) || !Guids.isGuid(planGuid)) {
      malformed++;
      return;
    }
    SkuId sku = SkuId.parse(guid);
    ServicePlanId plan = ServicePlanId.parse(planGuid);
    spellings(productNames, sku).count(cell.apply(0));
    spellings(partNumbers, sku).count(cell.apply(1));
    spellings(planNames, plan).count(cell.apply(3));
    spellings(friendlyNames, plan).count(cell.apply(5));
    inside.computeIfAbsent(sku, id -> new LinkedHashSet<>()).add(plan);
  }

  private static <K> Spellings spellings(Map<K, Spellings> map, K id) {
    return map.computeIfAbsent(id, unused -> new Spellings());
  }

  private SkuCatalog catalog(String source, SkuCatalog hints) {
    Map<ServicePlanId, Product.Plan> plans = new HashMap<>();
    planNames.forEach((id, names) -> plans.put(id, plan(id, names, hints)));
    Comparator<Product.Plan> byName =
        Comparator.comparing((Product.Plan plan) -> plan.servicePlanName().toLowerCase(Locale.ROOT))
            .thenComparing(Product.Plan::servicePlanName)
            .thenComparing(Product.Plan::servicePlanId);
    List<Product> products = new ArrayList<>();
    partNumbers.forEach(
        (id, names) ->
            products.add(
                new Product(
                    id,
                    names.codeName(),
                    Objects.requireNonNull(productNames.get(id)).mostFrequent(),
                    Objects.requireNonNull(inside.get(id)).stream()
                        .map(plan -> Objects.requireNonNull(plans.get(plan)))
                        .sorted(byName)
                        .map(Product.Plan::servicePlanId)
                        .toList(),
                    hints.findProduct(id).map(Product::appliesTo).orElse(AppliesTo.USER))));
    products.sort(
        Comparator.comparing((Product product) -> product.skuPartNumber().toLowerCase(Locale.ROOT))
            .thenComparing(Product::skuPartNumber)
            .thenComparing(Product::skuId));
    return new SkuCatalog(
        malformed == 0 ? source : source + " (" + malformed + " malformed rows left out)",
        null,
        products,
        plans.values().stream().sorted(byName).toList());
  }

  private Product.Plan plan(ServicePlanId id, Spellings names, SkuCatalog hints) {
    return new Product.Plan(
        id,
        names.codeName(),
        Objects.requireNonNull(friendlyNames.get(id)).friendlyName(names),
        hints.findServicePlan(id).map(Product.Plan::appliesTo).orElse(AppliesTo.USER));
  }

  /** Splits CSV text (RFC 4180) into rows; empty lines are left out. */
  static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"' && (quoted || cell.isEmpty())) {
        quoted = !quoted;
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        cell.append(c);
      } else {
        row.add(cell.toString());
        cell.setLength(0);
        if (c != ',') {
          addRow(rows, row);
          row = new ArrayList<>();
        }
      }
    }
    row.add(cell.toString());
    addRow(rows, row);
    return rows;
  }

  private static void addRow(List<List<String>> rows, List<String> row) {
    if (row.size() > 1 || !row.get(0).isBlank()) {
      rows.add(List.copyOf(row));
    }
  }

  /** How often each spelling of one name was seen. */
  private static final class Spellings {
    private final Map<String, Integer> counts = new TreeMap<>();

    void count(String spelling) {
      counts.merge(spelling, 1, Integer::sum);
    }

    String mostFrequent() {
      return best(Comparator.comparing(this::rarity));
    }

    /** The most frequent; of equals, one without a stray bracket or an inner blank. */
    String codeName() {
      return best(
          Comparator.comparing(this::rarity).thenComparing(name -> name.matches(".*[ )(].*")));
    }

    /** A name rather than a code, mixed case rather than capitals, then the most frequent. */
    String friendlyName(Spellings codeNames) {
      Set<String> codes =
          codeNames.counts.keySet().stream().map(NameKeys::exact).collect(Collectors.toSet());
      Predicate<String> isCode = name -> codes.contains(NameKeys.exact(name));
      return best(
          Comparator.comparing(String::isEmpty)
              .thenComparing(isCode::test)
              .thenComparing(Spellings::isInCapitals)
              .thenComparing(this::rarity));
    }

    private String best(Comparator<String> order) {
      return counts.keySet().stream()
          .min(order.thenComparing(Comparator.naturalOrder()))
          .orElseThrow();
    }

    private int rarity(String name) {
      return -counts.getOrDefault(name, 0);
    }

    private static boolean isInCapitals(String name) {
      return name.chars().anyMatch(Character::isLetter)
          && name.chars().filter(Character::isLetter).allMatch(Character::isUpperCase);
    }
  }
}
