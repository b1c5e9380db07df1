package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.testkit.scenario.LoggedRequest;
import java.util.List;
import java.util.stream.Collectors;

/** The shape of every failure: expected, actual, nearest evidence. */
final class Texts {

  private static final int SHOWN = 10;

  private Texts() {}

  static String failure(String expected, String actual, String evidence) {
    return "\nExpected: %s\nActual:   %s\n%s".formatted(expected, actual, evidence);
  }

  static String lastRequests(List<LoggedRequest> requests) {
    return requests.isEmpty()
        ? "\nNo request was received."
        : requests.stream()
            .skip(Math.max(0, requests.size() - SHOWN))
            .map(request -> "  " + request)
            .collect(Collectors.joining("\n", "\nLast requests:\n", ""));
  }
}
