package io.github.m365licensing.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubjectSortTest {

  @Property
  void sorted_has_each_subject_once_in_order(@ForAll("subjects") List<Subject> subjects) {
    Map<Subject, Integer> times = new TreeMap<>(Subject.ORDER);
    subjects.forEach(subject -> times.merge(subject, 1, Integer::sum));

    NumberedSubjects sorted =
        SubjectSort.sorted(store(subjects), (subject, first, again) -> first + again);

    List<Integer> places = IntStream.range(0, sorted.size()).boxed().toList();
    assertThat(places).extracting(sorted::subject).containsExactlyElementsOf(times.keySet());
    assertThat(places).extracting(sorted::number).containsExactlyElementsOf(times.values());
  }

  @Property
  void find_is_the_place_of_each_subject(@ForAll("subjects") List<Subject> subjects) {
    NumberedSubjects sorted = SubjectSort.sorted(store(subjects), (subject, first, again) -> 1);

    for (int place = 0; place < sorted.size(); place++) {
      assertThat(sorted.find(sorted.subject(place))).isEqualTo(place);
    }
  }

  @Example
  void find_of_a_subject_that_is_not_there_is_negative() {
    SubjectStore store = store(List.of(user(1, 1), user(1, 3)));

    NumberedSubjects sorted = SubjectSort.sorted(store, (subject, first, again) -> first);

    assertThat(sorted.find(user(1, 2))).isNegative();
  }

  @Example
  void sorted_keeps_the_name_under_which_a_subject_came_first() {
    SubjectStore store = new SubjectStore();
    store.add(user(2, 2), "Adele", 1);
    store.add(user(1, 1), "Alex", 2);
    store.add(user(2, 2), "Adele again", 3);

    NumberedSubjects sorted = SubjectSort.sorted(store, (subject, first, again) -> again);

    assertThat(sorted.name(1)).isEqualTo("Adele");
    assertThat(sorted.number(1)).isEqualTo(3);
  }

  @Example
  void add_of_a_new_user_under_another_name_is_refused() {
    Subject subject = Subject.newUser("nils@contoso.com");

    assertThatThrownBy(() -> new SubjectStore().add(subject, "nora@contoso.com", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void add_of_a_new_user_keeps_the_case_of_the_name() {
    SubjectStore store = new SubjectStore();

    store.add(Subject.newUser("nils@contoso.com"), "Nils@contoso.com", 1);

    assertThat(store.name(0)).isEqualTo("Nils@contoso.com");
    assertThat(store.subject(0)).isEqualTo(Subject.newUser("nils@contoso.com"));
  }

  private static SubjectStore store(List<Subject> subjects) {
    SubjectStore store = new SubjectStore();
    for (Subject subject : subjects) {
      store.add(subject, subject.kind() == Subject.Kind.NEW_USER ? subject.key() : "name", 1);
    }
    return store;
  }

  private static Subject user(long high, long low) {
    return Subject.user(UserId.of(new UUID(high, low)));
  }

  /** Many ids that share their first bits, on both sides of the sign; also groups and new users. */
  @Provide
  Arbitrary<List<Subject>> subjects() {
    Arbitrary<Long> high =
        Arbitraries.oneOf(
            Arbitraries.longs(), Arbitraries.of(0L, -1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE));
    Arbitrary<Long> low = Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(0L, 1L));
    Arbitrary<UUID> ids = Combinators.combine(high, low).as(UUID::new);
    Arbitrary<Subject> users = ids.map(id -> Subject.user(UserId.of(id)));
    Arbitrary<Subject> others =
        Arbitraries.oneOf(
            ids.map(id -> Subject.group(GroupId.of(id))),
            Arbitraries.strings().alpha().ofMinLength(1).map(n -> Subject.newUser(n + "@x.com")));
    return Arbitraries.oneOf(
        users.list().ofMaxSize(60), Arbitraries.oneOf(users, others).list(), many());
  }

  /** More than one block of the store. */
  private static Arbitrary<List<Subject>> many() {
    return Arbitraries.longs()
        .map(
            seed ->
                LongStream.range(0, 3_000).mapToObj(i -> user(seed * i * i, i % 1_500)).toList());
  }
}
