package io.github.m365licensing.testkit.internal.wire.odata;

import io.github.m365licensing.testkit.internal.service.GraphFailure;

/** Graph's 400 answers to queries, word for word where the words are known. */
final class QueryFailures {

  private QueryFailures() {}

  /** The query is not well formed, or names what does not exist. */
  static GraphFailure malformed(String message) {
    return new GraphFailure(400, "BadRequest", message);
  }

  /** The query is well formed but the directory does not answer it. */
  static GraphFailure unsupported(String message) {
    return new GraphFailure(400, "Request_UnsupportedQuery", message);
  }

  /** A filter that is not well formed. */
  static GraphFailure filter(String detail) {
    return malformed("Invalid filter clause: " + detail);
  }

  /** An operator that only an advanced query takes. */
  static GraphFailure needsAdvanced(String operator) {
    return unsupported(
        "Operator '"
            + operator
            + "' is not supported because the required parameters might be missing. Try adding"
            + " $count=true query parameter and ConsistencyLevel:eventual header. Refer to"
            + " https://aka.ms/graph-docs/advanced-queries for more information");
  }

  /** A property that cannot be filtered like this. */
  static GraphFailure clause(String property, String resource) {
    return unsupported(
        "Unsupported or invalid query filter clause specified for property '%s' of resource '%s'."
            .formatted(property, resource));
  }
}
