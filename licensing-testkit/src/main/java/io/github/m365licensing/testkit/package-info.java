/**
 * A fake tenant with the licensing behaviour of Microsoft Graph: no network, virtual time, seeded
 * ids, faults as data, and a log of every request.
 *
 * <p>It models the classic way of keeping assignments (direct and group paths side by side), not
 * tenants that were moved to Graph's cloud licensing. It is a fake: it shows what is documented or
 * was observed, and says which, but the service is the judge.
 */
@NullMarked
package io.github.m365licensing.testkit;

import org.jspecify.annotations.NullMarked;
