package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Works out what happens to one user, as a pure function of the user's state and what is intended.
 * Seats are given out later, since they depend on the others.
 */
final class UserPlanner {

  private final RuleBook rules;
  private final FindingTexts texts;
  private final Set<FindingCode> accepted;
  private final RuleFindings ofRules;

  /**
   * A planner.
   *
   * @param accepted codes of findings that do not block
   */
  UserPlanner(RuleBook rules, FindingTexts texts, Set<FindingCode> accepted) {
    this.rules = rules;
    this.texts = texts;
    this.accepted = accepted;
    this.ofRules = new RuleFindings(texts);
  }

  /**
   * The shape for a user.
   *
   * @param exists false for one who is to be created with this state
   */
  ChangeShape plan(LicenseState before, SubjectIntent intent, boolean exists) {
    SubjectDraft draft = SubjectDraft.of(rules, texts, before, intent);
    List<PlannedStep> steps = new ArrayList<>();
    boolean isLocated = !draft.location().equals(before.usageLocation());
    LicenseState located =
        isLocated
            ? LicenseState.builder().from(before).usageLocation(draft.location()).build()
            : before;
    if (!exists) {
      steps.add(new PlannedStep(Stage.Kind.CREATE_USERS, PlannedWrite.CreateUser.INSTANCE));
    } else if (isLocated) {
      steps.add(
          new PlannedStep(
              Stage.Kind.SET_USAGE_LOCATIONS,
              new PlannedWrite.SetUsageLocation(draft.location().orElseThrow())));
    }
    Optional<PlannedWrite> join =
        draft.moved().filter(MoveVerb.Moved::joins).map(MoveVerb.Moved::join);
    join.ifPresent(write -> steps.add(new PlannedStep(Stage.Kind.ADD_TO_GROUPS, write)));
    List<AssignedLicense> add = draft.direct().toAdd();
    Set<SkuId> remove = draft.direct().toRemove();
    LicenseState then = join.map(write -> write.applyTo(located)).orElse(located);
    Consequences call =
        new Consequences(rules, then, LicensePaths.of(rules.pathsAfter(then, add, remove)));
    draft
        .moved()
        .ifPresent(
            moved -> moved.losses(draft, difference(before, call.after())).forEach(draft::add));
    judge(draft, then, add, remove);
    findConsequences(draft, call, add);
    if (!add.isEmpty() || !remove.isEmpty()) {
      boolean takes = add.stream().anyMatch(license -> !before.holds(license.skuId()));
      boolean frees = remove.stream().anyMatch(skuId -> !call.after().holds(skuId));
      Stage.Kind stage;
      if (!exists) {
        stage = Stage.Kind.ASSIGN_TO_NEW_USERS;
      } else if (draft.moved().isPresent()) {
        stage = Stage.Kind.DROP_DIRECT_LICENSES;
      } else if (frees && !takes && (add.isEmpty() || !isLocated)) {
        stage = Stage.Kind.FREE_SEATS;
      } else {
        stage =
            isLocated ? Stage.Kind.CHANGE_LICENSES_OF_LOCATED_USERS : Stage.Kind.CHANGE_LICENSES;
      }
      steps.add(new PlannedStep(stage, new PlannedWrite.AssignLicenses(add, remove)));
    }
    LicenseState end = leave(draft, call.after(), steps);
    if (draft.isReprocessed()) {
      steps.add(new PlannedStep(Stage.Kind.REPROCESS_LICENSES, PlannedWrite.Reprocess.INSTANCE));
    }
    texts.ofModel(steps).ifPresent(draft::add);
    return Blocking.judged(
        ChangeShape.builder()
            .before(before)
            .after(end)
            .addAllReasons(intent.reasons())
            .addAllEffects(texts.words().effects(difference(before, end))),
        steps,
        draft.findings(),
        accepted);
  }

  /** What the service would say to the call; seats are given out later. */
  private void judge(
      SubjectDraft draft, LicenseState then, List<AssignedLicense> add, Set<SkuId> remove) {
    rules
        .checkUserChange(then, add, remove, skuId -> 1)
        .forEach(violation -> draft.add(ofRules.of(violation)));
    ofRules.ofGiven(rules.facts(), then, add).forEach(draft::add);
    LicenseState before = draft.before();
    if (before.onPremisesSyncEnabled() && !draft.location().equals(before.usageLocation())) {
      draft.add(FindingTexts.usageLocationMayBeOverwritten());
    }
  }

  private void findConsequences(SubjectDraft draft, Consequences call, List<AssignedLicense> add) {
    for (AssignedLicense license : add) {
      findWithoutEffect(draft, call, license);
    }
    call.losses().forEach(loss -> draft.add(ofRules.of(loss)));
    call.newGaps().forEach(gap -> draft.add(ofRules.of(gap)));
    if (draft.isBroughtBack()) {
      call.lostBefore().stream()
          .flatMap(loss -> ofRules.cannotUndo(loss).stream())
          .forEach(draft::add);
    }
  }

  /** Plans that go off on the direct path and that another path keeps on. */
  private void findWithoutEffect(SubjectDraft draft, Consequences call, AssignedLicense license) {
    Set<ServicePlanId> off = draft.direct().observed().get(license.skuId());
    if (off != null) {
      license.disabledPlans().stream()
          .filter(plan -> !off.contains(plan))
          .flatMap(plan -> call.findOn(plan).stream())
          .forEach(
              service -> draft.add(texts.noEffect(draft.names().owned(license.skuId()), service)));
    }
  }

  /** The state once the groups are left that can be left. */
  private static LicenseState leave(
      SubjectDraft draft, LicenseState state, List<PlannedStep> steps) {
    LicenseState end = state;
    for (LeaveVerb leave : draft.leaves()) {
      Optional<PlannedWrite> write = leave.write(draft, end);
      if (write.isPresent()) {
        end = write.get().applyTo(end);
        steps.add(new PlannedStep(Stage.Kind.LEAVE_GROUPS, write.get()));
      }
    }
    return end;
  }

  private EffectiveServices.Difference difference(LicenseState before, LicenseState after) {
    return rules
        .effectiveServices(before.licenses())
        .differenceTo(rules.effectiveServices(after.licenses()));
  }
}
