package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.department;
import static io.github.m365licensing.intent.Selections.hasDirectSku;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.change;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.OwnedSku;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.ChangeOutcome.Kind;
import io.github.m365licensing.apply.Progress;
import io.github.m365licensing.apply.Refusal;
import io.github.m365licensing.apply.Verification;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.ChangeKind;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.plan.PlannedChange;
import io.github.m365licensing.testkit.FakeTenant;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How do I switch Intune off for whole departments, and what if the program dies half way?
 *
 * <p>Ten thousand users on the fake tenant, three departments. The run dies in the middle, a
 * colleague changes one of the users that are left, the journal is resumed, everything is read
 * back, and undone.
 */
public final class DepartmentSwitch implements Recipe {

  private static final String INTUNE = "INTUNE_A";

  /** What the colleague does, and for whom: somebody with this SKU. */
  private static final String COLLEAGUES_SKU = "SPE_E3";

  private static final String COLLEAGUES_PLAN = "MFA_PREMIUM";

  /** The end of the program, half way. */
  private static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public String question() {
    return "How do I switch Intune off for whole departments, and what if the program dies half way?";
  }

  @Override
  public FakeTenant fake() {
    return FakeTenant.fabrikam(10_000);
  }

  @Override
  public boolean run(Setting setting) {
    PrintStream out = setting.out();
    Licensing licensing = setting.licensing();
    LicenseIntent intent = intent(licensing, setting.people().apply("departments").split(","));

    title(out, "What will happen");
    LicensePlan plan = licensing.plan(intent);
    out.print(plan.preview());
    long planned = plan.count(ChangeKind.CHANGE);
    if (!plan.isApplyable() || planned == 0 || !setting.mayWrite().test("Apply this plan?")) {
      out.println("\nNothing was written.");
      return false;
    }
    Path journal = newJournal();
    int list = (int) Math.max(1, planned / 16);

    title(out, "Progress, until the power goes out");
    try {
      licensing.apply(
          plan,
          options ->
              options.journal(journal).writesPerList(list).progress(dyingAfter(planned / 3, out)));
    } catch (PowerCut e) {
      out.println("\nThe power is out. The journal is in " + journal);
    }

    title(out, "Meanwhile a colleague changes one of the users that are left");
    PlannedChange last = lastWith(plan, licensing.sku(COLLEAGUES_SKU));
    ApplyReport colleague =
        licensing.apply(
            licensing.plan(user(last.name()), change(COLLEAGUES_SKU).disable(COLLEAGUES_PLAN)));
    out.print(colleague.text());

    title(out, "Progress, resumed from the journal");
    ApplyReport report =
        licensing.resume(
            journal, options -> options.writesPerList(list).progress(Progress.to(out)));

    title(out, "What happened");
    out.print(report.text());

    title(out, "Undone");
    ApplyReport undone = licensing.apply(licensing.plan(licensing.undo(journal)));
    out.println(undone.count(Kind.APPLIED) + " users are as they were.");
    boolean restored = licensing.apply(licensing.plan(licensing.undo(colleague))).isConfirmed();

    return colleague.isConfirmed()
        && isDone(report, planned, last.subject())
        && undone.isConfirmed()
        && restored
        && states(licensing.plan(intent)).equals(states(plan));
  }

  /** One entry for each SKU that gives Intune, since choices belong to a SKU. */
  private static LicenseIntent intent(Licensing licensing, String... departments) {
    List<LicenseIntent.Entry> entries = new ArrayList<>();
    for (OwnedSku sku : licensing.skusWith(INTUNE)) {
      for (String name : departments) {
        entries.add(
            new LicenseIntent.Entry(
                usersWhere(department(name.strip()).and(hasDirectSku(sku.skuPartNumber()))),
                List.of(change(sku.skuPartNumber()).disable(INTUNE))));
      }
    }
    // Twenty people first; the others only once those are confirmed.
    return LicenseIntent.of(entries).canary(20);
  }

  private static Progress dyingAfter(long applied, PrintStream out) {
    Progress line = Progress.to(out);
    return update -> {
      line.update(update);
      if (update.counts().getOrDefault(Kind.APPLIED, 0L) >= applied) {
        throw new PowerCut();
      }
    };
  }

  /** The last one of the plan whom the colleague's change fits. */
  private static PlannedChange lastWith(LicensePlan plan, OwnedSku sku) {
    return plan.changes()
        .filter(change -> change.kind() == ChangeKind.CHANGE)
        .filter(change -> change.shape().before().licenses().direct(sku.skuId()).isPresent())
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** All were changed and seen to be, but for the one whom somebody else changed. */
  private static boolean isDone(ApplyReport report, long planned, Subject changedByOther) {
    ChangeOutcome other = report.outcome(changedByOther).orElseThrow();
    boolean refused =
        other.refusal().filter(why -> why.origin() == Refusal.Origin.DRIFT).isPresent();
    long confirmed =
        report.outcomes().stream()
            .filter(outcome -> outcome.verification() == Verification.CONFIRMED)
            .count();
    return refused && confirmed == planned - 1 && report.count(Kind.APPLIED) == planned - 1;
  }

  /** What the people of a plan have. */
  private static Map<String, LicenseState> states(LicensePlan plan) {
    Map<String, LicenseState> states = new TreeMap<>();
    plan.changes().forEach(change -> states.put(change.name(), change.shape().before()));
    return states;
  }

  private static Path newJournal() {
    try {
      return Files.createTempDirectory("department-switch").resolve("intune-off.journal");
    } catch (IOException e) {
      throw new UncheckedIOException("There is no place for the journal.", e);
    }
  }

  private static void title(PrintStream out, String text) {
    out.println();
    out.println(text);
    out.println("-".repeat(text.length()));
  }
}
