/**
 * Reading a tenant: which request stands for which read, and Graph's answers as domain values.
 *
 * <p>Not for users, though public to {@code graph}: it may change with any version.
 */
@NullMarked
package io.github.m365licensing.graph.read;

import org.jspecify.annotations.NullMarked;
