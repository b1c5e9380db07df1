package io.github.m365licensing.testkit;

import io.github.m365licensing.catalog.Product;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.Lag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Describes a tenant. Not thread-safe.
 *
 * <p>What a builder says of users is taken as a fact. What a group gives is derived: when the
 * tenant is built, each group's licences are processed in the order of the groups, with the seats
 * that are there.
 */
public final class FakeTenantBuilder {

  private static final Instant START = Instant.parse("2026-01-15T09:00:00Z");

  String displayName = "Contoso";
  String country = "US";
  Instant start = START;
  long seed = 1;
  FakeSemantics semantics = FakeSemantics.defaults();
  Lag lag = Lag.none();
  Lag groupPace = Lag.of(Duration.ofMinutes(2));
  final Map<String, SubscribedSku> skus = new LinkedHashMap<>();
  final List<Subscription> subscriptions = new ArrayList<>();
  final Map<String, UserSpec> users = new LinkedHashMap<>();
  final Map<String, GroupSpec> groups = new LinkedHashMap<>();
  final List<DeviceFact> devices = new ArrayList<>();
  final Map<String, List<String>> schools = new LinkedHashMap<>();
  final Map<String, Map<String, List<String>>> flows = new LinkedHashMap<>();
  final List<ForbiddenCountry> forbidden = new ArrayList<>();

  record ForbiddenCountry(String sku, UsageLocation country) {}

  FakeTenantBuilder() {}

  /** The name and country of the tenant. Default: Contoso, US. */
  public FakeTenantBuilder organization(String displayName, String countryCode) {
    this.displayName = Objects.requireNonNull(displayName, "displayName");
    this.country = UsageLocation.of(countryCode).countryCode();
    return this;
  }

  /**
   * Owns a SKU with the plans of the bundled catalogue.
   *
   * @param name part number, id or product name
   * @param units the seats, for example {@link FakeTenant#seats}
   * @throws IllegalArgumentException if the catalogue knows no such product, or several
   */
  public FakeTenantBuilder sku(String name, PrepaidUnits units) {
    return sku(name, units, sku -> {});
  }

  /**
   * Owns a SKU with the plans of the bundled catalogue, apart from what the last argument changes.
   *
   * @throws IllegalArgumentException if the catalogue knows no such product, or several
   */
  public FakeTenantBuilder sku(
      String name, PrepaidUnits units, Consumer<SubscribedSku.Builder> change) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(units, "units");
    Objects.requireNonNull(change, "change");
    Product product = SkuNames.published(name);
    SubscribedSku.Builder sku = SubscribedSku.builder();
    sku.skuId(product.skuId())
        .skuPartNumber(product.skuPartNumber())
        .appliesTo(product.appliesTo())
        .addAllServicePlans(SkuCatalog.bundled().servicePlansOf(product.skuId()))
        .prepaidUnits(units);
    change.accept(sku);
    return sku(sku.build());
  }

  /** Owns this SKU, which the catalogue need not know. Seats in use are counted, not taken over. */
  public FakeTenantBuilder sku(SubscribedSku sku) {
    Objects.requireNonNull(sku, "sku");
    skus.put(sku.skuPartNumber(), sku);
    return this;
  }

  /** A purchase. Without any, each SKU gets one of its enabled units. */
  public FakeTenantBuilder subscription(Subscription subscription) {
    subscriptions.add(Objects.requireNonNull(subscription, "subscription"));
    return this;
  }

  /** A user. */
  public FakeTenantBuilder user(String userPrincipalName) {
    return user(userPrincipalName, user -> {});
  }

  /**
   * A user.
   *
   * @throws IllegalArgumentException if the name is not a user principal name, or taken
   */
  public FakeTenantBuilder user(String userPrincipalName, Consumer<UserSpec> description) {
    Objects.requireNonNull(userPrincipalName, "userPrincipalName");
    Objects.requireNonNull(description, "description");
    int at = userPrincipalName.indexOf('@');
    if (at <= 0 || at == userPrincipalName.length() - 1) {
      throw new IllegalArgumentException(
          "A user principal name has a part before and after '@'. Nothing was built.");
    }
    UserSpec user = new UserSpec(userPrincipalName);
    description.accept(user);
    if (users.putIfAbsent(userPrincipalName.toLowerCase(Locale.ROOT), user) != null) {
      throw new IllegalArgumentException("A user is described twice. Nothing was built.");
    }
    return this;
  }

  /** A group. */
  public FakeTenantBuilder group(String displayName) {
    return group(displayName, group -> {});
  }

  /**
   * A group.
   *
   * @throws IllegalArgumentException if the name is taken in this builder
   */
  public FakeTenantBuilder group(String displayName, Consumer<GroupSpec> description) {
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(description, "description");
    GroupSpec group = new GroupSpec(displayName);
    description.accept(group);
    if (groups.putIfAbsent(displayName, group) != null) {
      throw new IllegalArgumentException("Group '" + displayName + "' is described twice.");
    }
    return this;
  }

  /** A managed device of this user; the empty name for a device without user. */
  public FakeTenantBuilder device(
      String userPrincipalName, Consumer<ManagedDevice.Builder> description) {
    Objects.requireNonNull(userPrincipalName, "userPrincipalName");
    Objects.requireNonNull(description, "description");
    devices.add(new DeviceFact(userPrincipalName, List.of(), description));
    return this;
  }

  /** A managed device that belongs to nobody and is used by these users. */
  public FakeTenantBuilder sharedDevice(
      List<String> userPrincipalNames, Consumer<ManagedDevice.Builder> description) {
    Objects.requireNonNull(userPrincipalNames, "userPrincipalNames");
    Objects.requireNonNull(description, "description");
    devices.add(new DeviceFact("", List.copyOf(userPrincipalNames), description));
    return this;
  }

  /** A school and its people. */
  public FakeTenantBuilder school(String displayName, String... userPrincipalNames) {
    Objects.requireNonNull(displayName, "displayName");
    schools.put(displayName, List.of(userPrincipalNames));
    return this;
  }

  /** A flow of school data sync with the SKUs that it gives to accounts, by role group. */
  public FakeTenantBuilder provisioningFlow(
      String displayName, Map<String, List<String>> licenseSkus) {
    Objects.requireNonNull(displayName, "displayName");
    flows.put(displayName, Map.copyOf(licenseSkus));
    return this;
  }

  /** A product that is not offered in a country. No table of countries is published. */
  public FakeTenantBuilder notOffered(String sku, String countryCode) {
    Objects.requireNonNull(sku, "sku");
    Objects.requireNonNull(countryCode, "countryCode");
    forbidden.add(new ForbiddenCountry(sku, UsageLocation.of(countryCode)));
    return this;
  }

  /** The moment at which the clock of the tenant stands. Default: 2026-01-15T09:00Z. */
  public FakeTenantBuilder clock(Clock clock) {
    Objects.requireNonNull(clock, "clock");
    this.start = clock.instant();
    return this;
  }

  /** From which all ids come. Equal descriptions with equal seeds give equal tenants. */
  public FakeTenantBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** How contested facts are decided. Default: the best documented readings. */
  public FakeTenantBuilder semantics(FakeSemantics semantics) {
    this.semantics = Objects.requireNonNull(semantics, "semantics");
    return this;
  }

  /** How contested facts of the rule book are decided. */
  public FakeTenantBuilder semantics(LicensingSemantics licensing) {
    Objects.requireNonNull(licensing, "licensing");
    return semantics(FakeSemantics.of(licensing));
  }

  /** How long a write stays unseen. Default: not at all. */
  public FakeTenantBuilder visibleAfter(Lag lag) {
    this.lag = Objects.requireNonNull(lag, "lag");
    return this;
  }

  /** How long a group's licences take. Default: two minutes of virtual time. */
  public FakeTenantBuilder groupsProcessedAfter(Lag pace) {
    this.groupPace = Objects.requireNonNull(pace, "pace");
    return this;
  }

  /**
   * The tenant.
   *
   * @throws IllegalArgumentException if the description contradicts itself, for example a member
   *     that is not described
   */
  public FakeTenant build() {
    return new FakeTenant(arranged());
  }

  /** The same, for a fixture that goes on arranging. */
  TestArrangement arranged() {
    return new TenantAssembly(this).assembled();
  }
}
