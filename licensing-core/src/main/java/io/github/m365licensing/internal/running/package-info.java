/** Carrying a plan out: checking, writing, waiting, reading back, resuming and undoing. */
@NullMarked
package io.github.m365licensing.internal.running;

import org.jspecify.annotations.NullMarked;
