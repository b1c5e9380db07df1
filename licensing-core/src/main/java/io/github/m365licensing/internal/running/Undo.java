package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selections;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.intent.Verbs;
import io.github.m365licensing.journal.Journal;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the intent that brings back what a run changed. Users that were created stay, and lose what
 * they were given. What was never certain to be applied is part of it, since planning compares with
 * what is there.
 */
public final class Undo {

  private static final Verb.Restore NOTHING = new Verb.Restore(List.of(), List.of(), "", "", false);

  private Undo() {}

  /**
   * The intent that undoes what a report says was sent.
   *
   * @throws IllegalArgumentException if nothing was changed
   */
  public static LicenseIntent of(ApplyReport report) {
    Map<List<Verb>, List<Subject>> subjects = new LinkedHashMap<>();
    Iterator<ChangeOutcome> outcomes = report.outcomes().iterator();
    report
        .plan()
        .changes()
        .forEach(
            change -> {
              ChangeOutcome outcome = outcomes.next();
              if (isSent(outcome)) {
                subject(change, outcome)
                    .ifPresent(subject -> add(subjects, verbs(change, outcome), subject));
              }
            });
    return intent(subjects);
  }

  private static void add(
      Map<List<Verb>, List<Subject>> subjects, List<Verb> verbs, Subject subject) {
    // Reprocessing alone changes nothing that could be brought back.
    if (!verbs.equals(List.of(NOTHING))) {
      subjects.computeIfAbsent(verbs, any -> new ArrayList<>()).add(subject);
    }
  }

  private static Optional<Subject> subject(PlannedChange change, ChangeOutcome outcome) {
    return change.subject().kind() == Subject.Kind.NEW_USER
        ? outcome.createdUser().map(Subject::user)
        : Optional.of(change.subject());
  }

  /** To give back what was taken and leave the group; or, where it was left, to go there again. */
  private static List<Verb> verbs(PlannedChange change, ChangeOutcome outcome) {
    for (PlannedStep step : change.shape().steps()) {
      if (step.write().groupLeft().isPresent()) {
        return List.of(Verbs.moveToGroup(step.write().groupLeft().get().toString()));
      }
    }
    List<Verb> verbs = new ArrayList<>();
    verbs.add(restore(change));
    outcome.addedToGroup().map(Verb.LeaveGroup::new).ifPresent(verbs::add);
    return verbs;
  }

  private static boolean isSent(ChangeOutcome outcome) {
    return outcome.kind() == ChangeOutcome.Kind.APPLIED
        || outcome.addedToGroup().isPresent()
        || outcome.kind() == ChangeOutcome.Kind.UNKNOWN
        // Refused after an earlier stage went through.
        || (!outcome.requestIds().isEmpty() && outcome.kind() != ChangeOutcome.Kind.FAILED);
  }

  private static Verb.Restore restore(PlannedChange change) {
    Set<SkuId> touched = new TreeSet<>();
    for (PlannedStep step : change.shape().steps()) {
      touched.addAll(step.write().removeLicenses());
      step.write().addLicenses().forEach(license -> touched.add(license.skuId()));
    }
    LicenseState before = change.shape().before();
    LicenseState after = change.shape().after();
    boolean located = !before.usageLocation().equals(after.usageLocation());
    return new Verb.Restore(
        direct(before, touched),
        direct(after, touched),
        located ? code(before) : "",
        located ? code(after) : "",
        change.subject() instanceof Subject.OfNewUser);
  }

  private static String code(LicenseState state) {
    return state.usageLocation().map(UsageLocation::countryCode).orElse("");
  }

  private static List<AssignedLicense> direct(LicenseState state, Set<SkuId> skus) {
    return state.licenses().direct().stream()
        .filter(path -> skus.contains(path.skuId()))
        .map(LicenseAssignmentState::license)
        .toList();
  }

  /**
   * The intent that undoes what a journal says was sent.
   *
   * @throws IllegalArgumentException if nothing was changed
   */
  public static LicenseIntent of(Journal journal) {
    EarlierWrites ends = EarlierWrites.of(journal.entries());
    Map<Integer, List<JournalEntry.Intended>> sent = new TreeMap<>();
    for (JournalEntry entry : journal.entries()) {
      if (entry instanceof JournalEntry.Intended intended) {
        boolean isSent =
            ends.end(intended.place(), intended.stage())
                .filter(
                    end ->
                        end == WriteOutcome.Kind.DONE
                            || end == WriteOutcome.Kind.ACCEPTED
                            || end == WriteOutcome.Kind.UNKNOWN)
                .isPresent();
        if (isSent) {
          sent.computeIfAbsent(intended.place(), any -> new ArrayList<>()).add(intended);
        }
      }
    }
    Map<List<Verb>, List<Subject>> subjects = new LinkedHashMap<>();
    sent.forEach(
        (place, writes) ->
            subject(writes, ends.createdUser(place))
                .ifPresent(subject -> add(subjects, verbs(writes), subject)));
    return intent(subjects);
  }

  /** Whom the writes are about; empty for one whose creation never became certain. */
  private static Optional<Subject> subject(
      List<JournalEntry.Intended> writes, Optional<UserId> createdUser) {
    return writes.stream()
        .flatMap(write -> write.user().stream())
        .findFirst()
        .or(() -> createdUser)
        .map(Subject::user)
        .or(() -> writes.get(0).group().map(Subject::group));
  }

  private static List<Verb> verbs(List<JournalEntry.Intended> writes) {
    List<Verb> verbs = new ArrayList<>();
    verbs.add(restore(writes));
    for (JournalEntry.Intended write : writes) {
      if (write.stage() == Stage.Kind.LEAVE_GROUPS) {
        return List.of(Verbs.moveToGroup(write.group().orElseThrow().toString()));
      }
      if (write.stage() == Stage.Kind.ADD_TO_GROUPS && verbs.size() == 1) {
        verbs.add(new Verb.LeaveGroup(write.group().orElseThrow()));
      }
    }
    return verbs;
  }

  private static Verb.Restore restore(List<JournalEntry.Intended> writes) {
    Map<SkuId, AssignedLicense> before = new TreeMap<>();
    Map<SkuId, AssignedLicense> after = new TreeMap<>();
    String locationBefore = "";
    String locationAfter = "";
    for (JournalEntry.Intended write : writes) {
      write.before().forEach(license -> before.put(license.skuId(), license));
      write.addLicenses().forEach(license -> after.put(license.skuId(), license));
      locationBefore = write.usageLocationBefore().orElse(locationBefore);
      locationAfter = write.usageLocation().orElse(locationAfter);
    }
    return new Verb.Restore(
        List.copyOf(before.values()),
        List.copyOf(after.values()),
        locationBefore,
        locationAfter,
        writes.stream().anyMatch(write -> write.stage() == Stage.Kind.CREATE_USERS));
  }

  private static LicenseIntent intent(Map<List<Verb>, List<Subject>> subjects) {
    List<LicenseIntent.Entry> entries = new ArrayList<>();
    subjects.forEach(
        (verbs, all) -> {
          List<GroupId> groups = new ArrayList<>();
          List<UserId> users = new ArrayList<>();
          for (Subject subject : all) {
            if (subject instanceof Subject.OfGroup group) {
              groups.add(group.id());
            } else if (subject instanceof Subject.OfUser user) {
              users.add(user.id());
            }
          }
          if (!groups.isEmpty()) {
            entries.add(new LicenseIntent.Entry(Selections.groupsById(groups), verbs));
          }
          if (!users.isEmpty()) {
            entries.add(new LicenseIntent.Entry(Selections.usersById(users), verbs));
          }
        });
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to undo: the run changed nobody. Nothing was read or sent.");
    }
    return LicenseIntent.of(entries);
  }
}
