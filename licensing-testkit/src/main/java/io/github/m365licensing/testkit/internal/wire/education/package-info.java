/** Users of schools. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.education;

import org.jspecify.annotations.NullMarked;
