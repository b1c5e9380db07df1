package io.github.m365licensing.report;

import io.github.m365licensing.sku.ServicePlan;
import java.util.List;
import java.util.Objects;

/**
 * Something that a user gets more than once.
 *
 * @param user who
 * @param kind in which way
 * @param sources the paths concerned, the direct ones first, then by part number and group;
 *     unmodifiable
 * @param plans the plans that come more than once, ordered by name, as a SKU of the sources holds
 *     them; unmodifiable
 * @param onlyDirect the plans of the direct assignment that no group gives, ordered by name: what
 *     would go if it were removed and no other direct assignment gave them. Empty for the other
 *     kinds; unmodifiable
 */
public record Overlap(
    ReportedUser user,
    Kind kind,
    List<NamedSource> sources,
    List<ServicePlan> plans,
    List<ServicePlan> onlyDirect) {

  /** The ways in which something comes more than once. */
  public enum Kind {
    /** The plans are on through two SKUs or more. */
    SAME_PLAN("same plan"),
    /**
     * A direct assignment of which every plan is on through groups as well, be it of the same SKU
     * or of another. Without it the user loses no plan. A seat becomes free only if no group gives
     * the same SKU.
     */
    REDUNDANT_DIRECT("direct is redundant"),
    /** A SKU held directly and through a group, where the direct assignment still gives more. */
    DIRECT_BESIDE_GROUP("direct beside group");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  public Overlap {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(kind, "kind");
    sources = List.copyOf(sources);
    plans = List.copyOf(plans);
    onlyDirect = List.copyOf(onlyDirect);
  }
}
