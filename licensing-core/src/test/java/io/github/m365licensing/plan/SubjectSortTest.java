package io.github.m365licensing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.Observation.ObservedSubject;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubjectSortTest {

  private static final LicenseState NOTHING = LicenseState.builder().build();
  private static final Wish WISH = new Wish(List.of(), List.of(), List.of());

  @Property
  void sorted_is_the_order_of_subjects(@ForAll("subjects") List<ObservedSubject> subjects) {
    List<ObservedSubject> expected =
        subjects.stream()
            .sorted(Comparator.comparing(ObservedSubject::subject, Subject.ORDER))
            .toList();

    assertThat(SubjectSort.sorted(subjects)).isEqualTo(expected);
  }

  /**
   * Many ids that share their first bits, on both sides of the sign, and now and then a new user.
   */
  @Provide
  Arbitrary<List<ObservedSubject>> subjects() {
    Arbitrary<Long> high =
        Arbitraries.oneOf(
            Arbitraries.longs(), Arbitraries.of(0L, -1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE));
    Arbitrary<Subject> users =
        Combinators.combine(high, Arbitraries.longs())
            .as((h, l) -> Subject.user(UserId.of(new UUID(h, l))));
    Arbitrary<Subject> newUsers =
        Arbitraries.strings().alpha().ofMinLength(1).map(n -> Subject.newUser(n + "@contoso.com"));
    return Arbitraries.oneOf(users.list().ofMaxSize(60), Arbitraries.oneOf(users, newUsers).list())
        .map(
            subjects ->
                subjects.stream()
                    .distinct()
                    .map(s -> new ObservedSubject(s, "name", NOTHING, WISH, true))
                    .toList());
  }
}
