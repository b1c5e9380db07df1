package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.util.function.Supplier;

/**
 * One request to Graph, free of any transport. Its factory, in {@link Read} or {@link Write}, says
 * all there is to say about it. Users are named by object id or user principal name, as the caller
 * did. Immutable.
 *
 * @param <A> what it answers
 */
public abstract sealed class Operation<A> permits Read, Write {

  /** Stands in a path for what the operation is about. */
  private static final String SUBJECT = "{}";

  private final GraphOperation operation;
  private final String subject;
  private final Supplier<String> path;

  /** An operation whose path is made when somebody asks. */
  Operation(GraphOperation operation, String subject, Supplier<String> path) {
    this.operation = operation;
    this.subject = subject;
    this.path = path;
  }

  /** The operation of Graph's that it is; decides permissions and quota. */
  public final GraphOperation operation() {
    return operation;
  }

  /** What it is about, as the caller named it: an id or a name; empty for lists. */
  public final String subject() {
    return subject;
  }

  /** The HTTP status of its success. */
  public abstract int status();

  /** The request to Graph that a direct call of it stands for. */
  public final WireRequest wireForm() {
    return WireRequest.toGraph(method(), path.get(), body());
  }

  /** A path in which {@code {}} stands for the subject. */
  static Supplier<String> path(String template, String subject) {
    return () -> template.replace(SUBJECT, subject);
  }

  abstract String method();

  abstract String body();
}
