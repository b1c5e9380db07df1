package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.license;
import static io.github.m365licensing.testkit.Writes.send;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyRead;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyWrite;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.assignLicense;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.createUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.ThrottledException;
import io.github.m365licensing.tenant.UnexpectedResponseException;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.scenario.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults at the direct door. */
class FaultsTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .sku("INTUNE_A", seats(5))
          .user(A, u -> u.usageLocation("US"))
          .user(B, u -> u.usageLocation("US"))
          .build();

  @Test
  void throttled_write_waits_as_told_and_is_sent_again() {
    Instant start = tenant.time().now();
    tenant.faults().throttle(Duration.ofSeconds(30)).on(assignLicense()).times(2);

    WriteOutcome outcome = send(tenant, assign(tenant, A, "EMS"));

    assertThat(outcome.kind()).isEqualTo(Kind.DONE);
    assertThat(tenant.time().now()).isEqualTo(start.plusSeconds(60));
    tenant.faults().assertAllFired();
  }

  @Test
  void write_that_stays_throttled_fails_and_is_not_applied() {
    tenant.faults().throttle(Duration.ofSeconds(1)).on(assignLicense()).times(5);

    WriteOutcome outcome = send(tenant, assign(tenant, A, "EMS"));

    assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.THROTTLED);
    assertThat(outcome.error().orElseThrow().retryAfterSeconds()).hasValue(1L);
    assertThat(tenant.user(A).now().assignedLicenses()).isEmpty();
  }

  @Test
  void throttling_may_say_nothing_about_waiting() {
    tenant.faults().throttle().on(assignLicense()).times(5);

    assertThat(send(tenant, assign(tenant, A, "EMS")).error().orElseThrow().retryAfterSeconds())
        .isEmpty();
  }

  @Test
  void read_that_stays_throttled_throws() {
    tenant.faults().throttle(Duration.ofSeconds(7)).on(anyRead()).times(5);

    assertThatThrownBy(tenant::listSubscribedSkus)
        .isInstanceOfSatisfying(
            ThrottledException.class,
            e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 504})
  void read_answered_by_a_server_error_is_sent_again(int status) {
    tenant.faults().serverError(status).on(anyRead()).once();

    assertThat(tenant.listSubscribedSkus()).hasSize(2);
    tenant.faults().assertAllFired();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 504})
  void write_answered_by_a_server_error_is_unknown_and_not_sent_again(int status) {
    tenant.faults().serverError(status).on(anyWrite()).once();

    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(tenant.requests().writes())
        .extracting(LoggedRequest::status)
        .containsExactly(status);
  }

  @Test
  void read_without_an_answer_is_sent_again_and_in_the_end_throws() {
    tenant.faults().dropConnection().on(anyRead()).times(6);

    assertThatThrownBy(tenant::listSubscribedSkus)
        .isInstanceOfSatisfying(
            UnexpectedResponseException.class, e -> assertThat(e.status()).isZero());
    assertThat(tenant.listSubscribedSkus()).hasSize(2);
  }

  @Test
  void write_without_an_answer_is_unknown_and_not_sent_again() {
    tenant.faults().dropConnection().on(assignLicense()).once();

    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(tenant.user(A).now().assignedLicenses()).isEmpty();
    assertThat(tenant.requests().writes()).hasSize(1);
  }

  @Test
  void lost_reply_is_unknown_though_it_was_applied() {
    tenant.faults().appliedButReplyLost().on(assignLicense()).once();

    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(tenant.user(A).now().assignedLicenses()).hasSize(1);
  }

  @Test
  void lost_reply_to_a_refusal_is_unknown_too() {
    tenant.sku("EMS").units(seats(0));
    tenant.faults().appliedButReplyLost().on(assignLicense()).once();

    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(tenant.user(A).now().assignedLicenses()).isEmpty();
  }

  @Test
  void accepted_write_may_not_be_applied() {
    tenant.faults().acceptedButNotApplied().on(assignLicense()).once();

    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.DONE);
    assertThat(tenant.user(A).now().assignedLicenses()).isEmpty();
  }

  @Test
  void created_user_may_not_be_there() {
    tenant.faults().acceptedButNotApplied().on(createUser()).once();
    UserProfile.Builder profile = UserProfile.builder();
    profile.userPrincipalName("new@contoso.com").displayName("New");

    WriteOutcome outcome =
        send(tenant, new TenantWrite.CreateUser(profile.build(), new InitialPassword("P-1")));

    assertThat(outcome.createdUser()).isPresent();
    assertThat(tenant.findUser("new@contoso.com")).isEmpty();
  }

  @Test
  void somebody_else_may_write_just_before() {
    tenant.faults().driftBefore(assign(tenant, A, "INTUNE_A")).on(assignLicense().about(A)).once();

    send(tenant, assign(tenant, A, "EMS"));

    assertThat(tenant.user(A).now().assignedLicenses())
        .containsExactlyInAnyOrder(license(tenant, "EMS"), license(tenant, "INTUNE_A"));
  }

  @Test
  void conflict_is_sent_again() {
    tenant.faults().conflict().on(assignLicense()).once();

    assertThat(send(tenant, assign(tenant, A, "EMS")).kind()).isEqualTo(Kind.DONE);
    assertThat(tenant.requests().writes())
        .extracting(LoggedRequest::code)
        .containsExactly("Directory_ConcurrencyViolation", "");
  }

  @Test
  void stale_read_shows_the_user_before_the_last_write() {
    send(tenant, assign(tenant, A, "EMS"));
    tenant.faults().staleRead().on(anyRead()).once();

    assertThat(tenant.findUser(A).orElseThrow().assignedLicenses()).isEmpty();
    assertThat(tenant.findUser(A).orElseThrow().assignedLicenses()).hasSize(1);
  }

  @Test
  void delay_passes_in_virtual_time() {
    Instant start = tenant.time().now();
    tenant.faults().delay(Duration.ofMinutes(3)).on(anyRead()).once();

    tenant.organization();

    assertThat(tenant.time().now()).isEqualTo(start.plus(Duration.ofMinutes(3)));
  }

  @Test
  void fault_meets_only_the_subject_and_the_occurrence_meant() {
    tenant.faults().dropConnection().on(assignLicense().about("B@Contoso.com").after(1)).once();

    List<Kind> kinds =
        List.of(
            send(tenant, assign(tenant, A, "EMS")).kind(),
            send(tenant, assign(tenant, B, "EMS")).kind(),
            send(tenant, assign(tenant, B, "EMS")).kind());

    assertThat(kinds).containsExactly(Kind.DONE, Kind.DONE, Kind.UNKNOWN);
  }

  @Test
  void unfired_faults_fail_the_test() {
    tenant.faults().conflict().on(assignLicense()).times(2);
    send(tenant, assign(tenant, A, "EMS"));
    send(tenant, assign(tenant, B, "EMS"));
    tenant.faults().throttle().on(createUser()).once();

    assertThatThrownBy(tenant.faults()::assertAllFired)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Throttle")
        .hasMessageContaining("fired 0 of 1 times");
    tenant.faults().clear();
    tenant.faults().assertAllFired();
  }

  @Test
  void faults_that_cannot_happen_are_refused() {
    assertThatThrownBy(() -> tenant.faults().staleRead().on(assignLicense()).once())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tenant.faults().conflict().on(anyRead()).once())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
