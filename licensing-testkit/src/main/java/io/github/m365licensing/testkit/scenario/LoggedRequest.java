package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.tenant.GraphOperation;
import java.time.Instant;

/**
 * A request that the tenant received, and its answer. Immutable.
 *
 * @param sequence its number in the order of the answers, from 1
 * @param at when it was answered, in virtual time
 * @param requestId the id that the answer carried
 * @param operation which operation of Graph's it was
 * @param subject the object id it was about, or the name if there is no such object; empty for
 *     lists
 * @param caller with which kind of token
 * @param wire the request as Graph takes it; for a direct call the one that it stands for
 * @param status the HTTP status of the answer; 0 if none reached the caller
 * @param code Graph's error code; empty for success
 * @param fault the fault that it met; empty for none
 */
public record LoggedRequest(
    long sequence,
    Instant at,
    String requestId,
    GraphOperation operation,
    String subject,
    Caller.Kind caller,
    WireRequest wire,
    int status,
    String code,
    String fault) {

  /** Whether it would have changed something. */
  public boolean isWrite() {
    return operation.isWrite();
  }

  /** One line for a log: number, verb, path, status, code. Bodies and names stay out. */
  @Override
  public String toString() {
    return "#%d %s %s %s%s%s"
        .formatted(
            sequence,
            wire.method(),
            operation,
            status == 0 ? "no answer" : Integer.toString(status),
            code.isEmpty() ? "" : " " + code,
            fault.isEmpty() ? "" : " (" + fault + ")");
  }
}
