package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.change;

import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.graph.GraphTenant;
import io.github.m365licensing.plan.LicensePlan;

/** The shortest program against a real tenant. It is shown to read, and writes when run. */
final class RealTenant {

  private RealTenant() {}

  public static void main(String[] args) {
    // region real-tenant
    try (GraphTenant tenant = GraphTenant.connect(new DefaultAzureCredentialBuilder().build())) {
      Licensing licensing = Licensing.of(tenant);

      LicensePlan plan =
          licensing.plan(user("adele@contoso.com"), change("EMS").disable("INTUNE_A"));
      System.out.println(plan.preview());

      ApplyReport report = licensing.apply(plan);
      System.out.println(report.text());
    }
    // endregion
  }
}
