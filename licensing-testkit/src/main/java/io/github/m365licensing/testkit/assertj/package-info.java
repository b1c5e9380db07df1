/**
 * Assertions about fake tenants, plans, reports and users, for AssertJ. One entry: {@link
 * io.github.m365licensing.testkit.assertj.LicensingAssertions}.
 *
 * <p>The package needs AssertJ on the class path. No failure text names a user; object ids stand
 * for people.
 */
@NullMarked
package io.github.m365licensing.testkit.assertj;

import org.jspecify.annotations.NullMarked;
