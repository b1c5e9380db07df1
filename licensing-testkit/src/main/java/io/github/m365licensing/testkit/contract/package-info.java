/**
 * The contract kit: what every {@link io.github.m365licensing.tenant.Tenant} must do, as rules that
 * run as JUnit tests. Implement {@link io.github.m365licensing.testkit.contract.TenantContract},
 * say where a fresh tenant comes from, and every rule runs. What the port hides or never sends is
 * in {@link io.github.m365licensing.testkit.contract.WireContract}: rules about Graph's wire, for
 * any HTTP client.
 *
 * <p>The package needs JUnit's API and AssertJ on the class path.
 */
@NullMarked
package io.github.m365licensing.testkit.contract;

import org.jspecify.annotations.NullMarked;
