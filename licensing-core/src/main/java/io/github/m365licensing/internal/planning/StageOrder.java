package io.github.m365licensing.internal.planning;

import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Stage;

/**
 * The order in which a run changes subjects that reach the same people: users from whom licences
 * are only taken, groups, other users. Whoever takes the last path of a seat frees it, so what only
 * takes comes first, also where it frees nothing by itself.
 */
final class StageOrder {

  private StageOrder() {}

  /** Whether all that is done to a user's licences is done before groups are changed. */
  static boolean isBeforeGroups(ChangeShape shape) {
    return !shape.steps().isEmpty()
        && shape.steps().stream()
            .allMatch(step -> step.stage().compareTo(Stage.Kind.FREE_SEATS) <= 0);
  }

  /** The step of a user for whom groups come first. */
  static PlannedStep afterGroups(PlannedStep step) {
    return step.stage() == Stage.Kind.FREE_SEATS
        ? new PlannedStep(Stage.Kind.CHANGE_LICENSES, step.write())
        : step;
  }

  /** The step in the stage that comes first if it only takes licences. */
  static PlannedStep takingFirst(PlannedStep step) {
    return !isOnlyTaking(step)
        ? step
        : new PlannedStep(
            step.stage() == Stage.Kind.CHANGE_LICENSES
                ? Stage.Kind.FREE_SEATS
                : Stage.Kind.FREE_SEATS_OF_GROUPS,
            step.write());
  }

  /** Whether licences are only taken, by a call that does not wait for another of its subject. */
  static boolean isOnlyTaking(ChangeShape shape) {
    return shape.steps().stream().anyMatch(StageOrder::isOnlyTaking);
  }

  private static boolean isOnlyTaking(PlannedStep step) {
    return (step.stage() == Stage.Kind.CHANGE_LICENSES
            || step.stage() == Stage.Kind.CHANGE_GROUP_LICENSES
            || step.stage() == Stage.Kind.FREE_SEATS_OF_GROUPS)
        && step.write().addLicenses().isEmpty();
  }
}
