/** Groups, with their licences; who is in them stands in the room of memberships. */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.group;

import org.jspecify.annotations.NullMarked;
