package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.FakeProvisioningFlow;
import io.github.m365licensing.testkit.scenario.FakeSchool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Makes a tenant of what a builder was told. Used once. */
final class TenantAssembly {

  private final FakeTenantBuilder given;
  private final TestArrangement arrangement;

  TenantAssembly(FakeTenantBuilder given) {
    this.given = given;
    this.arrangement =
        new TestArrangement(given.start, given.seed, organization(), given.semantics);
  }

  TestArrangement assembled() {
    addSkus();
    Map<String, StoredUser> people = addUsers();
    addGroups(people);
    addDevices(people);
    addSchools(people);
    given.users.forEach(
        (name, user) -> {
          if (user.deleted) {
            arrangement.run(Write.deleteUser(known(people, name).id().toString()));
          }
        });
    arrangement.lag(given.lag);
    arrangement.groupPace(given.groupPace);
    return arrangement;
  }

  private void addSkus() {
    List<Subscription> purchases = new ArrayList<>(given.subscriptions);
    for (SubscribedSku sku : given.skus.values()) {
      if (given.subscriptions.stream().noneMatch(s -> s.skuId().equals(sku.skuId()))) {
        purchases.add(purchase(sku, arrangement.newId()));
      }
    }
    Map<SkuId, List<String>> ids = new LinkedHashMap<>();
    purchases.forEach(s -> ids.computeIfAbsent(s.skuId(), any -> new ArrayList<>()).add(s.id()));
    for (SubscribedSku sku : given.skus.values()) {
      arrangement.own(
          SubscribedSku.builder()
              .from(sku)
              .consumedUnits(0)
              .subscriptionIds(ids.getOrDefault(sku.skuId(), List.of()))
              .build());
    }
    arrangement.subscriptions(purchases);
    given.forbidden.forEach(f -> arrangement.notOffered(owned(f.sku()).skuId(), f.country()));
  }

  private void addDevices(Map<String, StoredUser> people) {
    arrangement.devices(
        given.devices.stream()
            .map(
                device -> device.stored(arrangement.newId(), given.start, name -> id(people, name)))
            .toList());
  }

  private void addSchools(Map<String, StoredUser> people) {
    given.schools.forEach(
        (name, members) ->
            arrangement.add(
                new FakeSchool(
                    arrangement.newId().toString(),
                    name,
                    members.stream().map(member -> id(people, member)).toList())));
    given.flows.forEach(
        (name, skusByRole) ->
            arrangement.add(
                new FakeProvisioningFlow(
                    arrangement.newId().toString(), name, skuIds(skusByRole))));
  }

  private StoredOrganization organization() {
    Set<String> domains = new LinkedHashSet<>();
    given.users.keySet().stream()
        .filter(name -> !name.contains("#ext#"))
        .forEach(name -> domains.add(name.substring(name.indexOf('@') + 1)));
    String initial = given.displayName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    domains.add(initial + ".onmicrosoft.com");
    UUID id =
        UUID.nameUUIDFromBytes((given.displayName + given.seed).getBytes(StandardCharsets.UTF_8));
    Organization.Builder organization = Organization.builder();
    organization
        .id(TenantId.of(id))
        .displayName(given.displayName)
        .countryLetterCode(UsageLocation.of(given.country));
    return new StoredOrganization(
        organization.build(), List.copyOf(domains), given.start.minus(Duration.ofDays(1000)));
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
        .createdDateTime(given.start.minus(Duration.ofDays(300)))
        .build();
  }

  private SubscribedSku owned(String name) {
    return SkuNames.owned(List.copyOf(given.skus.values()), name);
  }

  private Map<String, List<SkuId>> skuIds(Map<String, List<String>> byRole) {
    Map<String, List<SkuId>> ids = new TreeMap<>();
    byRole.forEach(
        (role, names) -> ids.put(role, names.stream().map(name -> owned(name).skuId()).toList()));
    return ids;
  }

  private AssignedLicense license(LicenseOptions options) {
    return SkuNames.license(List.copyOf(given.skus.values()), options);
  }

  private Map<String, StoredUser> addUsers() {
    Map<String, StoredUser> people = new LinkedHashMap<>();
    given.users.forEach(
        (name, spec) -> {
          boolean direct = !spec.licenses.isEmpty();
          if (direct && !spec.attributes.containsKey(UserAttribute.USAGE_LOCATION)) {
            throw new IllegalArgumentException(
                "A user with a direct licence needs a usage location. Nothing was built.");
          }
          StoredUser user =
              arrangement.addUser(arrangement.newId(), Attributes.of(spec.attributes));
          people.put(name, user);
          if (direct || !spec.unexplained.isEmpty()) {
            arrangement.place(
                user.id(),
                spec.licenses.stream()
                    .map(o -> arrangement.path(license(o), AssignmentSource.direct()))
                    .toList(),
                spec.unexplained.stream().map(this::license).toList());
          }
        });
    return people;
  }

  private void addGroups(Map<String, StoredUser> people) {
    Map<String, StoredGroup> all = new LinkedHashMap<>();
    given.groups.forEach(
        (name, spec) ->
            all.put(
                name, arrangement.addGroup(arrangement.newId(), Attributes.of(spec.attributes))));
    given.groups.forEach(
        (name, spec) -> {
          StoredGroup group = known(all, name);
          spec.members.forEach(
              member ->
                  arrangement.join(
                      group.id(), known(people, member.toLowerCase(Locale.ROOT)).objectId()));
          spec.groups.forEach(inner -> arrangement.join(group.id(), known(all, inner).objectId()));
        });
    given.groups.forEach(
        (name, spec) -> {
          if (!spec.licenses.isEmpty() && !spec.pending) {
            license(known(all, name), spec);
          }
        });
    arrangement.settle();
    given.groups.forEach(
        (name, spec) -> {
          if (!spec.licenses.isEmpty() && spec.pending) {
            license(known(all, name), spec);
          }
        });
  }

  private void license(StoredGroup group, GroupSpec spec) {
    arrangement.run(
        Write.assignGroupLicense(
            group.id(),
            spec.licenses.stream().map(this::license).map(LicenseChange::of).toList(),
            List.of()));
  }

  private static <T> T known(Map<String, T> all, String name) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "A group, a device or a school names a user that the builder does not describe. Nothing was built.");
    }
    return found;
  }

  private static UserId id(Map<String, StoredUser> people, String name) {
    return known(people, name.toLowerCase(Locale.ROOT)).id();
  }
}
