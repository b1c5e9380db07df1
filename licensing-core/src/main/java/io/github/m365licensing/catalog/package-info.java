/**
 * The names that Microsoft publishes for products and service plans.
 *
 * <p>The catalogue only names things. It is kept by hand, lags behind the service and may list a
 * plan that a tenant's SKU lacks; what a SKU contains is what the tenant's {@code subscribedSkus}
 * say.
 */
@NullMarked
package io.github.m365licensing.catalog;

import org.jspecify.annotations.NullMarked;
