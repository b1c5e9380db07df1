package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses intents that cannot be meant whatever the names in them mean, before anything is read.
 * Whether verbs contradict each other is known once their names are looked up.
 */
final class IntentChecks {

  private IntentChecks() {}

  static void check(List<LicenseIntent.Entry> entries) {
    Set<Subject> created = new HashSet<>();
    for (LicenseIntent.Entry entry : entries) {
      if (entry.selection() instanceof NewUser newUser && !created.add(newUser.subject())) {
        throw new IllegalArgumentException(
            "The intent creates the same user twice. Nothing was read or sent. Name each new user"
                + " once, with all verbs.");
      }
      Subject.Kind kind = SelectionForms.kind(entry.selection());
      for (Verb verb : entry.verbs()) {
        Optional<String> refusal =
            switch (kind) {
              case USER -> Optional.empty();
              case GROUP -> verb.accept(new OnGroups(verb));
              case NEW_USER -> verb.accept(new OnNewUsers(verb));
            };
        if (refusal.isPresent()) {
          throw new IllegalArgumentException(refusal.get());
        }
      }
    }
  }

  /** Why a verb cannot be for users that do not exist yet; empty if it can. */
  private record OnNewUsers(Verb verb) implements Verb.Cases<Optional<String>> {

    @Override
    public Optional<String> assign(LicenseOptions options, boolean replacesChoices) {
      return Optional.empty();
    }

    @Override
    public Optional<String> change(
        String sku, Verb.Change.Mode mode, Set<String> on, Set<String> off) {
      return Optional.empty();
    }

    @Override
    public Optional<String> remove(String sku) {
      return Optional.empty();
    }

    @Override
    public Optional<String> swap(String from, String to, SwapMapping.NewPlans newPlans) {
      return Optional.empty();
    }

    @Override
    public Optional<String> replaceAllWith(List<LicenseOptions> licenses, boolean includesFree) {
      return Optional.empty();
    }

    @Override
    public Optional<String> moveToGroup(String group) {
      return onlyExisting();
    }

    @Override
    public Optional<String> setUsageLocation(UsageLocation usageLocation) {
      return Optional.of(
          "setUsageLocation(…) is for users that exist. Nothing was read or sent. Give the location"
              + " with newUser(…).usageLocation(…).");
    }

    @Override
    public Optional<String> reprocess() {
      return Optional.empty();
    }

    @Override
    public Optional<String> restoreFrom(TenantSnapshot snapshot) {
      return onlyExisting();
    }

    @Override
    public Optional<String> restore(Verb.Restore restore) {
      return Optional.empty();
    }

    @Override
    public Optional<String> leaveGroup(GroupId group) {
      return Optional.empty();
    }

    private Optional<String> onlyExisting() {
      return Optional.of(
          "'%s' is for users that exist. Nothing was read or sent. Select users, for example with usersWhere(…) or membersOf(…)."
              .formatted(verb));
    }
  }

  /** Why a verb cannot be for groups; empty if it can. */
  private record OnGroups(Verb verb) implements Verb.Cases<Optional<String>> {

    @Override
    public Optional<String> assign(LicenseOptions options, boolean replacesChoices) {
      return Optional.empty();
    }

    @Override
    public Optional<String> change(
        String sku, Verb.Change.Mode mode, Set<String> on, Set<String> off) {
      return Optional.empty();
    }

    @Override
    public Optional<String> remove(String sku) {
      return Optional.empty();
    }

    @Override
    public Optional<String> swap(String from, String to, SwapMapping.NewPlans newPlans) {
      return Optional.empty();
    }

    @Override
    public Optional<String> replaceAllWith(List<LicenseOptions> licenses, boolean includesFree) {
      return Optional.empty();
    }

    @Override
    public Optional<String> moveToGroup(String group) {
      return Optional.of(
          "moveToGroup(…) moves people, not groups. Nothing was read or sent. Use membersOf(…) with"
              + " moveToGroup(…) to move the members one by one.");
    }

    @Override
    public Optional<String> setUsageLocation(UsageLocation usageLocation) {
      return Optional.of(
          "A group has no usage location. Nothing was read or sent. Use membersOf(…) with"
              + " setUsageLocation(…) to set it for each member.");
    }

    @Override
    public Optional<String> reprocess() {
      return Optional.of(
          "The service has no call that reprocesses a group. Nothing was read or sent. Use"
              + " membersOf(…).withLicenseErrors() with reprocess() for the members in error.");
    }

    @Override
    public Optional<String> restoreFrom(TenantSnapshot snapshot) {
      return onlyPeople();
    }

    @Override
    public Optional<String> restore(Verb.Restore restore) {
      return Optional.empty();
    }

    @Override
    public Optional<String> leaveGroup(GroupId group) {
      return onlyPeople();
    }

    private Optional<String> onlyPeople() {
      return Optional.of(
          "'%s' is for people, not for a group. Nothing was read or sent. Use membersOf(…) to reach the members one by one."
              .formatted(verb));
    }
  }
}
