/** Devices under Intune's management. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.device;

import org.jspecify.annotations.NullMarked;
