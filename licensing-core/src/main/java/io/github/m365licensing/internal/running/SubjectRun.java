package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.LicenseError;
import io.github.m365licensing.apply.MembersReadBack;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.tenant.InitialPassword;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One subject on its way through a run. Used by the thread of the run only. */
final class SubjectRun {

  private final PlannedChange change;
  private final int place;
  private final List<String> notes = new ArrayList<>(0);
  private final List<String> requestIds = new ArrayList<>(1);
  private final OutcomeCounts counts;
  private ChangeOutcome.Kind kind = ChangeOutcome.Kind.NOT_STARTED;
  private Verification verification = Verification.NOT_CHECKED;
  private final Set<Stage.Kind> done = EnumSet.noneOf(Stage.Kind.class);
  private final Set<Stage.Kind> unsure = EnumSet.noneOf(Stage.Kind.class);
  private boolean open = true;
  private boolean lost;
  private @Nullable GroupId joined;
  private boolean sent;
  private @Nullable UserId id;
  private @Nullable Refusal refusal;
  private @Nullable MembersReadBack members;
  private List<LicenseError> licenseErrors = List.of();
  private @Nullable InitialPassword undelivered;

  /**
   * A subject at its place in the plan.
   *
   * @param place counted from 0
   * @param counts told of each change of kind
   */
  SubjectRun(PlannedChange change, int place, OutcomeCounts counts) {
    this.counts = counts;
    this.change = change;
    this.place = place;
    if (change.subject() instanceof Subject.OfUser user) {
      this.id = user.id();
    }
  }

  PlannedChange change() {
    return change;
  }

  int place() {
    return place;
  }

  ChangeShape shape() {
    return change.shape();
  }

  /** Whether it goes on to later stages. */
  boolean isOpen() {
    return open;
  }

  /** Whether something was sent whose effect should be read back. */
  boolean isToBeVerified() {
    return sent && (kind == ChangeOutcome.Kind.APPLIED || kind == ChangeOutcome.Kind.UNKNOWN);
  }

  ChangeOutcome.Kind kind() {
    return kind;
  }

  private void kind(ChangeOutcome.Kind next) {
    counts.move(kind, next);
    kind = next;
  }

  /**
   * The id of the user; unknown for one that is yet to be created or whose creation is unsettled.
   */
  Optional<UserId> id() {
    return Optional.ofNullable(id);
  }

  Verification verification() {
    return verification;
  }

  Optional<PlannedStep> step(Stage.Kind stage) {
    return shape().steps().stream().filter(step -> step.stage() == stage).findFirst();
  }

  /** The group, if the subject is one. */
  Optional<GroupId> group() {
    return change.subject() instanceof Subject.OfGroup group
        ? Optional.of(group.id())
        : Optional.empty();
  }

  /** What should be read just before the step of a stage. */
  LicenseState expectedBefore(PlannedStep step) {
    LicenseState state = shape().before();
    for (PlannedStep earlier : shape().steps()) {
      if (earlier.stage() == step.stage()) {
        break;
      }
      state = earlier.write().applyTo(state);
    }
    return state;
  }

  /** Whether the service was asked to process the user's licences again. */
  boolean isReprocessed() {
    return isDone(Stage.Kind.REPROCESS_LICENSES);
  }

  /** What should be read after the step of a stage. */
  LicenseState expectedAfter(PlannedStep step) {
    boolean last = step.stage() == shape().steps().get(shape().steps().size() - 1).stage();
    return last ? shape().after() : step.write().applyTo(expectedBefore(step));
  }

  /** Whether what is read is from before one of the steps that were made already. */
  boolean isBehind(PlannedStep step, Predicate<LicenseState> isRead) {
    for (PlannedStep earlier : shape().steps()) {
      if (earlier.stage() == step.stage()) {
        return false;
      }
      if (isRead.test(expectedBefore(earlier))) {
        return true;
      }
    }
    return false;
  }

  /** Whether direct licences of the subject go to a group. */
  boolean isMove() {
    return step(Stage.Kind.DROP_DIRECT_LICENSES).isPresent();
  }

  /** An earlier run came as far as this stage, so that the steps before it are made. */
  void reachedEarlier(Stage.Kind stage) {
    shape().steps().stream()
        .map(PlannedStep::stage)
        .filter(earlier -> earlier.compareTo(stage) < 0)
        .forEach(done::add);
  }

  /** An earlier run began the write of a stage, and nobody knows how it ended. */
  void begunEarlier(Stage.Kind stage) {
    unsure.add(stage);
  }

  /** Whether a write of this stage was sent, and nobody knows how it ended. */
  boolean isUnsure(Stage.Kind stage) {
    return unsure.contains(stage);
  }

  /** A run made the user a member of this group. */
  void joined(GroupId group) {
    joined = group;
  }

  /** The subject has less than before, though it was to keep it. */
  void lost(String what) {
    lost = true;
    note(what);
  }

  boolean isLost() {
    return lost;
  }

  /** Whether the step of a stage was done, in this run or an earlier one. */
  boolean isDone(Stage.Kind stage) {
    return done.contains(stage);
  }

  /** Whether it goes on and some step of it is still to be done. */
  boolean isToBeWritten() {
    return open && !shape().steps().stream().allMatch(step -> isDone(step.stage()));
  }

  /** The step of a stage was done, in this run or an earlier one. */
  void done(Stage.Kind stage) {
    done.add(stage);
    applied();
  }

  void applied() {
    kind(ChangeOutcome.Kind.APPLIED);
    open = true;
    sent = true;
    refusal = null;
  }

  /** Nothing is to be done for the subject. */
  void nothingToDo() {
    kind(ChangeOutcome.Kind.ALREADY_IN_PLACE);
    open = false;
  }

  /** The subject was at the target of a step without our doing. */
  void inPlace() {
    if (!sent) {
      kind(ChangeOutcome.Kind.ALREADY_IN_PLACE);
    }
  }

  /** Sent, and no answer came. Nothing more is sent before reading settled it. */
  void unsettled(Refusal why) {
    kind(ChangeOutcome.Kind.UNKNOWN);
    sent = true;
    refusal = why;
  }

  void ends(ChangeOutcome.Kind how, Refusal why) {
    kind(how);
    refusal = why;
    open = false;
  }

  void created(UserId user) {
    id = user;
  }

  void note(String note) {
    notes.add(note);
  }

  void request(String requestId) {
    requestIds.add(requestId);
  }

  void verified(Verification result) {
    verification = result;
  }

  /** What reading back a group's members showed. */
  void readBack(MembersReadBack read) {
    members = read;
  }

  /** Replaces what was seen in error before. */
  void inError(List<LicenseError> errors) {
    licenseErrors = List.copyOf(errors);
  }

  void keep(InitialPassword password) {
    undelivered = password;
  }

  /** The password that is still to be handed over; gone afterwards. */
  Optional<InitialPassword> takePassword() {
    Optional<InitialPassword> password = Optional.ofNullable(undelivered);
    undelivered = null;
    return password;
  }

  ChangeOutcome outcome() {
    ChangeOutcome.Builder outcome = ChangeOutcome.builder();
    outcome.subject(change.subject()).name(change.name()).kind(kind).verification(verification);
    outcome.addAllNotes(notes).addAllRequestIds(requestIds);
    outcome.addAllLicenseErrors(licenseErrors);
    if (members != null) {
      outcome.members(members);
    }
    if (refusal != null) {
      outcome.refusal(refusal);
    }
    if (joined != null) {
      outcome.addedToGroup(joined);
    }
    if (id != null && change.subject() instanceof Subject.OfNewUser) {
      outcome.createdUser(id);
    }
    return outcome.build();
  }
}
