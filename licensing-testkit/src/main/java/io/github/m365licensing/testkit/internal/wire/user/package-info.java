/** Users, with their licences. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.user;

import org.jspecify.annotations.NullMarked;
