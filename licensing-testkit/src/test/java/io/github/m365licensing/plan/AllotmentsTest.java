package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.tenant.LicensingModel;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tenants that keep their assignments in allotments, where removing takes every path. */
class AllotmentsTest {

  private static final String ADELE = "adele@contoso.com";

  private final FakeTenant fake =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .sku("ENTERPRISEPACK", seats(5))
          .sku("SPE_E3", seats(5))
          .user(
              ADELE, u -> u.usageLocation("NL").licensedWith("EMS").licensedWith("ENTERPRISEPACK"))
          .group("EMS licensed", g -> g.licensedWith("EMS"))
          .build();

  private Licensing in(LicensingModel model) {
    return Licensing.of(
        new ForwardingTenant(fake) {
          @Override
          public LicensingModel licensingModel() {
            return model;
          }
        });
  }

  static Stream<Arguments> verbs() {
    return Stream.of(
        Arguments.of(remove("EMS"), true),
        Arguments.of(swap("ENTERPRISEPACK", "SPE_E3"), true),
        Arguments.of(moveToGroup("EMS licensed"), true),
        Arguments.of(replaceAllWith(assign("ENTERPRISEPACK")), true),
        Arguments.of(replaceAllWith(assign("EMS"), assign("ENTERPRISEPACK")), false),
        Arguments.of(remove("SPE_E3"), false),
        Arguments.of(assign("SPE_E3").disable("TEAMS1"), false),
        Arguments.of(change("EMS").disable("INTUNE_A"), false));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void only_what_takes_a_licence_is_blocked(Verb verb, boolean blocked) {
    LicensePlan plan = in(LicensingModel.ALLOTMENTS).plan(user(ADELE), verb);

    assertThat(plan.findings().anyMatch(f -> f.code() == FindingCode.ALLOTMENTS))
        .isEqualTo(blocked);
    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(blocked ? 1 : 0);
    assertThat(plan.isApplyable()).isTrue();
  }

  @Test
  void subject_that_something_else_blocks_has_the_finding_beside_it() {
    Licensing licensing = in(LicensingModel.ALLOTMENTS);

    LicensePlan plan =
        licensing.plan(user(ADELE), remove("EMS"), assign("ENTERPRISEPACK").disable("TEAMS1"));

    assertThat(plan.findings())
        .filteredOn(finding -> finding.severity() == Severity.BLOCKING)
        .extracting(Finding::code)
        .containsExactlyInAnyOrder(FindingCode.ALREADY_ASSIGNED, FindingCode.ALLOTMENTS);
    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
  }

  @Test
  void blocked_until_it_is_accepted() {
    Licensing licensing = in(LicensingModel.ALLOTMENTS);

    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(user(ADELE), remove("EMS")).accepting(FindingCode.ALLOTMENTS, 1));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(licensing.apply(plan).isConfirmed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = LicensingModel.class,
      names = {"CLASSIC", "UNKNOWN"})
  void other_models_have_no_such_finding(LicensingModel model) {
    LicensePlan plan = in(model).plan(user(ADELE), remove("EMS"));

    assertThat(plan.findings()).extracting(Finding::code).doesNotContain(FindingCode.ALLOTMENTS);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
  }

  @Test
  void undo_that_takes_a_licence_is_blocked_too() {
    Licensing licensing = in(LicensingModel.ALLOTMENTS);

    LicensePlan undo =
        licensing.plan(
            licensing.undo(
                licensing.apply(licensing.plan(user(ADELE), assign("SPE_E3").disable("TEAMS1")))));

    assertThat(undo.findings()).extracting(Finding::code).contains(FindingCode.ALLOTMENTS);
  }

  @Test
  void snapshot_of_such_a_tenant_is_no_fake_tenant() {
    TenantSnapshot snapshot =
        TenantSnapshot.builder()
            .from(TenantSnapshot.of(fake))
            .licensingModel(LicensingModel.ALLOTMENTS)
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FakeTenant.of(snapshot))
        .withMessageContaining("allotments");
  }
}
