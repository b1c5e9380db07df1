package io.github.m365licensing.sku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkuIdTest {

  private static final String EMS = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";

  @Test
  void parse_blanksAndCapitals_givesTheSameId() {
    assertThat(SkuId.parse("  " + EMS.toUpperCase(Locale.ROOT) + " "))
        .isEqualTo(SkuId.of(UUID.fromString(EMS)))
        .hasToString(EMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EMS", "1-1-1-1-1", EMS + "0", "{" + EMS + "}"})
  void parse_notAGuid_namesThePropertyAndTheText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SkuId.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining("skuId");
  }

  @Test
  void of_null_namesTheParameter() {
    assertThatNullPointerException().isThrownBy(() -> SkuId.of(null)).withMessage("value");
  }

  @Test
  void compareTo_highBitSet_ordersAsText() {
    Stream<SkuId> ids =
        Stream.of(
            SkuId.parse("f0000000-0000-0000-0000-000000000000"),
            SkuId.parse("00000000-0000-0000-f000-000000000000"),
            SkuId.parse("10000000-0000-0000-0000-000000000000"),
            SkuId.parse("00000000-0000-0000-0000-000000000001"));

    assertThat(ids.sorted().map(SkuId::toString))
        .isSorted()
        .first()
        .isEqualTo("00000000-0000-0000-0000-000000000001");
  }
}
