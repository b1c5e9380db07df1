package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.ASSUMED;
import static io.github.m365licensing.testkit.contract.Mark.CONTESTED;
import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.catalog.WellKnownPlans;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.rules.LicensingSemantics.SoftDeleteSeat;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.Tenant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about reading the tenant, its products and their seats. */
interface SkuReadContract extends TenantUnderTest {

  @Rule(operation = "GET /organization", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L18_the_organization_is_read_with_its_id_and_country() {
    try (Contoso contoso = Contoso.of(this)) {
      Organization organization = contoso.tenant().organization();

      assertThat(contoso.tenant().organization().id()).isEqualTo(organization.id());
      assertThat(organization.countryLetterCode().orElseThrow()).hasToString("US");
    }
  }

  @Rule(operation = "GET /subscribedSkus", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L19_skus_are_listed_once_each_by_part_number_then_id() {
    try (Contoso contoso = Contoso.of(this)) {
      List<SubscribedSku> skus = contoso.tenant().listSubscribedSkus();

      assertThat(skus)
          .hasSize(23)
          .isSortedAccordingTo(
              Comparator.comparing(SubscribedSku::skuPartNumber)
                  .thenComparing(SubscribedSku::skuId));
      assertThat(skus).extracting(SubscribedSku::skuId).doesNotHaveDuplicates();
    }
  }

  @Rule(operation = "GET /subscribedSkus", mark = DOCUMENTED, source = Sources.SUBSCRIBED_SKUS)
  default void required_L20_a_sku_lists_its_service_plans_with_status() {
    try (Contoso contoso = Contoso.of(this)) {
      SubscribedSku ems = contoso.sku(WellKnownSkus.EMS);

      assertThat(ems.skuPartNumber()).isEqualTo("EMS");
      assertThat(ems.capabilityStatus()).isEqualTo(CapabilityStatus.ENABLED);
      assertThat(ems.findPlan(WellKnownPlans.INTUNE_A))
          .hasValueSatisfying(
              plan -> {
                assertThat(plan.servicePlanName()).isEqualTo("INTUNE_A");
                assertThat(plan.provisioningStatus()).isEqualTo(ProvisioningStatus.SUCCESS);
                assertThat(plan.appliesTo()).isEqualTo(AppliesTo.USER);
              });
    }
  }

  @Rule(operation = "GET /directory/subscriptions", mark = ASSUMED, source = Sources.REVIEW)
  default void required_L21_the_subscriptions_of_a_sku_add_up_to_its_units() {
    try (Contoso contoso = Contoso.of(this)) {
      SubscribedSku ems = contoso.sku(WellKnownSkus.EMS);

      List<Subscription> bought =
          contoso.tenant().listSubscriptions().stream()
              .filter(subscription -> subscription.skuId().equals(WellKnownSkus.EMS))
              .toList();

      assertThat(bought).hasSize(2).anyMatch(Subscription::isTrial);
      assertThat(bought.stream().mapToInt(Subscription::totalLicenses).sum())
          .isEqualTo(ems.prepaidUnits().enabled());
      assertThat(ems.subscriptionIds())
          .containsExactlyInAnyOrderElementsOf(bought.stream().map(Subscription::id).toList());
    }
  }

  @Rule(operation = "GET /directory/subscriptions", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L22_subscriptions_are_listed_by_part_number_then_id() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.tenant().listSubscriptions())
          .isSortedAccordingTo(
              Comparator.comparing(Subscription::skuPartNumber).thenComparing(Subscription::id));
    }
  }

  @Rule(operation = "GET /subscribedSkus", mark = DOCUMENTED, source = Sources.GBL)
  default void required_L23_a_user_uses_one_seat_of_a_sku_however_many_paths() {
    try (Contoso contoso = Contoso.of(this)) {
      Map<SkuId, Long> holders = holders(contoso);

      for (SubscribedSku sku : contoso.tenant().listSubscribedSkus()) {
        long deleted = heldByDeletedUser(contoso, sku.skuId());
        assertThat((long) sku.consumedUnits())
            .as("consumedUnits of %s", sku.skuPartNumber())
            .isEqualTo(holders.getOrDefault(sku.skuId(), 0L) + deleted);
      }
    }
  }

  private static Map<SkuId, Long> holders(Contoso contoso) {
    try (Stream<LicensedUser> users = contoso.tenant().listUsers(UserQuery.everyone())) {
      return users
          .distinct()
          .flatMap(user -> user.assignedLicenses().stream().map(license -> license.skuId()))
          .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
  }

  private static long heldByDeletedUser(Contoso contoso, SkuId sku) {
    boolean held = contoso.semantics().softDeleteSeat() == SoftDeleteSeat.HELD;
    return held && sku.equals(WellKnownSkus.EMS) ? 1 : 0;
  }

  @Rule(
      operation = "GET /subscribedSkus",
      mark = CONTESTED,
      source = Sources.ADMIN_SCRIPTS + " (freed at once)",
      against = Sources.USER_DELETE + " (held until deleted for good)",
      fact = "softDeleteSeat")
  default void required_L24_the_seat_of_a_soft_deleted_user_is_freed_or_held_as_declared() {
    try (Contoso contoso = Contoso.of(this)) {
      long living = holders(contoso).getOrDefault(WellKnownSkus.EMS, 0L);

      assertThat(contoso.consumed(WellKnownSkus.EMS) - living)
          .isEqualTo(semantics().softDeleteSeat() == SoftDeleteSeat.HELD ? 1 : 0);
    }
  }

  @Rule(operation = "GET /subscribedSkus", mark = OBSERVED, source = Sources.REVIEW)
  default void required_L25_more_seats_can_be_in_use_than_are_owned() {
    try (Contoso contoso = Contoso.of(this)) {
      SubscribedSku sku = contoso.sku(WellKnownSkus.POWER_BI_PRO);

      assertThat(sku.prepaidUnits().enabled()).isEqualTo(1);
      assertThat(sku.prepaidUnits().suspended()).isEqualTo(2);
      assertThat(sku.consumedUnits()).isEqualTo(2);
      assertThat(sku.capabilityStatus()).isEqualTo(CapabilityStatus.ENABLED);
      assertThat(sku.freeSeats()).isEqualTo(-1);
    }
  }

  @Rule(operation = "GET /subscribedSkus", mark = DOCUMENTED, source = Sources.SUBSCRIBED_SKUS)
  default void required_L26_a_suspended_sku_keeps_its_holders_and_disables_its_plans() {
    try (Contoso contoso = Contoso.of(this)) {
      SubscribedSku sku = contoso.sku(WellKnownSkus.AAD_PREMIUM_P2);

      assertThat(sku.capabilityStatus()).isEqualTo(CapabilityStatus.SUSPENDED);
      assertThat(sku.consumedUnits()).isEqualTo(1);
      assertThat(contoso.user("patti").holds(WellKnownSkus.AAD_PREMIUM_P2)).isTrue();
      assertThat(sku.servicePlans())
          .extracting(ServicePlan::provisioningStatus)
          .containsOnly(ProvisioningStatus.DISABLED);
    }
  }

  @Rule(operation = "GET /subscribedSkus", mark = DOCUMENTED, source = Sources.LICENSE_UNITS)
  default void required_L27_a_sku_in_warning_shows_its_units_as_warning() {
    try (Contoso contoso = Contoso.of(this)) {
      SubscribedSku sku = contoso.sku(WellKnownSkus.PROJECTPROFESSIONAL);

      assertThat(sku.capabilityStatus()).isEqualTo(CapabilityStatus.WARNING);
      assertThat(sku.prepaidUnits().enabled()).isZero();
      assertThat(sku.prepaidUnits().warning()).isEqualTo(3);
      assertThat(sku.freeSeats()).isEqualTo(2);
    }
  }

  @Rule(operation = "any", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L28_closing_twice_does_nothing() {
    Tenant tenant = contoso();

    tenant.close();
    tenant.close();
  }
}
