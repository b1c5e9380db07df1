/**
 * Talking to Graph: the wired SDK, tokens, batches, what went wrong and when to try again. Of the
 * module's rooms, it uses no other.
 *
 * <p>Not for users, though public to the other rooms: it may change with any version.
 */
@NullMarked
package io.github.m365licensing.graph.http;

import org.jspecify.annotations.NullMarked;
