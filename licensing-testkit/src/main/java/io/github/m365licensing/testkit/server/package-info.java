/** The fake tenant as a program of its own: Graph on a loopback port, for any client. */
@NullMarked
package io.github.m365licensing.testkit.server;

import org.jspecify.annotations.NullMarked;
