package io.github.m365licensing.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicensingExceptionTest {

  @Test
  void throttled_waitKnown_carriesIt() {
    assertThat(new ThrottledException("busy", "r-1", Duration.ofSeconds(10)).retryAfter())
        .contains(Duration.ofSeconds(10));
  }

  @Test
  void throttled_nothingKnown_isEmptyNotZero() {
    ThrottledException exception = new ThrottledException("busy", "", Duration.ZERO);

    assertThat(exception.retryAfter()).isEmpty();
    assertThat(exception.requestId()).isEmpty();
  }

  @Test
  void unknownName_candidates_keepTheirOrder() {
    assertThat(new UnknownNameException("unknown", List.of("EMS", "EMSPREMIUM")).candidates())
        .containsExactly("EMS", "EMSPREMIUM");
  }

  @Test
  void planRefused_reasons_keepTheirOrder() {
    assertThat(new PlanRefusedException("no", List.of("seats short", "foreign")).reasons())
        .containsExactly("seats short", "foreign");
  }

  @Test
  void unexpectedResponse_carriesStatusAndRequestId() {
    UnexpectedResponseException exception = new UnexpectedResponseException("odd", 502, "r-2");

    assertThat(exception.status()).isEqualTo(502);
    assertThat(exception.requestId()).contains("r-2");
  }
}
