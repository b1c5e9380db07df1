/**
 * The rule book: what the service does with a licence change, as pure functions on values.
 *
 * <p>No I/O, no time and no text. The planner asks it before anything is sent; a fake tenant asks
 * it to answer as the service would. What is contested about the service is a parameter ({@link
 * io.github.m365licensing.rules.LicensingSemantics}), and what is known about plans is data with a
 * source ({@link io.github.m365licensing.rules.LicenseFacts}).
 */
@NullMarked
package io.github.m365licensing.rules;

import org.jspecify.annotations.NullMarked;
