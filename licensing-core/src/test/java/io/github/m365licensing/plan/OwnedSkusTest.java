package io.github.m365licensing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.OwnedSku;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.SkuTrait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SKUs of a tenant as the entry to the library shows them. */
class OwnedSkusTest {

  private final Licensing licensing =
      Licensing.of(
          new PaperTenant()
              .owns("EMS", 10, 3)
              .owns("INTUNE_A", 10, 0)
              .owns("INTUNE_A_D", 10, 0)
              .owns("STANDARDPACK", 10, 0)
              .owns("FLOW_FREE", 10_000, 0)
              .owns("VISIO_PLAN1_DEPT", 1, 0)
              .owns("SHAREPOINTSTORAGE", 500, 0));

  @Test
  void skus_with_intune_are_those_that_give_it_to_people() {
    assertThat(licensing.skusWith("INTUNE_A"))
        .extracting(OwnedSku::skuPartNumber)
        .containsExactly("EMS", "INTUNE_A");
  }

  @Test
  void basic_mobility_is_given_to_nobody() {
    assertThat(licensing.skusWith("INTUNE_O365")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "INTUNE_A_D, DEVICE_ONLY",
    "VISIO_PLAN1_DEPT, DEPARTMENT",
    "FLOW_FREE, FREE",
    "SHAREPOINTSTORAGE, CAPACITY",
  })
  void sku_tells_what_is_peculiar_about_it(String name, SkuTrait trait) {
    assertThat(licensing.sku(name).traits()).contains(trait);
  }

  @Test
  void ordinary_sku_has_no_trait() {
    assertThat(licensing.sku("EMS").traits()).isEmpty();
  }

  @Test
  void fact_of_the_caller_counts() {
    Licensing ours =
        licensing.withFacts(
            LicenseFacts.bundled().with(WellKnownSkus.INTUNE_A, SkuTrait.DEVICE_ONLY));

    assertThat(ours.skusWith("INTUNE_A"))
        .extracting(OwnedSku::skuPartNumber)
        .containsExactly("EMS");
    assertThat(ours.sku("INTUNE_A").traits()).containsExactly(SkuTrait.DEVICE_ONLY);
  }
}
