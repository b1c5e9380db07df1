package io.github.m365licensing.graph.read;

import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.ServiceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A condition as Graph's {@code $filter}: never narrower than the condition, at times wider. The
 * condition itself is asked again for every user that comes, so what Graph cannot say is left out.
 *
 * @param text the filter
 * @param advanced whether it needs {@code ConsistencyLevel: eventual} and {@code $count=true}
 * @param exact whether it means exactly the condition; only then may it be negated
 */
record UserFilter(String text, boolean advanced, boolean exact) {

  /** The filter for a condition; empty if all users have to be read. */
  static Optional<UserFilter> of(UserQuery query) {
    if (query instanceof UserQuery.Department q) {
      return simple("department eq " + quoted(q.department()));
    }
    if (query instanceof UserQuery.Domain q) {
      return advanced("endsWith(userPrincipalName," + quoted("@" + q.domain()) + ")");
    }
    if (query instanceof UserQuery.InUsageLocation q) {
      return simple("usageLocation eq " + quoted(q.usageLocation().countryCode()));
    }
    if (query instanceof UserQuery.NoUsageLocation) {
      return advanced("usageLocation eq null");
    }
    if (query instanceof UserQuery.Synced q) {
      // Never synced users have null there, which eq false would leave out.
      return yesOrNot("onPremisesSyncEnabled eq true", q.synced());
    }
    if (query instanceof UserQuery.Enabled q) {
      return simple("accountEnabled eq " + q.enabled());
    }
    if (query instanceof UserQuery.Guest q) {
      return yesOrNot("userType eq 'Guest'", q.guest());
    }
    if (query instanceof UserQuery.HasSku q) {
      return simple(holdsAny(List.of(q.skuId())));
    }
    if (query instanceof UserQuery.HasDirectSku q) {
      // Paths cannot be filtered. A direct licence that fails is refused and not kept, so whoever
      // has
      // a direct path is among the holders (assumed).
      return simple(holdsAny(List.of(q.skuId()))).map(UserFilter::wider);
    }
    if (query instanceof UserQuery.HasPlanOn q) {
      boolean sayable =
          !q.skusWithPlan().isEmpty() && q.skusWithPlan().size() <= ServiceLimits.IDS_PER_FILTER;
      return sayable ? simple(holdsAny(q.skusWithPlan())).map(UserFilter::wider) : Optional.empty();
    }
    if (query instanceof UserQuery.And q) {
      return and(q);
    }
    if (query instanceof UserQuery.Or q) {
      return or(q);
    }
    if (query instanceof UserQuery.Not q) {
      return of(q.query())
          .filter(UserFilter::exact)
          .map(inner -> new UserFilter("not(" + inner.text() + ")", true, true));
    }
    return Optional.empty();
  }

  private static Optional<UserFilter> and(UserQuery.And query) {
    List<UserFilter> parts = sayable(query.all());
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(joined(parts, " and ", parts.size() == query.all().size()));
  }

  private static Optional<UserFilter> or(UserQuery.Or query) {
    List<UserFilter> parts = sayable(query.any());
    return parts.isEmpty() || parts.size() < query.any().size()
        ? Optional.empty()
        : Optional.of(joined(parts, " or ", true));
  }

  private static List<UserFilter> sayable(List<UserQuery> queries) {
    List<UserFilter> parts = new ArrayList<>();
    queries.forEach(query -> of(query).ifPresent(parts::add));
    return parts;
  }

  private static UserFilter joined(List<UserFilter> parts, String word, boolean complete) {
    return new UserFilter(
        parts.stream().map(UserFilter::text).collect(Collectors.joining(word, "(", ")")),
        parts.stream().anyMatch(UserFilter::advanced),
        complete && parts.stream().allMatch(UserFilter::exact));
  }

  private static Optional<UserFilter> yesOrNot(String text, boolean yes) {
    return yes ? simple(text) : advanced("not(" + text + ")");
  }

  private static String holdsAny(List<SkuId> skus) {
    return skus.stream()
        .map(sku -> "x/skuId eq " + sku)
        .collect(Collectors.joining(" or ", "assignedLicenses/any(x:", ")"));
  }

  private static Optional<UserFilter> simple(String text) {
    return Optional.of(new UserFilter(text, false, true));
  }

  private static Optional<UserFilter> advanced(String text) {
    return Optional.of(new UserFilter(text, true, true));
  }

  private UserFilter wider() {
    return new UserFilter(text, advanced, false);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
