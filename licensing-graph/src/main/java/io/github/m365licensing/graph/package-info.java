/**
 * A tenant behind Microsoft Graph.
 *
 * <p>{@link io.github.m365licensing.graph.GraphTenant} is the way in, {@link
 * io.github.m365licensing.graph.GraphListener} the way to watch. Types of the Graph SDK, the HTTP
 * client and the identity library appear in the builder of {@code GraphTenant} and nowhere else.
 *
 * <p>The rooms below, {@code http}, {@code read} and {@code write}, are not for users.
 */
@NullMarked
package io.github.m365licensing.graph;

import org.jspecify.annotations.NullMarked;
