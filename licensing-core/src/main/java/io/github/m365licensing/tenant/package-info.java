/**
 * The port to a tenant: what is read, what is written, how writes end, what the caller must be
 * allowed to do, and the limits of the service.
 *
 * <p>{@link io.github.m365licensing.tenant.Tenant} is for implementers: a connection to Microsoft
 * Graph, or a fake. All other types here are values of this library.
 */
@NullMarked
package io.github.m365licensing.tenant;

import org.jspecify.annotations.NullMarked;
