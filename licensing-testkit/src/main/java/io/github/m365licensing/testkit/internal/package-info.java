/**
 * The engine behind both doors of the fake tenant: the store, the pipeline that every request
 * takes, and what the service does with it. For this project's own packages only; it may change at
 * any time.
 *
 * <p>Every request is an {@link io.github.m365licensing.testkit.internal.Operation} and goes
 * through {@link io.github.m365licensing.testkit.internal.Pipeline}: authorise, log, fault, engine,
 * answer.
 */
@NullMarked
package io.github.m365licensing.testkit.internal;

import org.jspecify.annotations.NullMarked;
