/**
 * The people, groups, subscriptions and devices of a tenant, with what matters to licensing and
 * nothing else.
 */
@NullMarked
package io.github.m365licensing.directory;

import org.jspecify.annotations.NullMarked;
