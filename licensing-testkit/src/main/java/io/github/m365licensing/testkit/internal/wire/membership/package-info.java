/** Who is in which group, seen from both sides. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.membership;

import org.jspecify.annotations.NullMarked;
