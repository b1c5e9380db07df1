package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.restoreFrom;

import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Somebody changed licences: how do I bring back what was there last night?
 *
 * <p>A snapshot is taken, then Intune is switched off for a user, as somebody else might do. From
 * the snapshot the user's licences, plans and usage location are brought back; what does not differ
 * is not touched. In real life the snapshot is written every night with {@code writeTo(path)}.
 */
public final class RestoreFromSnapshot implements Recipe {

  @Override
  public String question() {
    return "Somebody changed licences: how do I bring back what was there last night?";
  }

  @Override
  public boolean run(Setting setting) {
    PrintStream out = setting.out();
    String holder = setting.people().apply("user");
    TenantSnapshot lastNight = TenantSnapshot.of(setting.tenant());

    Optional<ApplyReport> damage =
        apply(
            setting,
            setting.licensing().plan(user(holder), change("EMS").disable("INTUNE_A")),
            "Switch Intune off for this user, so that there is something to bring back?");
    if (damage.filter(ApplyReport::isConfirmed).isEmpty()) {
      return false;
    }
    Optional<ApplyReport> repair =
        apply(
            setting,
            setting.licensing().plan(user(holder), restoreFrom(lastNight)),
            "Bring back what the snapshot says?");
    boolean asBefore =
        lastNight.differenceTo(TenantSnapshot.of(setting.tenant())).users().isEmpty();
    out.println();
    out.println(asBefore ? "All users are as they were." : "Some users differ from the snapshot.");
    return asBefore && repair.filter(ApplyReport::isConfirmed).isPresent();
  }

  private static Optional<ApplyReport> apply(Setting setting, LicensePlan plan, String question) {
    setting.out().println();
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
}
