/**
 * Writing to a tenant: which request stands for which write, in what order they are sent, and what
 * became of each.
 *
 * <p>Not for users, though public to {@code graph}: it may change with any version.
 */
@NullMarked
package io.github.m365licensing.graph.write;

import org.jspecify.annotations.NullMarked;
