package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.odata.Expression;
import io.github.m365licensing.testkit.internal.wire.odata.Filter;
import io.github.m365licensing.testkit.internal.wire.odata.FilterParser;
import io.github.m365licensing.testkit.internal.wire.odata.IdFilter;
import io.github.m365licensing.testkit.internal.wire.odata.OrderBy;
import io.github.m365licensing.testkit.internal.wire.odata.Search;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection of directory objects under Graph's query options: checked, filtered, sorted, counted
 * and cut into pages.
 *
 * @param <T> what is listed
 */
public final class Listing<T> {

  /** Where the objects come from. */
  @FunctionalInterface
  public interface Source<T> {
    /** The objects behind this position, in order. */
    Stream<Positioned<T>> after(long position);
  }

  private static final Set<Option> OPTIONS =
      EnumSet.complementOf(EnumSet.of(Option.SKIP, Option.EXPAND, Option.DELTATOKEN));

  private final Call call;
  private final StructuredType<T> type;
  private final boolean eventual;
  private final boolean advanced;
  private final @Nullable Expression filter;
  private final Predicate<T> condition;

  private Listing(Call call, StructuredType<T> type, boolean eventual, boolean advanced) {
    this.call = call;
    this.type = type;
    this.eventual = eventual;
    this.advanced = advanced;
    Optional<String> text = call.options().value(Option.FILTER);
    this.filter = text.map(FilterParser::parse).orElse(null);
    this.condition = condition();
  }

  /** A collection with the options that Graph takes on it, {@code $expand} apart. */
  public static <T> Listing<T> of(Call call, StructuredType<T> type) {
    call.options().allowOnly(OPTIONS);
    return directory(call, type, false);
  }

  private static <T> Listing<T> directory(Call call, StructuredType<T> type, boolean counting) {
    boolean counted = counting || call.options().isTrue(Option.COUNT);
    return new Listing<>(call, type, call.isEventual(), call.isEventual() && counted);
  }

  /** A collection that has no advanced queries, since it does not stand in the directory. */
  public static <T> Listing<T> outsideDirectory(Call call, StructuredType<T> type) {
    call.options()
        .allowOnly(
            EnumSet.of(
                Option.SELECT,
                Option.FILTER,
                Option.TOP,
                Option.COUNT,
                Option.ORDERBY,
                Option.SKIPTOKEN));
    return new Listing<>(call, type, false, true);
  }

  /** A collection that also takes {@code $expand}; only without an advanced query. */
  public static <T> Listing<T> expandable(Call call, StructuredType<T> type) {
    Set<Option> options = EnumSet.copyOf(OPTIONS);
    options.add(Option.EXPAND);
    call.options().allowOnly(options);
    Listing<T> listing = directory(call, type, false);
    if (listing.advanced && call.options().value(Option.EXPAND).isPresent()) {
      throw unsupported("$expand is not currently supported with advanced queries.");
    }
    return listing;
  }

  /** The answer of a {@code /$count} segment. */
  public static <T> WireAnswer.Builder count(Call call, StructuredType<T> type, Source<T> source) {
    call.options().allowOnly(EnumSet.of(Option.FILTER, Option.SEARCH, Option.COUNT));
    if (!call.isEventual()) {
      throw new GraphFailure(400, "Request_BadRequest", "$count is not currently supported.");
    }
    Listing<T> listing = directory(call, type, true);
    try (Stream<Positioned<T>> objects = source.after(0)) {
      return call.text(Long.toString(listing.matching(objects).count()));
    }
  }

  private Predicate<T> condition() {
    Predicate<T> filtered = filter == null ? object -> true : Filter.of(filter, type, advanced);
    Optional<String> search = call.options().value(Option.SEARCH);
    if (search.isEmpty()) {
      return filtered;
    }
    if (!eventual) {
      throw unsupported(
          "Request with $search query parameter only works through MSGraph with a special request"
              + " header: 'ConsistencyLevel: eventual'");
    }
    return filtered.and(Search.of(search.get(), type));
  }

  private static GraphFailure unsupported(String message) {
    return new GraphFailure(400, "Request_UnsupportedQuery", message);
  }

  /** Refuses the collection unless it is an advanced query: casts and mixed objects need one. */
  public Listing<T> advancedOnly() {
    if (!advanced) {
      throw unsupported(
          "The specified filter to the reference property query is currently not supported.");
    }
    return this;
  }

  /** Refuses options on relations unless it is an advanced query. */
  public Listing<T> advancedIfQueried() {
    QueryOptions options = call.options();
    boolean queried =
        filter != null
            || options.value(Option.ORDERBY).isPresent()
            || options.value(Option.SEARCH).isPresent();
    return queried ? advancedOnly() : this;
  }

  /** The ids that the filter names, if it does nothing else. */
  public Optional<List<String>> ids() {
    return filter == null ? Optional.empty() : IdFilter.idsOf(filter);
  }

  /** A page of the collection. */
  public WireAnswer.Builder answer(
      String fragment, Source<T> source, Function<T, EntityItem<?>> shape) {
    int top = top();
    Comparator<T> order = order();
    long after = after();
    boolean counted =
        advanced
            && call.options().isTrue(Option.COUNT)
            && call.options().value(Option.SKIPTOKEN).isEmpty();
    List<Positioned<T>> page = new ArrayList<>();
    long matches = 0;
    try (Stream<Positioned<T>> objects = source.after(order == null ? after : 0)) {
      Iterator<Positioned<T>> found = sorted(matching(objects), order, after).iterator();
      while (found.hasNext() && (counted || page.size() <= top)) {
        Positioned<T> object = found.next();
        matches++;
        if (page.size() <= top) {
          page.add(object);
        }
      }
    }
    Map<String, Object> annotations = new LinkedHashMap<>();
    if (counted) {
      annotations.put("@odata.count", matches);
    }
    if (page.size() > top) {
      page.remove(top);
      long next = order == null ? page.get(top - 1).position() : after + top;
      annotations.put("@odata.nextLink", nextLink(next));
    }
    List<EntityItem<?>> items = new ArrayList<>();
    page.forEach(object -> items.add(shape.apply(object.object())));
    return call.collection(fragment, annotations, items);
  }

  private Stream<Positioned<T>> matching(Stream<Positioned<T>> objects) {
    return objects.filter(object -> condition.test(object.object()));
  }

  private static <T> Stream<Positioned<T>> sorted(
      Stream<Positioned<T>> objects, @Nullable Comparator<T> order, long offset) {
    return order == null
        ? objects
        : objects.sorted((a, b) -> order.compare(a.object(), b.object())).skip(offset);
  }

  private int top() {
    Optional<String> top = call.options().value(Option.TOP);
    if (top.isEmpty()) {
      return ServiceLimits.DEFAULT_PAGE_SIZE;
    }
    if (!top.get().matches("\\d{1,9}")) {
      throw new GraphFailure(
          400,
          "BadRequest",
          "Invalid value '%s' for $top query option found. The $top query option requires a"
                  .formatted(top.get())
              + " non-negative integer value.");
    }
    int size = Integer.parseInt(top.get());
    if (size < 1 || size > ServiceLimits.MAX_PAGE_SIZE) {
      throw unsupported(
          "Invalid page size specified: '%d'. Must be between 1 and %d inclusive."
              .formatted(size, ServiceLimits.MAX_PAGE_SIZE));
    }
    return size;
  }

  private @Nullable Comparator<T> order() {
    Optional<String> orderBy = call.options().value(Option.ORDERBY);
    if (orderBy.isEmpty()) {
      return null;
    }
    if (filter != null && !advanced) {
      throw unsupported("Sorting not supported for current query.");
    }
    return OrderBy.of(orderBy.get(), type, advanced);
  }

  private long after() {
    Optional<String> token = call.options().value(Option.SKIPTOKEN);
    if (token.isEmpty()) {
      return 0;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token.get()), StandardCharsets.UTF_8);
      if (text.startsWith("page:")) {
        return Long.parseLong(text.substring(5));
      }
    } catch (IllegalArgumentException notOurs) {
      throw expired();
    }
    throw expired();
  }

  private static GraphFailure expired() {
    return new GraphFailure(
        400,
        "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.");
  }

  private String nextLink(long next) {
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(("page:" + next).getBytes(StandardCharsets.UTF_8));
    String kept = call.options().kept();
    return call.request().origin()
        + call.request().path()
        + "?"
        + kept
        + (kept.isEmpty() ? "" : "&")
        + "$skiptoken="
        + token;
  }
}
