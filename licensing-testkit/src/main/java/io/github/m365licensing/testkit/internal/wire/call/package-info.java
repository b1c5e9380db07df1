/**
 * One request of Graph's wire while it is answered: its query options, its entities as JSON, pages
 * and delta rounds. Every entity below the wire stands on it.
 */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.call;

import org.jspecify.annotations.NullMarked;
