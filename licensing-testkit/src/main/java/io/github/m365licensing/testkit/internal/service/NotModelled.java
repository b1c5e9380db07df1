package io.github.m365licensing.testkit.internal.service;

/**
 * What the service has and the fake has not, and refuses by name: the code of the answer, and what
 * comes nearest. No other refusal has a code that starts with {@code fake.}, so nobody takes one of
 * these for an answer of Graph.
 */
public enum NotModelled {
  /** An operation. */
  OPERATION(
      "fake.operation",
      501,
      "operations outside the surface of the fake, and a user behind `/me`",
      "the most similar operation, which the answer names; `/users/{id}` for `/me`"),
  /** A query option. */
  QUERY_OPTION(
      "fake.queryOption",
      501,
      "query options that an operation does not take here, for example `$apply` or `$format`",
      "`$select`, and on collections of users and groups also `$filter`, `$top`, `$count`,"
          + " `$orderby`, `$search`, `$skiptoken`"),
  /** A selection. */
  SELECT("fake.select", 501, "`$select=*`", "`$select` with names, or none for the default ones"),
  /** An expansion. */
  EXPAND(
      "fake.expand",
      501,
      "`$expand` of other relations than groups of users, and options in it other than `$select`",
      "`$expand=memberOf` and `$expand=transitiveMemberOf` of users, also with `($select=…)`"),
  /** A property. */
  PROPERTY(
      "fake.property",
      501,
      "properties and relations that Graph's types have and the fake's have not, wherever they are"
          + " named",
      "none; leave it out"),
  /** A header. */
  HEADER(
      "fake.header",
      501,
      "`Accept` with `odata.metadata=full`",
      "`odata.metadata=minimal` or `none`"),
  /** A rule of a dynamic group. */
  MEMBERSHIP_RULE(
      "fake.membershipRule",
      400,
      "membership rules of dynamic groups beyond comparisons of a user's plain properties",
      "`-eq`, `-ne` and `-in`, joined by `-and` and `-or`, with parentheses");

  private final String code;
  private final int status;
  private final String things;
  private final String nearest;

  NotModelled(String code, int status, String things, String nearest) {
    this.code = code;
    this.status = status;
    this.things = things;
    this.nearest = nearest;
  }

  /** The code of the answer. */
  public String code() {
    return code;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** What is refused, as a part of a sentence in Markdown. */
  public String things() {
    return things;
  }

  /** What comes nearest and is supported, as a part of a sentence in Markdown. */
  public String nearest() {
    return nearest;
  }

  /** The answer to a request for an operation beyond the surface of the fake. */
  public static GraphFailure operation(String method, String path, String nearest) {
    return OPERATION.refused(
        method + " " + path, "The nearest supported operation is " + nearest + ".");
  }

  /** The answer to a request that names this property of a type. */
  public static GraphFailure property(String name, String type) {
    return PROPERTY.refused(
        "the property '%s' of %s".formatted(name, type), "Graph has it; leave it out here.");
  }

  /**
   * The answer to a request that needs it.
   *
   * @param thing what the request needs, as the object of "does not model"
   * @param next a sentence on what is supported
   */
  public GraphFailure refused(String thing, String next) {
    return new GraphFailure(
        status,
        code,
        "The fake tenant does not model %s. Nothing was done. %s".formatted(thing, next));
  }
}
