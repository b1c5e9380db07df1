package io.github.m365licensing.testkit.internal.request;

import java.time.Instant;
import java.util.UUID;

/**
 * A request that the service did.
 *
 * @param requestId the id of the request
 * @param at when it was answered, in virtual time
 * @param value what it answered
 * @param <A> what such a request answers
 */
public record Answer<A>(UUID requestId, Instant at, A value) {}
