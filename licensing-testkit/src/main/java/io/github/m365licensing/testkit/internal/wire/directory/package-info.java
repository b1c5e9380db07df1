/** Objects of any kind: {@code directoryObjects} and {@code deletedItems}. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.directory;

import org.jspecify.annotations.NullMarked;
