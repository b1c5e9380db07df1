package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.observe.Observation.Case;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Numbers cases: equal ones alike. States and intents must be shared instances themselves. */
final class CaseInterner<I> {

  private final IdentityHashMap<I, IdentityHashMap<LicenseState, Integer>> numbers =
      new IdentityHashMap<>();
  private final List<Case<I>> cases = new ArrayList<>();

  /**
   * The number of a case.
   *
   * @param entries the places of the entries that select the subject; one list for one intent
   * @param exists false for a user to be created; no entry selects users of both kinds
   */
  int number(LicenseState state, List<Integer> entries, I intent, boolean exists) {
    return numbers
        .computeIfAbsent(intent, any -> new IdentityHashMap<>())
        .computeIfAbsent(
            state,
            any -> {
              cases.add(new Case<>(state, entries, intent, exists));
              return cases.size() - 1;
            });
  }

  /** The cases by their numbers. */
  List<Case<I>> all() {
    return cases;
  }
}
