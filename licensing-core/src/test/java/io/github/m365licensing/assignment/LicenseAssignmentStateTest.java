package io.github.m365licensing.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseAssignmentStateTest {

  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final ServicePlanId LOW =
      ServicePlanId.parse("00000000-0000-0000-0000-000000000001");
  private static final ServicePlanId HIGH =
      ServicePlanId.parse("f0000000-0000-0000-0000-000000000001");

  @Test
  void build_onlyTheSku_isAnActiveDirectPathWithoutError() {
    LicenseAssignmentState path = LicenseAssignmentState.builder().skuId(EMS).build();

    assertThat(path.source().isDirect()).isTrue();
    assertThat(path.isInEffect()).isTrue();
    assertThat(path.error()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Active, true",
    "ActiveWithError, true",
    "Error, false",
    "Disabled, false",
    "Surprise, false"
  })
  void isInEffect_byState(String state, boolean inEffect) {
    LicenseAssignmentState path =
        LicenseAssignmentState.builder().skuId(EMS).state(AssignmentState.of(state)).build();

    assertThat(path.isInEffect()).isEqualTo(inEffect);
  }

  @Test
  void disabledPlans_anyOrder_areOrderedById() {
    LicenseAssignmentState path =
        LicenseAssignmentState.builder().skuId(EMS).disabledPlans(List.of(HIGH, LOW)).build();

    assertThat(path.disabledPlans()).containsExactly(LOW, HIGH);
    assertThat(path.license()).isEqualTo(AssignedLicense.of(EMS, LOW, HIGH));
  }

  @Test
  void withLastUpdatedDateTime_otherTime_keepsTheRestAndSharesIt() {
    LicenseAssignmentState path =
        LicenseAssignmentState.builder().skuId(EMS).disabledPlans(List.of(LOW)).build();

    LicenseAssignmentState later = path.withLastUpdatedDateTime(Instant.EPOCH);

    assertThat(later.lastUpdatedDateTime()).contains(Instant.EPOCH);
    assertThat(later.license()).isEqualTo(path.license());
    assertThat(later.disabledPlans()).isSameAs(path.disabledPlans());
  }

  @Test
  void source_inherited_namesTheGroup() {
    GroupId group = GroupId.parse("0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11");

    assertThat(AssignmentSource.inheritedFrom(group))
        .isEqualTo(AssignmentSource.inheritedFrom(group))
        .isNotEqualTo(AssignmentSource.direct())
        .hasToString("group " + group);
  }

  @Test
  void openValue_unknownWord_isKept() {
    assertThat(AssignmentError.of("Others").isKnown()).isFalse();
    assertThat(AssignmentError.of("Other")).isEqualTo(AssignmentError.OTHER);
  }
}
