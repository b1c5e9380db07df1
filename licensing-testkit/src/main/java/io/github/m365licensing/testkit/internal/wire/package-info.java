/**
 * Graph's wire: takes HTTP requests apart, hands them to the one pipeline of the fake tenant, and
 * renders its answers as Graph does. Transports stand elsewhere; nothing here opens a socket.
 */
@NullMarked
package io.github.m365licensing.testkit.internal.wire;

import org.jspecify.annotations.NullMarked;
