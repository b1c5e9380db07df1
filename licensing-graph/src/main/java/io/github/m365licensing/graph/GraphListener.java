package io.github.m365licensing.graph;

import java.time.Duration;
import java.util.Objects;

/**
 * Watches the exchanges with Graph, for metrics and support cases. Users implement it. Called on
 * whatever thread talks to Graph, from several at once; return quickly. What a listener throws is
 * noted in the debug log and changes nothing.
 *
 * <pre>{@code
 * GraphTenant tenant = GraphTenant.builder()
 *     .credential(credential)
 *     .listener(exchange -> timer.record(exchange.request(), exchange.took()))
 *     .build();
 * }</pre>
 */
@FunctionalInterface
public interface GraphListener {

  /** An answer came, or none did: of a request, and of each part of a batch after it. */
  void exchanged(Exchange exchange);

  /** The thread is about to wait before it sends a request, or parts of a batch, again. */
  default void pausing(Duration pause) {}

  /**
   * One request and its answer. It names no user: the path is a template.
   *
   * @param request the method and the path template, for example {@code GET /users/{id}}
   * @param status the HTTP status; 0 if no answer came
   * @param requestId the service's id of the request; empty if there is none
   * @param clientRequestId the id that this library gave the request
   * @param took how long the answer took, in the tenant's time; for a part, as long as its batch
   */
  record Exchange(
      String request, int status, String requestId, String clientRequestId, Duration took) {

    /** An exchange. */
    public Exchange {
      Objects.requireNonNull(request, "request");
      Objects.requireNonNull(requestId, "requestId");
      Objects.requireNonNull(clientRequestId, "clientRequestId");
      Objects.requireNonNull(took, "took");
    }
  }
}
