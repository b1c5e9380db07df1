package io.github.m365licensing.testkit.internal.wire.odata;

/** A query that Graph refuses with 400, with its code and text. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  private QueryException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The query is not well formed, or names what does not exist. */
  public static QueryException malformed(String message) {
    return new QueryException("BadRequest", message);
  }

  /** The query is well formed but the directory does not answer it. */
  public static QueryException unsupported(String message) {
    return new QueryException("Request_UnsupportedQuery", message);
  }

  /** The query needs what the fake does not model. */
  public static QueryException notModelled(String message) {
    return new QueryException("fake.query", message);
  }

  static QueryException filter(String detail) {
    return malformed("Invalid filter clause: " + detail);
  }

  static QueryException needsAdvanced(String operator) {
    return unsupported(
        "Operator '"
            + operator
            + "' is not supported because the required parameters might be missing. Try adding"
            + " $count=true query parameter and ConsistencyLevel:eventual header. Refer to"
            + " https://aka.ms/graph-docs/advanced-queries for more information");
  }

  static QueryException clause(String property, String resource) {
    return unsupported(
        "Unsupported or invalid query filter clause specified for property '%s' of resource '%s'."
            .formatted(property, resource));
  }

  /** Graph's code, or one of the fake's own that starts with {@code fake.}. */
  public String code() {
    return code;
  }
}
