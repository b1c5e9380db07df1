/**
 * What somebody wants: whom a change is for, what shall happen to them, within which limits. Names
 * are kept as given; nothing here reads a tenant.
 */
@NullMarked
package io.github.m365licensing.intent;

import org.jspecify.annotations.NullMarked;
