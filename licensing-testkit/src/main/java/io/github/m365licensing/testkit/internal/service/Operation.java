package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.tenant.GraphOperation;

/**
 * One request to Graph, free of any transport. Users are named by object id or user principal name,
 * as the caller did.
 *
 * @param <A> what it answers
 */
public sealed interface Operation<A> permits Read, Write {

  /** The operation of Graph's that it is; decides permissions and quota. */
  GraphOperation operation();

  /** What it is about, as the caller named it: an id or a name; empty for lists. */
  default String subject() {
    return "";
  }
}
