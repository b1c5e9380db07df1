/**
 * What a tenant owns: SKUs, their service plans and seats, in Graph's words.
 *
 * <p>Ids are the identity; names are display text, because part numbers differ in case and spacing
 * between Microsoft's list and live tenants.
 */
@NullMarked
package io.github.m365licensing.sku;

import org.jspecify.annotations.NullMarked;
