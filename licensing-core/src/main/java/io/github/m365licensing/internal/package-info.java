/**
 * Shared by this module's packages only. Not exported: nothing here is for users of the library.
 */
@NullMarked
package io.github.m365licensing.internal;

import org.jspecify.annotations.NullMarked;
