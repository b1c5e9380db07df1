package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The members of a plan's groups whom a further subject of the plan reaches: another group that
 * they are members of, or themselves.
 *
 * @param ofGroup those of each group, ordered by id; groups that share nobody are left out
 */
public record SharedMembers(Map<Subject, List<Member>> ofGroup) {

  static final SharedMembers NONE = new SharedMembers(Map.of());

  /**
   * A member.
   *
   * @param state what was read of it
   * @param isProtected whether the intent protects it
   */
  public record Member(UserId id, LicenseState state, boolean isProtected) {}

  boolean isEmpty() {
    return ofGroup.isEmpty();
  }

  /**
   * Finds them.
   *
   * @param members all members of each group
   * @param isSubject whether a user is a subject of the plan
   * @param isProtected whether the intent protects a user
   */
  static SharedMembers of(
      Map<Subject, Map<UserId, LicenseState>> members,
      Predicate<UserId> isSubject,
      Predicate<UserId> isProtected) {
    Set<UserId> once = new HashSet<>();
    Set<UserId> shared = new HashSet<>();
    members
        .values()
        .forEach(
            ofOne ->
                ofOne
                    .keySet()
                    .forEach(
                        id -> {
                          if (!once.add(id) || isSubject.test(id)) {
                            shared.add(id);
                          }
                        }));
    Map<Subject, List<Member>> ofGroup = new TreeMap<>();
    members.forEach(
        (group, ofOne) -> {
          List<Member> some = new ArrayList<>();
          ofOne.forEach(
              (id, state) -> {
                if (shared.contains(id)) {
                  some.add(new Member(id, state, isProtected.test(id)));
                }
              });
          some.sort(Comparator.comparing(Member::id));
          if (!some.isEmpty()) {
            ofGroup.put(group, some);
          }
        });
    return new SharedMembers(ofGroup);
  }
}
