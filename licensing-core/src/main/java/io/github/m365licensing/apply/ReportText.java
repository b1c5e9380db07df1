package io.github.m365licensing.apply;

import static io.github.m365licensing.internal.TextTable.number;

import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.plan.ErrorExplanation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as text for people. Outcomes that need a look come first; many equal ones are folded.
 */
final class ReportText {

  /** How many subjects of each kind are named; the rest is counted. */
  private static final int NAMED = 20;

  /** How many causes of errors are told for a subject. */
  private static final int CAUSES = 5;

  private static final List<ChangeOutcome.Kind> ORDER =
      List.of(
          ChangeOutcome.Kind.UNKNOWN,
          ChangeOutcome.Kind.FAILED,
          ChangeOutcome.Kind.REFUSED,
          ChangeOutcome.Kind.NOT_STARTED,
          ChangeOutcome.Kind.APPLIED,
          ChangeOutcome.Kind.ALREADY_IN_PLACE);

  private final ApplyReport report;

  ReportText(ApplyReport report) {
    this.report = report;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("Plan ").append(report.plan().planId(), 0, 12).append(" applied in ");
    text.append(number(Duration.between(report.startedAt(), report.endedAt()).toSeconds()));
    text.append(" s:");
    for (ChangeOutcome.Kind kind : ChangeOutcome.Kind.values()) {
      if (report.count(kind) > 0) {
        text.append(' ').append(number(report.count(kind))).append(' ').append(word(kind));
      }
    }
    text.append("\n\n");
    TextTable table = TextTable.headed("subject", "outcome", "read back", "remarks");
    Map<ChangeOutcome.Kind, List<String[]>> rows = rows();
    for (ChangeOutcome.Kind kind : ORDER) {
      rows.getOrDefault(kind, List.of()).forEach(table::row);
      long more = report.count(kind) - NAMED;
      if (more > 0) {
        table.row("… and " + number(more) + " more", word(kind));
      }
    }
    return text.append(table).toString();
  }

  private Map<ChangeOutcome.Kind, List<String[]>> rows() {
    Map<ChangeOutcome.Kind, List<String[]>> rows = new EnumMap<>(ChangeOutcome.Kind.class);
    for (ChangeOutcome outcome : report.outcomes()) {
      List<String[]> ofKind = rows.computeIfAbsent(outcome.kind(), kind -> new ArrayList<>());
      if (ofKind.size() < NAMED) {
        ofKind.add(
            new String[] {
              outcome.name(), word(outcome.kind()), readBack(outcome), remarks(outcome)
            });
      }
    }
    return rows;
  }

  private static String word(ChangeOutcome.Kind kind) {
    return words(kind);
  }

  private static String readBack(ChangeOutcome outcome) {
    return outcome.verification() == Verification.NOT_CHECKED ? "" : words(outcome.verification());
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static String remarks(ChangeOutcome outcome) {
    List<String> remarks = new ArrayList<>();
    outcome
        .refusal()
        .ifPresent(
            refusal -> {
              remarks.add(refusal.message());
              remarks.add(refusal.cure());
            });
    outcome.members().ifPresent(members -> remarks.add(words(members)));
    remarks.addAll(causes(outcome.licenseErrors()));
    remarks.addAll(outcome.notes());
    return String.join(" ", remarks);
  }

  private static String words(MembersReadBack members) {
    String text =
        "%s of %s members confirmed"
            .formatted(number(members.confirmed()), number(members.members()));
    if (members.inError() > 0) {
      text += ", " + number(members.inError()) + " in error";
    }
    return text + (members.pending() > 0 ? ", " + number(members.pending()) + " pending." : ".");
  }

  /** Each cause once, the most frequent first. */
  private static List<String> causes(List<LicenseError> errors) {
    Map<ErrorExplanation, Long> counts = new LinkedHashMap<>();
    errors.forEach(error -> counts.merge(error.cause(), 1L, Long::sum));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<ErrorExplanation, Long>comparingByValue()
                .reversed()
                .thenComparing(e -> e.getKey().reason()))
        .limit(CAUSES)
        .map(
            e ->
                "%s × %s %s"
                    .formatted(number(e.getValue()), e.getKey().reason(), e.getKey().cure()))
        .toList();
  }
}
