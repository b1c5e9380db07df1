/**
 * The query language of Graph, as far as licensing meets it: types with their properties, {@code
 * $filter}, {@code $orderby}, {@code $search} and {@code $select}. It knows no HTTP and no tenant.
 */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.odata;

import org.jspecify.annotations.NullMarked;
