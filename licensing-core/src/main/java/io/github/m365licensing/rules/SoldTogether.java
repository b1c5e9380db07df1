package io.github.m365licensing.rules;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.SkuId;
import java.util.Objects;
import java.util.Set;

/**
 * A fact: these products are sold to be held beside those, so that their plans do not exclude each
 * other whatever a table says.
 *
 * @param skus the products, ordered by id; unmodifiable
 * @param with the products to go with them, ordered by id; unmodifiable
 * @param source where it is known from
 */
public record SoldTogether(Set<SkuId> skus, Set<SkuId> with, String source) {

  public SoldTogether {
    skus = Ordered.set(skus, "skus");
    with = Ordered.set(with, "with");
    Objects.requireNonNull(source, "source");
  }

  boolean covers(SkuId one, SkuId other) {
    return (skus.contains(one) && with.contains(other))
        || (skus.contains(other) && with.contains(one));
  }
}
