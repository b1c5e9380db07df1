package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SubscribedSku;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The tenant of {@link FakeTenant#contoso}. */
final class ContosoTenant {

  private static final Instant BOUGHT = Instant.parse("2025-03-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");
  private static final TenantId PARTNER = TenantId.parse("9d2b3c1e-5a4f-4c7e-8b61-0f3f6f1d2a90");
  private static final String BUYER = "2f6a1c84-7d93-4e0b-a5c8-61b7e94d3f02";

  private ContosoTenant() {}

  static FakeTenant build(FakeTenantBuilder builder) {
    builder.organization("Contoso", "US");
    skus(builder);
    subscriptions(builder);
    users(builder);
    groups(builder);
    devices(builder);
    FakeTenant tenant = builder.notOffered("EMS", "AQ").build();
    // She left while WORKPLACE_ANALYTICS needed the mailbox, so the licence could not go.
    tenant.group("Office 365 E3 licensed").withoutMember("joni@contoso.com");
    tenant.settle();
    return tenant;
  }

  private static void skus(FakeTenantBuilder builder) {
    builder
        .sku("EMS", seats(120))
        .sku("ENTERPRISEPACK", seats(30))
        .sku("INTUNE_A", seats(25))
        .sku("STANDARDPACK", seats(10))
        .sku("DESKLESSPACK", seats(10))
        .sku("SPE_E3", seats(10))
        .sku("SPE_E5", seats(2))
        .sku("EMSPREMIUM", seats(5))
        .sku("INTUNE_A_VL", seats(5))
        .sku("INTUNE_A_D", seats(10))
        .sku("INTUNE_EDU", seats(5))
        .sku("WORKPLACE_ANALYTICS", seats(5))
        .sku("MCOMEETADV", seats(3))
        .sku("VISIOCLIENT", seats(2))
        .sku("POWER_BI_PRO", new PrepaidUnits(1, 0, 2, 0))
        .sku("PROJECTPROFESSIONAL", new PrepaidUnits(0, 3, 0, 0), in(CapabilityStatus.WARNING))
        .sku("AAD_PREMIUM_P2", new PrepaidUnits(0, 0, 25, 0), suspended("AAD_PREMIUM_P2"))
        .sku("FLOW_FREE", seats(10_000))
        .sku("POWER_BI_STANDARD", seats(1_000_000))
        .sku("VISIO_PLAN1_DEPT", seats(1))
        .sku("Microsoft365_Lighthouse", seats(1))
        .sku("Microsoft_365_E3_(no_Teams)", seats(5))
        .sku("Microsoft_Teams_Enterprise_New", seats(5));
  }

  private static Consumer<SubscribedSku.Builder> in(CapabilityStatus status) {
    return sku -> sku.capabilityStatus(status);
  }

  private static Consumer<SubscribedSku.Builder> suspended(String name) {
    List<ServicePlan> off =
        SkuCatalog.bundled().servicePlansOf(SkuNames.published(name).skuId()).stream()
            .map(
                plan ->
                    new ServicePlan(
                        plan.servicePlanId(),
                        plan.servicePlanName(),
                        ProvisioningStatus.DISABLED,
                        plan.appliesTo()))
            .toList();
    return sku -> sku.capabilityStatus(CapabilityStatus.SUSPENDED).servicePlans(off);
  }

  private static void subscriptions(FakeTenantBuilder builder) {
    builder
        .subscription(purchase("EMS", 1, 100, s -> {}))
        .subscription(
            purchase(
                "EMS",
                2,
                20,
                s -> s.isTrial(true).nextLifecycleDateTime(Instant.parse("2026-02-28T00:00:00Z"))))
        .subscription(
            purchase("ENTERPRISEPACK", 3, 30, s -> s.ownerTenantId(PARTNER).ownerType("Partner")))
        .subscription(purchase("SPE_E3", 4, 10, s -> s.ownerId(BUYER).ownerType("User")))
        .subscription(purchase("POWER_BI_PRO", 5, 1, s -> {}))
        .subscription(purchase("POWER_BI_PRO", 6, 2, s -> s.status(CapabilityStatus.SUSPENDED)))
        .subscription(
            purchase(
                "PROJECTPROFESSIONAL",
                7,
                3,
                s ->
                    s.status(CapabilityStatus.WARNING)
                        .nextLifecycleDateTime(NOW.plusSeconds(12 * 86_400L))));
  }

  private static Subscription purchase(
      String name, int number, int units, Consumer<Subscription.Builder> more) {
    Subscription.Builder subscription = Subscription.builder();
    subscription
        .id("5b1e0000-0000-4000-8000-%012d".formatted(number))
        .skuId(SkuNames.published(name).skuId())
        .skuPartNumber(name)
        .totalLicenses(units)
        .createdDateTime(BOUGHT);
    more.accept(subscription);
    return subscription.build();
  }

  private static void users(FakeTenantBuilder builder) {
    user(
        builder,
        "adele",
        "Adele Vance",
        "Sales",
        "US",
        u -> u.licensedWith(without("EMS", "ADALLOM_S_DISCOVERY")));
    user(
        builder,
        "alex",
        "Alex Wilber",
        "Marketing",
        "US",
        u ->
            u.licensedWith(without("ENTERPRISEPACK", "YAMMER_ENTERPRISE", "SWAY"))
                .licensedWith("PROJECTPROFESSIONAL")
                .licensedWith("FLOW_FREE"));
    user(
        builder,
        "megan",
        "Megan Bowen",
        "Sales",
        "NL",
        u -> u.licensedWith("EMS").licensedWith("FLOW_FREE"));
    user(builder, "lynne", "Lynne Robbins", "Retail", "GB", u -> {});
    user(
        builder,
        "pradeep",
        "Pradeep Gupta",
        "IT",
        "IN",
        u -> u.licensedWith(without("EMS", "INTUNE_A")).licensedWith("POWER_BI_PRO"));
    user(builder, "diego", "Diego Siciliani", "HR", "", u -> {});
    user(
        builder,
        "nestor",
        "Nestor Wilke",
        "Operations",
        "US",
        u -> u.disabled().licensedWith("EMS"));
    user(
        builder,
        "isaiah",
        "Isaiah Langer",
        "Sales",
        "US",
        u -> u.synced().licensedWith("STANDARDPACK"));
    user(builder, "grady", "Grady Archie", "Operations", "", u -> u.synced());
    user(
        builder,
        "patti",
        "Patti Fernandez",
        "Executive",
        "US",
        u -> u.licensedWith("SPE_E5").licensedWith("AAD_PREMIUM_P2").licensedWith("POWER_BI_PRO"));
    user(
        builder,
        "johanna",
        "Johanna Lorenz",
        "Marketing",
        "DE",
        u -> u.licensedWith("INTUNE_A_VL"));
    user(builder, "christie", "Christie Cline", "Field", "AQ", u -> {});
    user(builder, "miriam", "Miriam Graham", "Retail", "NL", u -> u.licensedWith("DESKLESSPACK"));
    user(
        builder,
        "henrietta",
        "Henrietta Mueller",
        "R&D",
        "DE",
        u -> u.licensedWith("STANDARDPACK").licensedWith("WORKPLACE_ANALYTICS"));
    user(
        builder,
        "raul",
        "Raul Razo",
        "Design",
        "US",
        u -> u.synced().licensedWith("VISIO_PLAN1_DEPT"));
    user(builder, "debra", "Debra Berger", "Design", "US", u -> {});
    user(builder, "lidia", "Lidia Holloway", "Design", "DE", u -> {});
    user(
        builder, "joni", "Joni Sherman", "Legal", "US", u -> u.licensedWith("WORKPLACE_ANALYTICS"));
    user(builder, "emily", "Emily Braun", "Finance", "US", u -> u.licensedWith("INTUNE_A"));
    user(builder, "dem", "Device Enrolment Manager", "IT", "US", u -> u.licensedWith("INTUNE_A"));
    user(
        builder,
        "lee",
        "Lee Gu",
        "Plant",
        "NL",
        u ->
            u.licensedWith("Microsoft_365_E3_(no_Teams)")
                .licensedWith("Microsoft_Teams_Enterprise_New"));
    builder.user(
        "lars_fabrikam.com#EXT#@contoso.onmicrosoft.com", u -> u.displayName("Lars").guest());
    user(builder, "bianca", "Bianca Pisani", "Sales", "US", u -> u.licensedWith("EMS").deleted());
  }

  private static void user(
      FakeTenantBuilder builder,
      String alias,
      String displayName,
      String department,
      String country,
      Consumer<UserSpec> more) {
    builder.user(
        alias + "@contoso.com",
        user -> {
          user.displayName(displayName).department(department);
          if (!country.isEmpty()) {
            user.usageLocation(country);
          }
          more.accept(user);
        });
  }

  private static LicenseOptions without(String sku, String... plans) {
    return LicenseOptions.of(sku).disable(plans);
  }

  private static void groups(FakeTenantBuilder builder) {
    builder
        .group(
            "EMS licensed",
            g ->
                members(g, "pradeep", "grady", "isaiah", "johanna", "christie")
                    .licensedWith(without("EMS", "ADALLOM_S_DISCOVERY")))
        .group(
            "M365 E3 licensed",
            g ->
                members(g, "megan", "lidia")
                    .nested("Sales team")
                    .licensedWith(without("SPE_E3", "YAMMER_ENTERPRISE")))
        .group(
            "Office 365 E3 licensed",
            g -> members(g, "debra", "joni").licensedWith("ENTERPRISEPACK"))
        .group(
            "Design tools",
            g ->
                members(g, "debra", "lidia", "raul")
                    .licensedWith("VISIOCLIENT")
                    .licensedWith("POWER_BI_STANDARD"))
        .group("Sales team", g -> members(g, "adele", "megan", "isaiah", "lynne"))
        .group("Retail", g -> g.membershipRule("user.department -eq \"Retail\""))
        .group("HQ synced", g -> members(g, "isaiah", "grady").synced())
        .group("Marketing", g -> members(g, "alex", "johanna").microsoft365())
        .group("Helpdesk mail", g -> members(g, "pradeep").mailEnabledSecurity())
        .group("Newsletter", g -> members(g, "alex", "lee").distribution());
  }

  private static GroupSpec members(GroupSpec group, String... aliases) {
    for (String alias : aliases) {
      group.member(alias + "@contoso.com");
    }
    return group;
  }

  private static void devices(FakeTenantBuilder builder) {
    devices(builder, "adele", 2, "PHONE", "mdm", "userEnrollment");
    devices(builder, "emily", 15, "DEVICE", "mdm", "userEnrollment");
    devices(builder, "pradeep", 5, "PC", "intuneClient", "userEnrollment");
    devices(builder, "pradeep", 1, "VM", "intuneClient", "userEnrollment");
    devices(builder, "nestor", 6, "PC", "intuneClient", "userEnrollment");
    devices(builder, "dem", 3, "TABLET", "mdm", "deviceEnrollmentManager");
    devices(builder, "henrietta", 1, "PHONE", "mdm", "userEnrollment");
    devices(builder, "", 1, "KIOSK-WINDOWS", "mdm", "windowsBulkUserless");
    devices(builder, "", 1, "KIOSK-IPAD", "mdm", "appleBulkWithoutUser");
    builder.sharedDevice(
        List.of("adele@contoso.com", "lynne@contoso.com"),
        device ->
            device
                .deviceName("SHARED-PC-1")
                .operatingSystem("Windows")
                .deviceEnrollmentType("windowsAzureADJoin"));
  }

  private static void devices(
      FakeTenantBuilder builder,
      String alias,
      int count,
      String name,
      String managementAgent,
      String enrollmentType) {
    String os =
        name.contains("PC") || name.contains("VM") || name.contains("WINDOWS") ? "Windows" : "iOS";
    for (int i = 1; i <= count; i++) {
      String deviceName =
          (alias.isEmpty() ? "" : alias.toUpperCase(java.util.Locale.ROOT) + "-") + name + "-" + i;
      builder.device(
          alias.isEmpty() ? "" : alias + "@contoso.com",
          device ->
              device
                  .deviceName(deviceName)
                  .operatingSystem(os)
                  .managementAgent(managementAgent)
                  .deviceEnrollmentType(enrollmentType));
    }
  }
}
