/** A tenant and what is known about licensing, as one value. */
@NullMarked
package io.github.m365licensing.internal.context;

import org.jspecify.annotations.NullMarked;
