/**
 * Fake tenants as parameters of JUnit tests. Sugar: every feature of the fake works without it.
 *
 * <p>The package needs JUnit Jupiter's API on the class path, 5.13 or newer, or 6.
 */
@NullMarked
package io.github.m365licensing.testkit.junit;

import org.jspecify.annotations.NullMarked;
