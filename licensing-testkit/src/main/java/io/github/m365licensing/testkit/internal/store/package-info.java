/** What is kept: users, groups, memberships, seats, and how each object was before. */
@NullMarked
package io.github.m365licensing.testkit.internal.store;

import org.jspecify.annotations.NullMarked;
