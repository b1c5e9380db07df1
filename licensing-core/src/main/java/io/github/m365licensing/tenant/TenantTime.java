package io.github.m365licensing.tenant;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of a tenant. All waiting and all timestamps of the library come from here, so that a
 * fake can answer with virtual time and no test has to wait. Users may implement it;
 * implementations are thread-safe.
 */
public interface TenantTime {

  /** The moment it is now. */
  Instant now();

  /**
   * Waits. Virtual time moves on by the duration at once.
   *
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  void sleep(Duration duration) throws InterruptedException;

  /** The clock of the machine. */
  static TenantTime system() {
    return SystemTime.INSTANCE;
  }
}
