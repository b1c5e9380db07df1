package io.github.m365licensing.tenant;

import java.time.Duration;
import java.time.Instant;

/** The one place that asks the machine for the time. */
enum SystemTime implements TenantTime {
  INSTANCE;

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }
}
