/** What the packages of this module share and nobody outside may use. */
@NullMarked
package io.github.m365licensing.internal;

import org.jspecify.annotations.NullMarked;
