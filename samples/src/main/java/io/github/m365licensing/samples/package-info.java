/**
 * Recipes to copy: one file, one question answered. {@link io.github.m365licensing.samples.Samples}
 * runs them on the fake tenant through the real Graph SDK, or on a real tenant.
 */
@NullMarked
package io.github.m365licensing.samples;

import org.jspecify.annotations.NullMarked;
