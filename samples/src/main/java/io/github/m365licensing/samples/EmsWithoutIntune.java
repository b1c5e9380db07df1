package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;

import io.github.m365licensing.OwnedSku;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.Progress;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.Tenant;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How do I give people EMS without Intune, and see that it worked?
 *
 * <p>The two PowerShell examples of Microsoft's article on Intune licences: a new user who gets EMS
 * without Intune, and a user who has EMS already and other services of it off, which must stay off.
 */
public final class EmsWithoutIntune implements Recipe {

  private static final String INTUNE = "INTUNE_A";

  @Override
  public String question() {
    return "How do I give people EMS without Intune, and see that it worked?";
  }

  @Override
  public boolean run(Setting setting) {
    PrintStream out = setting.out();
    String newcomer = setting.people().apply("newUser");
    String holder = setting.people().apply("user");

    title(out, "The services of EMS");
    OwnedSku ems = setting.licensing().sku("EMS");
    out.printf("%s (%s), %d seats free%n", ems.productName(), ems.skuPartNumber(), ems.freeSeats());
    for (ServicePlan service : ems.servicePlans()) {
      out.printf("  %-22s %s%n", service.servicePlanName(), service.provisioningStatus());
    }

    LicensePlan plan =
        setting
            .licensing()
            .plan(
                LicenseIntent.of(
                        newUser(newcomer)
                            .displayName("Test User")
                            .department("DName")
                            .usageLocation("US"),
                        assign("EMS").disable(INTUNE))
                    .and(user(holder), change("EMS").disable(INTUNE)));
    Map<String, ProvisioningStatus> before = services(setting.tenant(), holder, ems);

    title(out, "What will happen");
    out.print(plan.preview());

    title(out, "What each person has then, through whatever path");
    TenantSkus owned = TenantSkus.of(setting.tenant().listSubscribedSkus());
    plan.changes().forEach(change -> compare(out, change, owned));
    if (!plan.isApplyable() || !setting.mayWrite().test("Apply this plan?")) {
      out.println("\nNothing was written.");
      return false;
    }

    title(out, "Progress");
    ApplyReport report =
        setting
            .licensing()
            .apply(
                plan,
                options -> options.initialPasswords(setting.vault()).progress(Progress.to(out)));

    title(out, "What happened");
    out.print(report.text());

    title(out, "The services as Graph shows them now");
    Map<String, ProvisioningStatus> created = services(setting.tenant(), newcomer, ems);
    Map<String, ProvisioningStatus> after = services(setting.tenant(), holder, ems);
    out.printf("  %-22s %-20s %s%n", "", "new user", "user, before and after");
    for (ServicePlan service : ems.servicePlans()) {
      String name = service.servicePlanName();
      out.printf(
          "  %-22s %-20s %s → %s%n",
          name, status(created, name), status(before, name), status(after, name));
    }

    // Intune went off for both, and no other choice of the user who had EMS already changed.
    before.put(INTUNE, ProvisioningStatus.DISABLED);
    return report.isConfirmed()
        && after.equals(before)
        && ProvisioningStatus.DISABLED.equals(created.get(INTUNE))
        && created.values().stream().filter(ProvisioningStatus.DISABLED::equals).count() == 1;
  }

  /**
   * The services of one person over all paths, as the rule book tells them before anything is sent.
   */
  private static void compare(PrintStream out, PlannedChange change, TenantSkus owned) {
    EffectiveServices before = EffectiveServices.of(change.shape().before().licenses(), owned);
    EffectiveServices after = EffectiveServices.of(change.shape().after().licenses(), owned);
    out.printf("%-24s %-20s %s%n", change.name(), "before", "after");
    for (EffectiveService service : after.services()) {
      out.printf(
          "  %-22s %-20s %s%n",
          service.servicePlanName(),
          before.find(service.servicePlanId()).map(s -> through(s, owned)).orElse("not held"),
          through(service, owned));
    }
  }

  private static String through(EffectiveService service, TenantSkus owned) {
    String sources =
        service.sources().stream()
            .map(
                source ->
                    owned.find(source.skuId()).orElseThrow().skuPartNumber()
                        + " "
                        + source.source())
            .collect(Collectors.joining(", "));
    return sources.isEmpty() ? "off" : sources;
  }

  private static Map<String, ProvisioningStatus> services(
      Tenant tenant, String userPrincipalName, OwnedSku sku) {
    Map<String, ProvisioningStatus> services = new TreeMap<>();
    tenant.findUser(userPrincipalName).map(LicensedUser::id).stream()
        .flatMap((UserId id) -> tenant.listLicenseDetails(id).stream())
        .filter(details -> details.skuId().equals(sku.skuId()))
        .flatMap(details -> details.servicePlans().stream())
        .forEach(plan -> services.put(plan.servicePlanName(), plan.provisioningStatus()));
    return services;
  }

  private static String status(Map<String, ProvisioningStatus> services, String name) {
    ProvisioningStatus status = services.get(name);
    return status == null ? "not held" : status.toString();
  }

  private static void title(PrintStream out, String text) {
    out.println();
    out.println(text);
    out.println("-".repeat(text.length()));
  }
}
