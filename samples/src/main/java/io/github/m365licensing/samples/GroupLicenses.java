package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.reprocess;

import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.report.GroupError;
import io.github.m365licensing.report.NamedSource;
import io.github.m365licensing.report.UserReport;
import java.io.PrintStream;
import java.util.Optional;

/**
 * How do I license a whole group, and what about the members who get nothing?
 *
 * <p>A group gets EMS without Intune, and every member is read back. Then the licence errors of
 * another group are listed with their causes; the first one that a direct licence causes is removed
 * and the member reprocessed. At the end the first group is as before.
 */
public final class GroupLicenses implements Recipe {

  @Override
  public String question() {
    return "How do I license a whole group, and what about the members who get nothing?";
  }

  @Override
  public boolean run(Setting setting) {
    PrintStream out = setting.out();
    String licensed = setting.people().apply("group");
    String inError = setting.people().apply("groupWithErrors");

    title(out, "EMS without Intune for the group");
    Optional<ApplyReport> assigned =
        apply(
            setting,
            setting.licensing().plan(group(licensed), assign("EMS").disable("INTUNE_A")),
            "Apply this plan?");

    title(out, "Who gets nothing, and why");
    UserReport<GroupError> errors = setting.licensing().reports().groupErrors(inError);
    out.print(errors.text());
    out.println();
    out.print(setting.licensing().reports().groupErrors().text());

    Optional<ApplyReport> healed = Optional.empty();
    Optional<GroupError> curable =
        errors.rows().stream().filter(error -> direct(error).isPresent()).findFirst();
    if (curable.isPresent()) {
      title(out, "The cause removed, and the member reprocessed");
      String cause = direct(curable.get()).orElseThrow().skuPartNumber();
      healed =
          apply(
              setting,
              setting
                  .licensing()
                  .plan(user(curable.get().user().id().toString()), remove(cause), reprocess()),
              "Take the direct licence that is in the way, and reprocess?");
    }

    boolean undone = false;
    if (assigned.isPresent()) {
      title(out, "The group as it was");
      undone =
          apply(
                  setting,
                  setting.licensing().plan(setting.licensing().undo(assigned.get())),
                  "Undo the first change?")
              .filter(ApplyReport::isConfirmed)
              .isPresent();
    }
    return undone
        && assigned.filter(ApplyReport::isConfirmed).isPresent()
        && (curable.isEmpty() || healed.filter(ApplyReport::isConfirmed).isPresent());
  }

  /** The direct licence on the other side of a conflict. */
  private static Optional<NamedSource> direct(GroupError error) {
    return error.otherSources().stream().filter(source -> source.source().isDirect()).findFirst();
  }

  private static Optional<ApplyReport> apply(Setting setting, LicensePlan plan, String question) {
    setting.out().print(plan.preview());
    if (!plan.isApplyable() || !setting.mayWrite().test(question)) {
      setting.out().println("\nNothing was written.");
      return Optional.empty();
    }
    ApplyReport report = setting.licensing().apply(plan);
    setting.out().println();
    setting.out().print(report.text());
    return Optional.of(report);
  }

  private static void title(PrintStream out, String text) {
    out.println();
    out.println(text);
    out.println("-".repeat(text.length()));
  }
}
