package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.plan;
import static io.github.m365licensing.rules.Fixtures.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.rules.PlanDependency.Strength;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseFactsJsonTest {

  private static final String FACTS =
      """
      {"formatVersion": 1,
       "exclusions": [{"service": "S", "confidence": "c", "certainty": "POSSIBLE",
         "rules": ["ENTRA_PAGE_2025"], "source": "x",
         "plans": [{"id": "%s"}, {"id": "%s"}]}],
       "dependencies": [{"plan": {"id": "%s"}, "requiresAnyOf": [{"id": "%s"}],
         "strength": "GUIDANCE", "confidence": "c", "source": "y"}],
       "soldTogether": [{"skus": [{"id": "%s"}], "with": [{"id": "%s"}], "source": "z"}],
       "capabilities": [{"name": "N", "lossWhenGone": "MAILBOX", "lossWhenLess": "MAILBOX_REDUCED",
         "source": "v", "noLossOf": [{"id": "%s"}],
         "levels": [[{"id": "%s"}], [{"id": "%s"}]]}],
       "skuTraits": [{"trait": "FREE", "source": "w", "skus": [{"id": "%s"}]},
                     {"trait": "VIRAL", "source": "w", "skus": [{"id": "%s"}]}]}
      """
          .formatted(
              plan("SWAY"),
              plan("TEAMS1"),
              plan("SWAY"),
              plan("TEAMS1"),
              sku("EMS"),
              sku("SPE_E3"),
              plan("EXCHANGE_S_STANDARD"),
              plan("EXCHANGE_S_STANDARD"),
              plan("EXCHANGE_S_ENTERPRISE"),
              sku("EMS"),
              sku("EMS"));

  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void every_kind_of_fact_is_read() {
    LicenseFacts facts = LicenseFactsJson.read(stream(FACTS));

    assertThat(facts.exclusions())
        .containsExactly(
            new PlanExclusion(
                "S",
                Set.of(plan("SWAY"), plan("TEAMS1")),
                Violation.Certainty.POSSIBLE,
                Set.of(ExclusionRules.ENTRA_PAGE_2025),
                "c",
                "x"));
    assertThat(facts.dependencies())
        .containsExactly(
            new PlanDependency(plan("SWAY"), List.of(plan("TEAMS1")), Strength.GUIDANCE, "c", "y"));
    assertThat(facts.soldTogether())
        .containsExactly(new SoldTogether(Set.of(sku("EMS")), Set.of(sku("SPE_E3")), "z"));
    assertThat(facts.capabilities())
        .containsExactly(
            new Capability(
                "N",
                List.of(Set.of(plan("EXCHANGE_S_STANDARD")), Set.of(plan("EXCHANGE_S_ENTERPRISE"))),
                Set.of(DataLoss.Kind.MAILBOX, DataLoss.Kind.MAILBOX_REDUCED),
                Set.of(plan("EXCHANGE_S_STANDARD")),
                "v"));
    assertThat(facts.traits(sku("EMS"))).containsExactly(SkuTrait.FREE, SkuTrait.VIRAL);
    assertThatThrownBy(() -> facts.traits(sku("EMS")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"formatVersion\": 1', '\"formatVersion\": 2', formatVersion",
    "'\"exclusions\": [', '\"exclusion\": [', exclusions",
    "'\"name\": \"N\"', '\"name\": 7', name",
    "'GUIDANCE', 'HEARSAY', HEARSAY",
  })
  void damaged_facts_are_refused_naming_the_damage(String from, String to, String named) {
    assertThatThrownBy(() -> LicenseFactsJson.read(stream(FACTS.replace(from, to))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining(named);
  }

  @Test
  void text_that_is_no_json_is_refused() {
    assertThatThrownBy(() -> LicenseFactsJson.read(stream("x")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bundled_file_reads_the_same_again() {
    LicenseFacts again = LicenseFactsJson.readBundled();

    assertThat(again.exclusions()).isEqualTo(LicenseFacts.bundled().exclusions()).hasSize(11);
    assertThat(again.dependencies()).isEqualTo(LicenseFacts.bundled().dependencies()).hasSize(13);
    assertThat(again.skusWith(SkuTrait.DEPARTMENT)).hasSize(9);
  }
}
