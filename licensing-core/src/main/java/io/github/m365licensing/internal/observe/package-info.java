/** Reading what an intent is about into an observation that is small enough for a million users. */
@NullMarked
package io.github.m365licensing.internal.observe;

import org.jspecify.annotations.NullMarked;
