package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.GraphFailure;

/**
 * What the fake does not model. The code starts with {@code fake.}, so that nobody takes it for an
 * answer of Graph, and the text names the thing and what comes nearest.
 */
final class FakeRefusals {

  private FakeRefusals() {}

  static GraphFailure operation(String method, String path, String nearest) {
    return refused(
        "fake.operation",
        "%s %s".formatted(method, path),
        "The nearest supported operation is " + nearest + ".");
  }

  static GraphFailure option(String name) {
    return refused(
        "fake.queryOption",
        "the query option '%s' on this operation".formatted(name),
        "Supported on collections of users and groups: $select, $filter, $top, $count, $orderby,"
            + " $search, $expand=memberOf, $skiptoken.");
  }

  static GraphFailure property(String name, String type) {
    return refused(
        "fake.property",
        "the property '%s' of %s".formatted(name, type),
        "Graph has it; leave it out here, or ask for it on a real tenant only.");
  }

  static GraphFailure header(String name, String value, String supported) {
    return refused("fake.header", "%s: %s".formatted(name, value), "Supported: " + supported + ".");
  }

  static GraphFailure refused(String code, String thing, String next) {
    return new GraphFailure(
        501,
        code,
        "The fake tenant does not model %s. Nothing was done. %s".formatted(thing, next));
  }
}
