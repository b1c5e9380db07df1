package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query options of a request. Names come with or without {@code $}, in any case, or encoded.
 */
public final class QueryOptions {

  /** The options that Graph has. */
  public enum Option {
    SELECT,
    FILTER,
    TOP,
    COUNT,
    ORDERBY,
    SEARCH,
    EXPAND,
    SKIP,
    SKIPTOKEN,
    DELTATOKEN;

    String graphName() {
      return "$" + name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Map<String, Option> BY_NAME =
      Set.of(Option.values()).stream()
          .collect(Collectors.toMap(o -> o.name().toLowerCase(Locale.ROOT), o -> o));

  private static final QueryOptions NONE = new QueryOptions(Map.of(), "");

  private final Map<Option, String> values;
  private final String kept;

  private QueryOptions(Map<Option, String> values, String kept) {
    this.values = values;
    this.kept = kept;
  }

  /**
   * The options of a query.
   *
   * @throws GraphFailure if an option comes twice or is unknown
   */
  static QueryOptions parse(String query) {
    if (query.isEmpty()) {
      return NONE;
    }
    Map<Option, String> values = new EnumMap<>(Option.class);
    StringBuilder kept = new StringBuilder();
    for (int start = 0; start < query.length(); ) {
      int end = query.indexOf('&', start);
      String part = query.substring(start, end < 0 ? query.length() : end);
      start = end < 0 ? query.length() : end + 1;
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = PercentText.decodeQuery(equals < 0 ? part : part.substring(0, equals));
      Option option = option(name);
      String value = equals < 0 ? "" : PercentText.decodeQuery(part.substring(equals + 1));
      if (values.put(option, value.strip()) != null) {
        throw new GraphFailure(
            400,
            "BadRequest",
            "Query option '%s' was specified more than once, but it must be specified at most once."
                .formatted(name));
      }
      if (option != Option.SKIPTOKEN && option != Option.DELTATOKEN) {
        kept.append(kept.isEmpty() ? "" : "&").append(part);
      }
    }
    return new QueryOptions(values, kept.toString());
  }

  private static Option option(String name) {
    String plain = name.startsWith("$") ? name.substring(1) : name;
    Option option = BY_NAME.get(plain.toLowerCase(Locale.ROOT));
    if (option == null) {
      throw refused(name);
    }
    return option;
  }

  /**
   * Refuses every option that the operation does not take.
   *
   * @throws GraphFailure naming the option
   */
  public void allowOnly(Set<Option> allowed) {
    for (Option option : values.keySet()) {
      if (option == Option.SKIP) {
        throw new GraphFailure(
            400, "Request_BadRequest", "'$skip' is not supported by the service.");
      }
      if (!allowed.contains(option)) {
        throw refused(option.graphName());
      }
    }
  }

  private static GraphFailure refused(String name) {
    return NotModelled.QUERY_OPTION.refused(
        "the query option '%s' on this operation".formatted(name),
        "Supported on collections of users and groups: $select, $filter, $top, $count, $orderby,"
            + " $search, $skiptoken; on users also $expand=memberOf.");
  }

  public Optional<String> value(Option option) {
    return Optional.ofNullable(values.get(option));
  }

  boolean isTrue(Option option) {
    String value = values.get(option);
    if (value == null) {
      return false;
    }
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw new GraphFailure(
          400,
          "BadRequest",
          "Invalid value '%s' for %s query option found. Valid values are 'true' and 'false'."
              .formatted(value, option.graphName()));
    }
    return value.equalsIgnoreCase("true");
  }

  /** The options as sent, without those that say where to go on. */
  String kept() {
    return kept;
  }
}
