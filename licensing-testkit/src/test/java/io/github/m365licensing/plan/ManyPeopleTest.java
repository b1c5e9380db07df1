package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.hasSku;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.testkit.FakeTenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A word about plans that reach many people. */
class ManyPeopleTest {

  private static LicenseIntent intent() {
    return LicenseIntent.of(
        usersWhere(hasSku("SPE_E3")), change("SPE_E3").disable("YAMMER_ENTERPRISE"));
  }

  @ParameterizedTest
  @CsvSource({"1000,false", "8000,true"})
  void more_than_a_thousand_people_are_worth_a_word(int users, boolean said) {
    LicensePlan plan = Licensing.of(FakeTenant.fabrikam(users)).plan(intent());

    assertThat(plan.count(ChangeKind.CHANGE) > 1_000).isEqualTo(said);
    assertThat(plan.findings().anyMatch(f -> f.code() == FindingCode.MANY_PEOPLE)).isEqualTo(said);
    assertThat(plan.isApplyable()).isTrue();
  }

  @Test
  void nothing_is_said_to_those_who_say_how_many_they_mean() {
    LicensePlan plan = Licensing.of(FakeTenant.fabrikam(8_000)).plan(intent().maxChanges(8_000));

    assertThat(plan.findings()).extracting(Finding::code).doesNotContain(FindingCode.MANY_PEOPLE);
  }
}
