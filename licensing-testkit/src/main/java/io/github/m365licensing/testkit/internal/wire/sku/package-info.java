/**
 * Products, purchases and licences: {@code subscribedSkus}, {@code directory/subscriptions} and the
 * types that users and groups share.
 */
@NullMarked
package io.github.m365licensing.testkit.internal.wire.sku;

import org.jspecify.annotations.NullMarked;
