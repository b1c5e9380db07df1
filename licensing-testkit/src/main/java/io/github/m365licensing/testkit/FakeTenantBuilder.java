package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.catalog.Product;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.Attributes;
import io.github.m365licensing.testkit.internal.Backstage;
import io.github.m365licensing.testkit.internal.LicenseChange;
import io.github.m365licensing.testkit.internal.StoredDevice;
import io.github.m365licensing.testkit.internal.StoredGroup;
import io.github.m365licensing.testkit.internal.StoredOrganization;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.UserAttribute;
import io.github.m365licensing.testkit.internal.Write;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
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

  private String displayName = "Contoso";
  private String country = "US";
  private Instant start = START;
  private long seed = 1;
  private FakeSemantics semantics = FakeSemantics.defaults();
  private Lag lag = Lag.none();
  private Lag groupPace = Lag.of(Duration.ofMinutes(2));
  private final Map<String, SubscribedSku> skus = new LinkedHashMap<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<String, UserSpec> users = new LinkedHashMap<>();
  private final Map<String, GroupSpec> groups = new LinkedHashMap<>();
  private final List<DeviceFact> devices = new ArrayList<>();
  private final List<ForbiddenCountry> forbidden = new ArrayList<>();

  private record DeviceFact(
      String user, List<String> usersLoggedOn, Consumer<ManagedDevice.Builder> fill) {}

  private record ForbiddenCountry(String sku, UsageLocation country) {}

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
    return new FakeTenant(buildBackstage());
  }

  /** The same, for a fixture that goes on arranging. */
  Backstage buildBackstage() {
    Backstage backstage = new Backstage(start, seed, organization(), semantics);
    List<Subscription> purchases = new ArrayList<>(subscriptions);
    for (SubscribedSku sku : skus.values()) {
      if (subscriptions.stream().noneMatch(s -> s.skuId().equals(sku.skuId()))) {
        purchases.add(purchase(sku, backstage.newId()));
      }
    }
    Map<SkuId, List<String>> ids = new LinkedHashMap<>();
    purchases.forEach(s -> ids.computeIfAbsent(s.skuId(), any -> new ArrayList<>()).add(s.id()));
    for (SubscribedSku sku : skus.values()) {
      backstage.own(
          SubscribedSku.builder()
              .from(sku)
              .consumedUnits(0)
              .subscriptionIds(ids.getOrDefault(sku.skuId(), List.of()))
              .build());
    }
    backstage.subscriptions(purchases);
    forbidden.forEach(f -> backstage.notOffered(owned(f.sku()).skuId(), f.country()));
    Map<String, StoredUser> people = addUsers(backstage);
    addGroups(backstage, people);
    addDevices(backstage, people);
    users.forEach(
        (name, user) -> {
          if (user.deleted) {
            backstage.run(new Write.DeleteUser(known(people, name).id().toString()));
          }
        });
    backstage.lag(lag);
    backstage.groupPace(groupPace);
    return backstage;
  }

  private StoredOrganization organization() {
    Set<String> domains = new LinkedHashSet<>();
    users.keySet().stream()
        .filter(name -> !name.contains("#ext#"))
        .forEach(name -> domains.add(name.substring(name.indexOf('@') + 1)));
    String initial = displayName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    domains.add(initial + ".onmicrosoft.com");
    UUID id = UUID.nameUUIDFromBytes((displayName + seed).getBytes(StandardCharsets.UTF_8));
    Organization.Builder organization = Organization.builder();
    organization
        .id(TenantId.of(id))
        .displayName(displayName)
        .countryLetterCode(UsageLocation.of(country));
    return new StoredOrganization(
        organization.build(), List.copyOf(domains), start.minus(Duration.ofDays(1000)));
  }

  private Subscription purchase(SubscribedSku sku, UUID id) {
    Subscription.Builder subscription = Subscription.builder();
    return subscription
        .id(id.toString())
        .skuId(sku.skuId())
        .skuPartNumber(sku.skuPartNumber())
        .status(sku.capabilityStatus())
        .totalLicenses(
            Math.max(
                sku.prepaidUnits().assignable(),
                Math.max(sku.prepaidUnits().suspended(), sku.prepaidUnits().lockedOut())))
        .createdDateTime(start.minus(Duration.ofDays(300)))
        .build();
  }

  private SubscribedSku owned(String name) {
    return SkuNames.owned(List.copyOf(skus.values()), name);
  }

  private AssignedLicense license(LicenseOptions options) {
    return SkuNames.license(List.copyOf(skus.values()), options);
  }

  private Map<String, StoredUser> addUsers(Backstage backstage) {
    Map<String, StoredUser> people = new LinkedHashMap<>();
    users.forEach(
        (name, spec) -> {
          boolean direct = !spec.licenses.isEmpty();
          if (direct && !spec.attributes.containsKey(UserAttribute.USAGE_LOCATION)) {
            throw new IllegalArgumentException(
                "A user with a direct licence needs a usage location. Nothing was built.");
          }
          StoredUser user = backstage.addUser(backstage.newId(), Attributes.of(spec.attributes));
          people.put(name, user);
          if (direct || !spec.unexplained.isEmpty()) {
            backstage.place(
                user.id(),
                spec.licenses.stream()
                    .map(o -> backstage.path(license(o), AssignmentSource.direct()))
                    .toList(),
                spec.unexplained.stream().map(this::license).toList());
          }
        });
    return people;
  }

  private void addGroups(Backstage backstage, Map<String, StoredUser> people) {
    Map<String, StoredGroup> all = new LinkedHashMap<>();
    groups.forEach(
        (name, spec) ->
            all.put(name, backstage.addGroup(backstage.newId(), Attributes.of(spec.attributes))));
    groups.forEach(
        (name, spec) -> {
          StoredGroup group = known(all, name);
          spec.members.forEach(
              member ->
                  backstage.join(
                      group.id(), known(people, member.toLowerCase(Locale.ROOT)).objectId()));
          spec.groups.forEach(inner -> backstage.join(group.id(), known(all, inner).objectId()));
        });
    groups.forEach(
        (name, spec) -> {
          if (!spec.licenses.isEmpty() && !spec.pending) {
            license(backstage, known(all, name), spec);
          }
        });
    backstage.settle();
    groups.forEach(
        (name, spec) -> {
          if (!spec.licenses.isEmpty() && spec.pending) {
            license(backstage, known(all, name), spec);
          }
        });
  }

  private void license(Backstage backstage, StoredGroup group, GroupSpec spec) {
    backstage.run(
        new Write.AssignGroupLicense(
            group.id(),
            spec.licenses.stream().map(this::license).map(LicenseChange::of).toList(),
            List.of()));
  }

  private static <T> T known(Map<String, T> all, String name) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "A group or a device names a user that the builder does not describe. Nothing was built.");
    }
    return found;
  }

  private void addDevices(Backstage backstage, Map<String, StoredUser> people) {
    List<StoredDevice> all = new ArrayList<>();
    for (DeviceFact fact : devices) {
      ManagedDevice.Builder device = ManagedDevice.builder();
      device
          .id(backstage.newId().toString())
          .managementAgent("mdm")
          .deviceEnrollmentType("userEnrollment")
          .enrolledDateTime(start.minus(Duration.ofDays(90)))
          .lastSyncDateTime(start.minus(Duration.ofHours(1)));
      if (!fact.user().isEmpty()) {
        device.userId(known(people, fact.user().toLowerCase(Locale.ROOT)).id());
      }
      device.usersLoggedOn(
          fact.usersLoggedOn().stream()
              .map(user -> known(people, user.toLowerCase(Locale.ROOT)).id())
              .toList());
      fact.fill().accept(device);
      all.add(new StoredDevice(device.build(), fact.user(), "company", "compliant"));
    }
    backstage.devices(all);
  }
}
