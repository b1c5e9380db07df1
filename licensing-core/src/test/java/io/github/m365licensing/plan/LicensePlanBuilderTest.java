package io.github.m365licensing.plan;

import static io.github.m365licensing.plan.PaperTenant.skuId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LicensePlanBuilderTest {

  private static LicensePlan.Builder plan() {
    return LicensePlan.builder()
        .tenantId(TenantId.of(new UUID(7, 7)))
        .observedAt(Instant.parse("2024-05-01T08:00:00Z"));
  }

  private static PlannedChange change(int user, ChangeShape shape) {
    return new PlannedChange(
        Subject.user(UserId.of(new UUID(0, user))), "user" + user + "@contoso.com", shape);
  }

  private static ChangeShape assigned(String sku) {
    AssignedLicense license = AssignedLicense.of(skuId(sku));
    return ChangeShape.builder()
        .kind(ChangeKind.CHANGE)
        .before(LicenseState.builder().build())
        .after(LicenseState.builder().licenses(LicensePaths.given(List.of(license))).build())
        .addSteps(
            new PlannedStep(
                Stage.Kind.CHANGE_LICENSES,
                new PlannedWrite.AssignLicenses(List.of(license), Set.of())))
        .build();
  }

  private static ChangeShape nothing() {
    return ChangeShape.builder()
        .kind(ChangeKind.NO_CHANGE)
        .before(LicenseState.builder().build())
        .after(LicenseState.builder().build())
        .build();
  }

  @Test
  void subjects_in_any_order_stand_in_the_one_order() {
    ChangeShape shape = nothing();

    LicensePlan plan =
        plan().addChanges(IntStream.of(3, 1, 2).mapToObj(user -> change(user, shape))).build();

    assertThat(plan.changes())
        .containsExactly(change(1, shape), change(2, shape), change(3, shape));
    assertThat(plan.change(change(2, shape).subject())).contains(change(2, shape));
    assertThat(plan.change(change(4, shape).subject())).isEmpty();
  }

  @Test
  void equal_shapes_are_kept_once() {
    LicensePlan plan =
        plan()
            .addChange(change(1, assigned("EMS")))
            .addChange(change(2, assigned("SPE_E3")))
            .addChange(change(3, assigned("EMS")))
            .build();

    assertThat(plan.shapes()).containsExactly(assigned("EMS"), assigned("SPE_E3"));
    assertThat(plan.changes().map(PlannedChange::shape))
        .allMatch(shape -> plan.shapes().stream().anyMatch(kept -> kept == shape));
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(3);
  }

  @Test
  void order_of_adding_does_not_change_the_plan_id() {
    LicensePlan one =
        plan().addChange(change(1, nothing())).addChange(change(2, nothing())).build();
    LicensePlan other =
        plan().addChange(change(2, nothing())).addChange(change(1, nothing())).build();

    assertThat(other.planId()).isEqualTo(one.planId());
  }

  @Test
  void steps_without_a_stage_get_the_usual_one() {
    LicensePlan plan = plan().addChange(change(1, assigned("EMS"))).build();

    assertThat(plan.stages()).containsExactly(new Stage(Stage.Kind.CHANGE_LICENSES, Gate.NONE, 1));
  }

  @Test
  void stage_that_waits_is_there_without_writes() {
    LicensePlan plan =
        plan()
            .addChange(change(1, nothing()))
            .stage(Stage.Kind.CHANGE_LICENSES, Gate.SEATS_FREED)
            .build();

    assertThat(plan.stages())
        .containsExactly(new Stage(Stage.Kind.CHANGE_LICENSES, Gate.SEATS_FREED, 0));
  }

  @Test
  void plan_stays_as_it_was_built_when_its_builder_goes_on() {
    LicensePlan.Builder builder = plan().addChange(change(1, nothing()));

    LicensePlan plan = builder.build();
    builder.canary(3).addChange(change(2, nothing()));

    assertThat(plan.size()).isEqualTo(1);
    assertThat(plan.canary()).isEmpty();
  }

  @Test
  void same_subject_twice_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> plan().addChange(change(1, nothing())).addChange(change(1, nothing())).build())
        .withMessageContaining("twice")
        .withMessageNotContaining("contoso");
  }

  @Test
  void plan_without_tenant_or_moment_is_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LicensePlan.builder().build())
        .withMessageContaining("tenantId")
        .withMessageContaining("observedAt");
  }

  @Test
  void new_user_without_profile_is_refused() {
    PlannedChange created =
        new PlannedChange(
            Subject.newUser("test.user@contoso.com"), "test.user@contoso.com", assigned("EMS"));

    assertThatIllegalStateException()
        .isThrownBy(() -> plan().addChange(created).build())
        .withMessageNotContaining("contoso");
  }

  @Test
  void new_user_has_the_profile_that_was_added() {
    UserProfile profile =
        UserProfile.builder()
            .userPrincipalName("Test.User@contoso.com")
            .displayName("Test User")
            .build();
    Subject subject = Subject.newUser("test.user@contoso.com");

    LicensePlan plan =
        plan()
            .addChange(new PlannedChange(subject, "Test.User@contoso.com", assigned("EMS")))
            .addProfile(profile)
            .build();

    assertThat(plan.profile(subject)).contains(profile);
  }

  @Test
  void canary_of_nobody_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> plan().canary(0))
        .withMessageContaining("at least 1");
  }
}
