package io.github.m365licensing.graph.http;

import java.time.Duration;

/** Who is told of the exchanges with Graph. What it throws changes nothing. */
public interface Watcher {

  /**
   * An answer came, or none did.
   *
   * @param name the method and path template
   * @param status the HTTP status; 0 if no answer came
   * @param requestId the service's id of the request; empty if there is none
   */
  void exchanged(String name, int status, String requestId, String clientRequestId, Duration took);

  /** The thread is about to wait before it sends something again. */
  void pausing(Duration pause);
}
