package io.github.m365licensing.intent;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.internal.planning.Claim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses intents that cannot be meant, before anything is read. */
public final class IntentChecks {

  private IntentChecks() {}

  static void check(List<LicenseIntent.Entry> entries) {
    Set<Subject> created = new HashSet<>();
    for (LicenseIntent.Entry entry : entries) {
      if (entry.selection() instanceof NewUser newUser) {
        if (!created.add(newUser.subject())) {
          throw new IllegalArgumentException(
              "The intent creates the same user twice. Nothing was read or sent. Name each new user"
                  + " once, with all verbs.");
        }
        if (entry.verbs().stream().anyMatch(verb -> verb instanceof Verb.SetUsageLocation)) {
          throw new IllegalArgumentException(
              "setUsageLocation(…) is for users that exist. Nothing was read or sent. Give the"
                  + " location with newUser(…).usageLocation(…).");
        }
        entry.verbs().forEach(IntentChecks::refuseOnNewUsers);
      }
      if (entry.selection().isOfGroups()) {
        entry.verbs().forEach(IntentChecks::refuseOnGroups);
      }
      List<Verb> sameSubjects = new ArrayList<>();
      for (LicenseIntent.Entry other : entries) {
        if (other.selection().equals(entry.selection())) {
          sameSubjects.addAll(other.verbs());
        }
      }
      refuseContradictions(sameSubjects);
    }
  }

  private static void refuseOnNewUsers(Verb verb) {
    if (verb instanceof Verb.MoveToGroup || verb instanceof Verb.RestoreFrom) {
      throw new IllegalArgumentException(
          "'%s' is for users that exist. Nothing was read or sent. Select users, for example with usersWhere(…) or membersOf(…)."
              .formatted(verb));
    }
  }

  private static void refuseOnGroups(Verb verb) {
    if (verb instanceof Verb.SetUsageLocation) {
      throw new IllegalArgumentException(
          "A group has no usage location. Nothing was read or sent. Use membersOf(…) with"
              + " setUsageLocation(…) to set it for each member.");
    }
    if (verb instanceof Verb.MoveToGroup) {
      throw new IllegalArgumentException(
          "moveToGroup(…) moves people, not groups. Nothing was read or sent. Use membersOf(…) with"
              + " moveToGroup(…) to move the members one by one.");
    }
    if (verb instanceof Verb.Reprocess) {
      throw new IllegalArgumentException(
          "The service has no call that reprocesses a group. Nothing was read or sent. Use"
              + " membersOf(…).withLicenseErrors() with reprocess() to have the members in error"
              + " worked off.");
    }
    boolean isAboutLicenses =
        verb instanceof Verb.Assign
            || verb instanceof Verb.Change
            || verb instanceof Verb.Remove
            || verb instanceof Verb.Swap
            || verb instanceof Verb.ReplaceAll
            || verb instanceof Verb.Restore;
    if (!isAboutLicenses) {
      throw new IllegalArgumentException(
          "'%s' is for people, not for a group. Nothing was read or sent. Use membersOf(…) to reach the members one by one."
              .formatted(verb));
    }
  }

  private static void refuseContradictions(List<Verb> verbs) {
    for (Verb first : verbs) {
      for (Verb second : verbs) {
        if (Claim.contradict(Claim.of(first), Claim.of(second))) {
          throw contradiction(first.toString(), second.toString());
        }
      }
    }
  }

  /** For the rooms of this module only. */
  public static IllegalArgumentException contradiction(String first, String second) {
    return new IllegalArgumentException(
        "For the same subjects '%s' contradicts '%s'. No user was read and nothing was sent. Say one of the two."
            .formatted(first, second));
  }
}
