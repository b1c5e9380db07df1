/**
 * From a wish to a plan: whom it is for ({@link io.github.m365licensing.intent.Selections}), what
 * shall happen ({@link io.github.m365licensing.intent.Verbs}), and the {@link
 * io.github.m365licensing.plan.LicensePlan} that says what would be sent, to whom and why, before
 * anything is sent.
 *
 * <p>Planning reads the tenant and writes nothing. The plan itself is a pure function of what was
 * read and what was asked: equal inputs give equal bytes.
 */
@NullMarked
package io.github.m365licensing.plan;

import org.jspecify.annotations.NullMarked;
