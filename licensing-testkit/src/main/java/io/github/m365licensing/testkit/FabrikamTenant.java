package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The tenant of {@link FakeTenant#fabrikam}: users in any number, twenty shapes of licences for 95
 * of 100 of them and a long tail for the rest.
 */
final class FabrikamTenant {

  private static final List<String> GIVEN =
      List.of(
          "Ada", "Ben", "Chloe", "Dev", "Elif", "Femke", "Goran", "Hana", "Ivo", "Jun", "Kofi",
          "Lena", "Mateo", "Nour", "Olu", "Pia", "Quinn", "Rosa", "Sven", "Tara");
  private static final List<String> SURNAMES =
      List.of(
          "Abara", "Bakker", "Costa", "Dahl", "Eder", "Fofana", "Gruber", "Hansen", "Ito", "Jansen",
          "Kaur", "Lopez", "Moreau", "Novak", "Okafor", "Petrov", "Rossi", "Silva", "Tanaka",
          "Visser");
  private static final List<String> DEPARTMENTS =
      List.of(
          "Sales",
          "Marketing",
          "Finance",
          "HR",
          "IT",
          "Legal",
          "Research",
          "Plant",
          "Retail",
          "Support");
  private static final List<String> COUNTRIES =
      List.of("US", "US", "US", "DE", "DE", "NL", "GB", "FR", "IN", "JP");
  private static final String E3 = "SPE_E3";
  private static final String F3 = "SPE_F1";
  private static final String O365 = "ENTERPRISEPACK";

  /** What users of one shape have: direct licences, and a licensed group or none. */
  private record Shape(List<LicenseAssignmentState> paths, List<GroupId> groups) {}

  private final TestArrangement arrangement;
  private final Map<String, SubscribedSku> skus = new LinkedHashMap<>();
  private final Map<String, StoredGroup> licensed = new LinkedHashMap<>();
  private final List<StoredGroup> departments = new ArrayList<>();

  private FabrikamTenant(TestArrangement arrangement) {
    this.arrangement = arrangement;
    arrangement.skus().forEach(sku -> skus.put(sku.skuPartNumber(), sku));
  }

  static FakeTenant build(FakeTenantBuilder builder, int users) {
    int seats = Math.max(10, users);
    builder.organization("Fabrikam", "US");
    for (String sku :
        List.of(
            E3,
            "SPE_E5",
            F3,
            O365,
            "EMS",
            "INTUNE_A",
            "POWER_BI_PRO",
            "POWER_BI_STANDARD",
            "VISIOCLIENT",
            "FLOW_FREE")) {
      builder.sku(sku, FakeTenant.seats(seats));
    }
    TestArrangement arrangement = builder.arranged();
    new FabrikamTenant(arrangement).fill(users);
    return new FakeTenant(arrangement);
  }

  private void fill(int users) {
    for (String department : DEPARTMENTS) {
      departments.add(group(department + " department"));
    }
    license("M365 E3 staff", LicenseOptions.of(E3).disable("YAMMER_ENTERPRISE"));
    license("M365 F3 frontline", LicenseOptions.of(F3));
    license("EMS mobile", LicenseOptions.of("EMS"));
    List<Shape> shapes = shapes();
    for (int number = 0; number < users; number++) {
      // Halving twice makes the first shapes common and the last ones rare.
      int pick = arrangement.below(1 + arrangement.below(shapes.size()));
      add(number, arrangement.below(100) < 95 ? shapes.get(pick) : unusual());
    }
  }

  private void add(int number, Shape shape) {
    String given = pick(GIVEN);
    String surname = pick(SURNAMES);
    String alias = (given + "." + surname + number).toLowerCase(Locale.ROOT);
    int department = arrangement.below(DEPARTMENTS.size());
    Map<UserAttribute, Object> attributes = new EnumMap<>(UserAttribute.class);
    attributes.put(UserAttribute.USER_PRINCIPAL_NAME, alias + "@fabrikam.com");
    attributes.put(UserAttribute.DISPLAY_NAME, given + " " + surname);
    attributes.put(UserAttribute.GIVEN_NAME, given);
    attributes.put(UserAttribute.SURNAME, surname);
    attributes.put(UserAttribute.MAIL_NICKNAME, alias);
    attributes.put(UserAttribute.DEPARTMENT, DEPARTMENTS.get(department));
    attributes.put(UserAttribute.USAGE_LOCATION, pick(COUNTRIES));
    attributes.put(UserAttribute.ACCOUNT_ENABLED, arrangement.below(100) >= 3);
    attributes.put(UserAttribute.USER_TYPE, "Member");
    if (arrangement.below(100) < 20) {
      attributes.put(UserAttribute.ON_PREMISES_SYNC_ENABLED, true);
    }
    StoredUser user = arrangement.addUser(arrangement.newId(), Attributes.of(attributes));
    arrangement.join(departments.get(department).id(), user.objectId());
    shape.groups().forEach(group -> arrangement.placeMember(group, user.objectId()));
    if (!shape.paths().isEmpty()) {
      arrangement.place(user.id(), shape.paths(), List.of());
    }
  }

  private String pick(List<String> among) {
    return among.get(arrangement.below(among.size()));
  }

  private List<Shape> shapes() {
    LicenseOptions e3 = LicenseOptions.of(E3);
    LicenseOptions ems = LicenseOptions.of("EMS");
    return List.of(
        shape("M365 E3 staff"),
        shape("M365 F3 frontline"),
        shape("M365 E3 staff", LicenseOptions.of("FLOW_FREE")),
        shape("", e3),
        shape("", LicenseOptions.of(F3)),
        shape("M365 E3 staff", LicenseOptions.of("POWER_BI_PRO")),
        shape("", e3.disable("YAMMER_ENTERPRISE")),
        shape("", e3.disable("INTUNE_A")),
        shape("", LicenseOptions.of(O365), ems),
        shape("M365 F3 frontline", LicenseOptions.of("FLOW_FREE")),
        shape("", LicenseOptions.of("SPE_E5")),
        shape(""),
        shape("", LicenseOptions.of(O365), ems.disable("INTUNE_A")),
        shape("EMS mobile", LicenseOptions.of(O365)),
        shape("", LicenseOptions.of(O365).disable("SWAY", "YAMMER_ENTERPRISE")),
        shape("", ems),
        shape("EMS mobile"),
        shape("M365 E3 staff", LicenseOptions.of("VISIOCLIENT")),
        shape("", LicenseOptions.of("INTUNE_A"), LicenseOptions.of("POWER_BI_STANDARD")),
        shape("EMS mobile", ems.disable("ADALLOM_S_DISCOVERY")));
  }

  private Shape shape(String group, LicenseOptions... direct) {
    List<LicenseAssignmentState> paths = new ArrayList<>();
    for (LicenseOptions options : direct) {
      paths.add(
          arrangement.path(
              SkuNames.license(arrangement.skus(), options), AssignmentSource.direct()));
    }
    if (group.isEmpty()) {
      return new Shape(paths, List.of());
    }
    StoredGroup from = Objects.requireNonNull(licensed.get(group));
    from.assignedLicenses()
        .forEach(
            license ->
                paths.add(arrangement.path(license, AssignmentSource.inheritedFrom(from.id()))));
    return new Shape(paths, List.of(from.id()));
  }

  /** One of the long tail: a suite with a few services off that nobody else has off together. */
  private Shape unusual() {
    SubscribedSku sku = Objects.requireNonNull(skus.get(pick(List.of(E3, F3, O365, "EMS"))));
    List<ServicePlanId> plans = new ArrayList<>();
    sku.servicePlans().stream()
        .filter(ServicePlan::isForUsers)
        .forEach(plan -> plans.add(plan.servicePlanId()));
    Set<ServicePlanId> off = new LinkedHashSet<>();
    for (int i = arrangement.below(4); i >= 0; i--) {
      off.add(plans.get(arrangement.below(plans.size())));
    }
    AssignedLicense license = AssignedLicense.of(sku.skuId(), off);
    return new Shape(List.of(arrangement.path(license, AssignmentSource.direct())), List.of());
  }

  private void license(String name, LicenseOptions options) {
    StoredGroup group = group(name);
    StoredGroup carrying =
        group.withLicenses(
            Collections.singletonList(SkuNames.license(arrangement.skus(), options)),
            ProcessingState.COMPLETE);
    arrangement.place(carrying);
    licensed.put(name, carrying);
  }

  private StoredGroup group(String name) {
    return arrangement.addGroup(arrangement.newId(), Attributes.of(new GroupSpec(name).attributes));
  }
}
