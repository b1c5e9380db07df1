/**
 * The contract kit: what every {@link io.github.m365licensing.tenant.Tenant} must do, as rules that
 * run as JUnit tests. Implement {@link io.github.m365licensing.testkit.contract.TenantContract},
 * say where a fresh tenant comes from, and every rule runs.
 *
 * <p>The package needs JUnit's API and AssertJ on the class path.
 */
@NullMarked
package io.github.m365licensing.testkit.contract;

import org.jspecify.annotations.NullMarked;
