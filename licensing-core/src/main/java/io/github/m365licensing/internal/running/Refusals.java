package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Gate;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Builds refusals: what stood in the way, what to do. The service's own text is never repeated. */
final class Refusals {

  private final StateWords words;

  Refusals(StateWords words) {
    this.words = words;
  }

  static Refusal of(Finding finding) {
    return builder(Refusal.Origin.PLAN, finding.message(), finding.cure())
        .finding(finding.code())
        .build();
  }

  Refusal drift(List<Difference> differences) {
    return builder(
            Refusal.Origin.DRIFT,
            "It changed since the plan was made: " + words.all(differences) + ".",
            "Plan again for this subject.")
        .build();
  }

  static Refusal gone() {
    return builder(
            Refusal.Origin.DRIFT,
            "It can no longer be read: it was deleted since the plan was made.",
            "Take it out of the selection, or restore it and plan again.")
        .build();
  }

  Refusal skuChanged(SkuId skuId) {
    return builder(
            Refusal.Origin.DRIFT,
            "The plans inside "
                + words.sku(skuId)
                + " changed since the plan was made, so the list to send would be wrong.",
            "Plan again.")
        .build();
  }

  static Refusal gate(Gate gate) {
    return builder(
            Refusal.Origin.GATE,
            "What it waits for was not seen in time: "
                + gate.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ".",
            "Resume the journal later, or plan again.")
        .build();
  }

  Refusal groupChanged(List<Difference> differences) {
    return builder(
            Refusal.Origin.DRIFT,
            "The group is not as it was when the plan was made: "
                + words.all(differences)
                + ". Nobody was added.",
            "Plan again.")
        .build();
  }

  static Refusal notVisible() {
    return builder(
            Refusal.Origin.GATE,
            "The write before was not visible in time.",
            "Resume the journal later, or plan again.")
        .build();
  }

  Refusal keeps(Gate gate, List<Difference> missing) {
    return builder(
            Refusal.Origin.GATE,
            "Nothing was taken, since what it waits for was not seen in time (%s): %s."
                .formatted(
                    gate.name().toLowerCase(Locale.ROOT).replace('_', ' '), words.all(missing)),
            "Resume the journal later, or plan again; remove the cause of an error first.")
        .build();
  }

  static Refusal waveLost() {
    return builder(
            Refusal.Origin.STOPPED,
            "Somebody in the wave before lost a service or is not confirmed, or nobody got the"
                + " group's licences in time, so no further wave was begun.",
            "Look at the outcomes before this one, then resume the journal or plan again.")
        .build();
  }

  static Refusal canary() {
    return builder(
            Refusal.Origin.STOPPED,
            "Not every one of the subjects that were changed first is confirmed, so the others were"
                + " not begun.",
            "Look at the outcomes of the first ones, then resume the journal or plan again.")
        .build();
  }

  static Refusal divergence() {
    return builder(
            Refusal.Origin.STOPPED,
            "The run was stopped by its rule: something that was written reads back differently.",
            "Look at the outcomes that diverged, then resume the journal or plan again.")
        .build();
  }

  static Refusal tooManyFailures(String rule) {
    return builder(
            Refusal.Origin.STOPPED,
            "The run was stopped by its rule: " + rule + ".",
            "Look at the refusals, then resume the journal or plan again.")
        .build();
  }

  static Refusal stopped() {
    return builder(
            Refusal.Origin.STOPPED,
            "The run ended before it was sent.",
            "Resume the journal, or plan again.")
        .build();
  }

  static Refusal cancelled() {
    return builder(
            Refusal.Origin.STOPPED,
            "The run was cancelled before it was sent.",
            "Resume the journal, or plan again.")
        .build();
  }

  static Refusal noAnswer() {
    return builder(
            Refusal.Origin.SERVICE,
            "It was sent and no answer came, and reading back did not settle whether it was applied.",
            "Resume the journal: it reads again before it decides. Or plan again later.")
        .build();
  }

  static Refusal earlier(JournalEntry.Ended ended) {
    return builder(
            Refusal.Origin.SERVICE,
            "The service refused it in an earlier run: "
                + ended.error().orElse("without a reason")
                + ended.requestId().map(id -> ", request " + id).orElse("")
                + ".",
            "Plan again once the cause is removed.")
        .build();
  }

  Refusal service(WriteOutcome outcome) {
    if (outcome.error().isEmpty()) {
      return builder(
              Refusal.Origin.SERVICE,
              "The write did not get through; nothing was applied.",
              "Resume the journal, or plan again.")
          .build();
    }
    ServiceError error = outcome.error().get();
    String what =
        "The service refused it: "
            + error.reason()
            + ids(error)
            + " (HTTP "
            + error.status()
            + " "
            + error.code()
            + outcome.requestId().map(id -> ", request " + id).orElse("")
            + ").";
    return builder(Refusal.Origin.SERVICE, what, cure(error.reason())).error(error).build();
  }

  private String ids(ServiceError error) {
    String skus =
        error.skuIds().stream().map(id -> " " + words.sku(id)).collect(Collectors.joining());
    String plans =
        error.servicePlanIds().stream()
            .map(id -> " " + words.plan(id))
            .collect(Collectors.joining());
    return skus + plans;
  }

  private static String cure(ServiceError.Reason reason) {
    return switch (reason) {
      case INVALID_USAGE_LOCATION -> "Set the usage location and plan again.";
      case NO_SEATS -> "Buy or free seats and plan again.";
      case INHERITED -> "Change the licence of the group, or take the user out of it.";
      case NOT_HELD, SKU_NOT_OWNED -> "Plan again: the tenant changed.";
      case MUTUALLY_EXCLUSIVE -> "Switch one of the two plans off and plan again.";
      case MISSING_DEPENDENCY ->
          "Switch the needed plan on, or the dependent one off, and plan again.";
      case PLAN_NOT_IN_SKU -> "Plan again: the plans of the SKU changed.";
      case NOT_FOR_USERS -> "Leave the SKU out: it cannot be assigned to users.";
      case PROXY_ADDRESS_TAKEN -> "Resolve the address that two objects claim, then plan again.";
      case NAME_TAKEN -> "Choose another user principal name.";
      case NOT_FOUND -> "Check that the user still exists, then plan again.";
      case FORBIDDEN ->
          "Check permissions and roles; a user in a restricted administrative unit needs a scoped"
              + " role.";
      case MASTERED_ON_PREMISES -> "Change the attribute on premises.";
      case CONFLICT -> "Something else writes to the same subject; plan again when it is done.";
      case THROTTLED, UNAVAILABLE -> "Resume the journal, or plan again later.";
      case MISSING_PARAMETER,
          NO_CHANGES,
          ALREADY_MEMBER,
          GROUP_NOT_WRITABLE,
          UNAUTHENTICATED,
          OTHER ->
          "Look at code and request id; plan again once the cause is found.";
    };
  }

  private static Refusal.Builder builder(Refusal.Origin origin, String message, String cure) {
    Refusal.Builder refusal = Refusal.builder();
    refusal.origin(origin).message(message).cure(cure);
    return refusal;
  }
}
