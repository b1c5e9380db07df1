package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tenant itself shows that touches licensing. */
class OrganizationTest {

  private static JsonNode organization(FakeTenant tenant) {
    return new WireClient(tenant).get("/organization").succeeds(200).json().at("/value/0");
  }

  @Test
  void assigned_plans_are_those_of_all_skus_each_once() {
    FakeTenant tenant = FakeTenant.contoso();

    List<String> ids = new ArrayList<>();
    organization(tenant)
        .path("assignedPlans")
        .forEach(plan -> ids.add(plan.path("servicePlanId").asText()));

    List<String> expected = new ArrayList<>();
    tenant.listSubscribedSkus().stream()
        .flatMap(sku -> sku.servicePlans().stream())
        .forEach(plan -> expected.add(plan.servicePlanId().toString()));
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(new HashSet<>(ids)).isEqualTo(new HashSet<>(expected));
  }

  @Test
  void provisioned_plans_say_how_far_each_is() {
    assertThat(organization(FakeTenant.contoso()).path("provisionedPlans"))
        .isNotEmpty()
        .allSatisfy(plan -> assertThat(plan.path("provisioningStatus").asText()).isNotEmpty());
  }

  @Test
  void sync_is_on_where_somebody_is_synced_and_null_elsewhere() {
    FakeTenant cloud =
        FakeTenant.builder().user("adele@contoso.com", user -> user.usageLocation("NL")).build();

    assertThat(organization(FakeTenant.contoso()).path("onPremisesSyncEnabled").asBoolean())
        .isTrue();
    assertThat(organization(cloud).path("onPremisesSyncEnabled").isNull()).isTrue();
  }
}
