package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.hasDirectSku;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.moveToGroup;

import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.Progress;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.plan.LicensePlan;
import java.io.PrintStream;
import java.time.Duration;

/**
 * How do I move people from direct licences to a group, so that nobody is without in between?
 *
 * <p>Everybody who has EMS directly goes to a group that carries it. Who would lose a plan by that
 * is held back, and the plan says which. The others become members; their direct licence goes only
 * once the group's is seen to be active. Those whom the service has not processed by then keep it:
 * with {@code options.journal(path)} besides, {@code licensing.resume(path)} goes on from there.
 */
public final class MoveToGroup implements Recipe {

  @Override
  public String question() {
    return "How do I move people from direct licences to a group, without a gap?";
  }

  @Override
  public boolean run(Setting setting) {
    PrintStream out = setting.out();
    String group = setting.people().apply("licensedGroup");

    LicensePlan plan =
        setting.licensing().plan(usersWhere(hasDirectSku("EMS")), moveToGroup(group));
    out.println();
    out.print(plan.preview());
    if (!plan.isApplyable() || !setting.mayWrite().test("Move these users?")) {
      out.println("\nNothing was written.");
      return false;
    }

    ApplyReport report =
        setting
            .licensing()
            .apply(
                plan,
                options ->
                    options
                        .groupBudget(Duration.ofHours(2))
                        .waveSize(100)
                        .progress(Progress.to(out)));
    out.println();
    out.print(report.text());

    // Who was held back is as before; everybody else has the licence through the group only.
    return report.outcomes().stream()
        .filter(outcome -> outcome.kind() != ChangeOutcome.Kind.REFUSED)
        .allMatch(
            outcome ->
                outcome.kind() == ChangeOutcome.Kind.ALREADY_IN_PLACE
                    || outcome.verification() == Verification.CONFIRMED);
  }
}
