package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.observe.Observation.Case;
import io.github.m365licensing.internal.planning.Wish;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Numbers cases: equal ones alike. States and wishes must be shared instances themselves. */
final class CaseBook {

  private final IdentityHashMap<Wish, IdentityHashMap<LicenseState, Integer>> numbers =
      new IdentityHashMap<>();
  private final List<Case> cases = new ArrayList<>();

  /**
   * The number of a case.
   *
   * @param exists false for a user to be created; no entry selects users of both kinds
   */
  int number(LicenseState state, Wish wish, boolean exists) {
    return numbers
        .computeIfAbsent(wish, any -> new IdentityHashMap<>())
        .computeIfAbsent(
            state,
            any -> {
              cases.add(new Case(state, wish, exists));
              return cases.size() - 1;
            });
  }

  /** The cases by their numbers. */
  List<Case> all() {
    return cases;
  }
}
