/** The tenant itself. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.organization;

import org.jspecify.annotations.NullMarked;
