package io.github.m365licensing.catalog;

import io.github.m365licensing.internal.Guids;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft's published names of products and service plans, bundled with the library and
 * replaceable by a newer download.
 *
 * <p>SKU ids and plan ids are kept apart, since one GUID (MCOPSTN5) is both. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * SkuCatalog catalog = SkuCatalog.bundled();
 * catalog.findProducts("Microsoft 365 E3");             // the product SPE_E3
 * catalog.findServicePlans("intune_a");                 // the plan INTUNE_A
 * }</pre>
 */
public final class SkuCatalog {

  private final String source;
  private final @Nullable LocalDate date;
  private final List<Product> products;
  private final List<Product.Plan> plans;
  // Keyed by the plain UUID: hashing a record for the first time costs more than all the reading.
  private final Map<UUID, Product> productsById;
  private final Map<UUID, Product.Plan> plansById;
  private volatile @Nullable Lookup lookup; // made at the first search by name

  SkuCatalog(
      String source, @Nullable LocalDate date, List<Product> products, List<Product.Plan> plans) {
    this.source = source;
    this.date = date;
    this.products = List.copyOf(products);
    this.plans = List.copyOf(plans);
    this.productsById = new HashMap<>(products.size() * 2);
    this.plansById = new HashMap<>(plans.size() * 2);
    for (Product product : products) {
      productsById.put(product.skuId().value(), product);
    }
    for (Product.Plan plan : plans) {
      plansById.put(plan.servicePlanId().value(), plan);
    }
  }

  /**
   * The catalogue that comes with the library. Read at the first call, then shared.
   *
   * @throws ExceptionInInitializerError if the library's own file is missing or damaged; later
   *     calls throw {@link NoClassDefFoundError}
   */
  public static SkuCatalog bundled() {
    return Bundled.CATALOG;
  }

  /**
   * Reads the CSV file that Microsoft offers on "Product names and service plan identifiers for
   * licensing". Its known dirt is cleaned: no-break spaces, repeated rows, several spellings of one
   * name (the most frequent one wins), names in capitals. Rows whose GUIDs are malformed are left
   * out and counted by {@link #source()}. The file may be in UTF-8 or, as a spreadsheet program
   * saves it, in windows-1252.
   *
   * <p>The file says neither its date nor which plans apply to the company: {@link #date()} is
   * empty, and the company plans are those of the bundled catalogue.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if a column that is needed is missing or no row is usable; the
   *     message names it
   */
  public static SkuCatalog read(Path csv) {
    return CatalogCsv.read(Objects.requireNonNull(csv, "csv"), bundled());
  }

  /** Where the names come from, in words fit for an attribution. */
  public String source() {
    return source;
  }

  /** The day on which the source was in this state; empty where the source does not say. */
  public Optional<LocalDate> date() {
    return Optional.ofNullable(date);
  }

  /** All products, ordered by part number. */
  public List<Product> products() {
    return products;
  }

  /** All service plans, ordered by name. */
  public List<Product.Plan> servicePlans() {
    return plans;
  }

  /** The product with this id. */
  public Optional<Product> findProduct(SkuId skuId) {
    return Optional.ofNullable(productsById.get(Objects.requireNonNull(skuId, "skuId").value()));
  }

  /** The plan with this id. */
  public Optional<Product.Plan> findServicePlan(ServicePlanId servicePlanId) {
    return Optional.ofNullable(
        plansById.get(Objects.requireNonNull(servicePlanId, "servicePlanId").value()));
  }

  /**
   * What a name means: a GUID, else a part number, else a product name, else a part number in which
   * blanks and underscores do not count. Case and blanks at the ends never matter.
   *
   * @return the products of the first of these readings that fits, ordered by part number; more
   *     than one if the name is ambiguous, none if it is unknown
   */
  public List<Product> findProducts(String name) {
    if (Guids.isGuid(Objects.requireNonNull(name, "name"))) {
      return findProduct(SkuId.parse(name)).map(List::of).orElse(List.of());
    }
    return firstOf(productReadings(name));
  }

  /**
   * What a name of a service plan means: a GUID, else a plan name, else a friendly name, else a
   * plan name in which blanks and underscores do not count.
   *
   * @return as {@link #findProducts(String)}, ordered by plan name
   */
  public List<Product.Plan> findServicePlans(String name) {
    if (Guids.isGuid(Objects.requireNonNull(name, "name"))) {
      return findServicePlan(ServicePlanId.parse(name)).map(List::of).orElse(List.of());
    }
    return firstOf(planReadings(name));
  }

  private static <V> List<V> firstOf(List<List<V>> readings) {
    return readings.stream().filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
  }

  /** What each reading of a name gives, strictest first. */
  List<List<Product>> productReadings(String name) {
    return lookup().products.read(name);
  }

  /** What each reading of a plan's name gives, strictest first. */
  List<List<Product.Plan>> planReadings(String name) {
    return lookup().plans.read(name);
  }

  private Lookup lookup() {
    Lookup made = lookup;
    if (made == null) {
      made =
          new Lookup(
              NameIndex.of(products, Product::skuPartNumber, Product::productName),
              NameIndex.of(plans, Product.Plan::servicePlanName, Product.Plan::friendlyName));
      lookup = made;
    }
    return made;
  }

  /**
   * The products that hold a plan, ordered by part number. That says what Microsoft lists, not what
   * a licence gives: a device-only SKU holds the same plan INTUNE_A as a user's.
   */
  public List<Product> productsWith(ServicePlanId servicePlanId) {
    Objects.requireNonNull(servicePlanId, "servicePlanId");
    return products.stream()
        .filter(product -> product.servicePlanIds().contains(servicePlanId))
        .toList();
  }

  /**
   * The services of a product in the form a tenant shows them, all of status Success: for building
   * tenants, never for writing licences. A plan that public samples show as Company is Company, but
   * a SKU that is sold to users keeps its plans for users if otherwise none were left
   * (ATP_ENTERPRISE alone, assumed).
   *
   * @return the plans ordered by name; empty if the product is unknown
   */
  public List<ServicePlan> servicePlansOf(SkuId skuId) {
    return findProduct(skuId).map(this::servicePlansOf).orElse(List.of());
  }

  private List<ServicePlan> servicePlansOf(Product product) {
    List<Product.Plan> inside =
        product.servicePlanIds().stream()
            .map(id -> Objects.requireNonNull(plansById.get(id.value())))
            .sorted(
                Comparator.comparing(Product.Plan::servicePlanName)
                    .thenComparing(Product.Plan::servicePlanId))
            .toList();
    boolean forUsers =
        product.appliesTo().equals(AppliesTo.USER)
            && inside.stream().allMatch(plan -> plan.appliesTo().equals(AppliesTo.COMPANY));
    return inside.stream()
        .map(
            plan ->
                new ServicePlan(
                    plan.servicePlanId(),
                    plan.servicePlanName(),
                    ProvisioningStatus.SUCCESS,
                    forUsers ? AppliesTo.USER : plan.appliesTo()))
        .toList();
  }

  /**
   * How a tenant's SKU differs from the catalogue. The tenant is right; the difference tells how
   * old the catalogue is.
   *
   * @return empty if the product is unknown here
   */
  public Optional<Difference> compare(SubscribedSku sku) {
    return findProduct(sku.skuId()).map(product -> compare(product, sku));
  }

  private Difference compare(Product product, SubscribedSku sku) {
    Set<ServicePlanId> listed = new LinkedHashSet<>(product.servicePlanIds());
    List<ServicePlan> onlyInTenant =
        sku.servicePlans().stream().filter(plan -> !listed.contains(plan.servicePlanId())).toList();
    sku.servicePlans().forEach(plan -> listed.remove(plan.servicePlanId()));
    List<Product.Plan> onlyInCatalog =
        listed.stream().map(id -> Objects.requireNonNull(plansById.get(id.value()))).toList();
    return new Difference(
        sku.skuId(), sku.skuPartNumber(), product.skuPartNumber(), onlyInTenant, onlyInCatalog);
  }

  /** Source, date and counts. */
  @Override
  public String toString() {
    return "SkuCatalog[%d products, %d service plans, %s%s]"
        .formatted(products.size(), plans.size(), date == null ? "" : date + ", ", source);
  }

  private record Lookup(NameIndex<Product> products, NameIndex<Product.Plan> plans) {}

  /** Loads on first use. */
  private static final class Bundled {
    static final SkuCatalog CATALOG = CatalogFile.readBundled();
  }

  /**
   * How a tenant's SKU differs from the catalogue. The tenant is right.
   *
   * @param skuId the product
   * @param tenantPartNumber the code name in the tenant
   * @param catalogPartNumber the code name in the catalogue
   * @param onlyInTenant plans that the catalogue lacks, ordered by name; unmodifiable
   * @param onlyInCatalog plans that the tenant's SKU lacks, ordered by name; unmodifiable. A write
   *     that names one of them is refused
   */
  public record Difference(
      SkuId skuId,
      String tenantPartNumber,
      String catalogPartNumber,
      List<ServicePlan> onlyInTenant,
      List<Product.Plan> onlyInCatalog) {

    public Difference {
      Objects.requireNonNull(skuId, "skuId");
      Objects.requireNonNull(tenantPartNumber, "tenantPartNumber");
      Objects.requireNonNull(catalogPartNumber, "catalogPartNumber");
      onlyInTenant = List.copyOf(onlyInTenant);
      onlyInCatalog = List.copyOf(onlyInCatalog);
    }

    /** Whether both hold the same plans under the same code name. */
    public boolean isEmpty() {
      return tenantPartNumber.equals(catalogPartNumber)
          && onlyInTenant.isEmpty()
          && onlyInCatalog.isEmpty();
    }
  }
}
