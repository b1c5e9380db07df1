package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.tenant.GraphOperation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Which requests are meant, as data. Immutable.
 *
 * @param operations the operations, in the order of {@link GraphOperation}
 * @param subject the user principal name, group name or object id that the request is about; empty
 *     for any; compared without case
 * @param item the place in a list of writes or a batch, from 0; −1 for any
 * @param skipped how many requests that would match are let through first
 */
public record RequestMatcher(
    Set<GraphOperation> operations, String subject, int item, int skipped) {

  /**
   * Takes operations and a place that can match.
   *
   * @throws IllegalArgumentException if there is no operation, or a number is too small
   */
  public RequestMatcher {
    Objects.requireNonNull(operations, "operations");
    if (operations.isEmpty() || item < -1 || skipped < 0) {
      throw new IllegalArgumentException(
          "A matcher needs an operation, an item from 0 (or -1 for any) and no negative number of skipped requests: %s, %d, %d."
              .formatted(operations, item, skipped));
    }
    operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
    Objects.requireNonNull(subject, "subject");
  }

  /** Requests of this operation. */
  public static RequestMatcher operation(GraphOperation operation) {
    Objects.requireNonNull(operation, "operation");
    return new RequestMatcher(EnumSet.of(operation), "", -1, 0);
  }

  /** {@code POST /users/{id}/assignLicense}. */
  public static RequestMatcher assignLicense() {
    return operation(GraphOperation.ASSIGN_USER_LICENSE);
  }

  /** {@code POST /groups/{id}/assignLicense}. */
  public static RequestMatcher assignGroupLicense() {
    return operation(GraphOperation.ASSIGN_GROUP_LICENSE);
  }

  /** {@code POST /users}. */
  public static RequestMatcher createUser() {
    return operation(GraphOperation.CREATE_USER);
  }

  /** Adding members to a group. */
  public static RequestMatcher addMembers() {
    return operation(GraphOperation.ADD_MEMBERS);
  }

  /** Every request. */
  public static RequestMatcher anyRequest() {
    return new RequestMatcher(EnumSet.allOf(GraphOperation.class), "", -1, 0);
  }

  /** Every request that changes something. */
  public static RequestMatcher anyWrite() {
    EnumSet<GraphOperation> writes = EnumSet.allOf(GraphOperation.class);
    writes.removeIf(operation -> !operation.isWrite());
    return new RequestMatcher(writes, "", -1, 0);
  }

  /** Every request that changes nothing. */
  public static RequestMatcher anyRead() {
    EnumSet<GraphOperation> reads = EnumSet.allOf(GraphOperation.class);
    reads.removeIf(GraphOperation::isWrite);
    return new RequestMatcher(reads, "", -1, 0);
  }

  /** Those of them about this user (principal name or id) or group (name or id). */
  public RequestMatcher about(String subject) {
    return new RequestMatcher(operations, subject, item, skipped);
  }

  /** Those of them at this place of a list of writes or a batch, from 0. */
  public RequestMatcher item(int item) {
    return new RequestMatcher(operations, subject, item, skipped);
  }

  /** The same, but the first few are let through. */
  public RequestMatcher after(int requests) {
    return new RequestMatcher(operations, subject, item, requests);
  }
}
