package io.github.m365licensing.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TenantTimeTest {

  @Test
  void systemTime_sleep_movesOn() throws InterruptedException {
    TenantTime time = TenantTime.system();
    Instant before = time.now();

    time.sleep(Duration.ofMillis(2));

    assertThat(time.now()).isAfter(before);
  }
}
