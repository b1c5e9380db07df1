/** The part of Microsoft's sign-in service that client credentials use. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.token;

import org.jspecify.annotations.NullMarked;
