package io.github.m365licensing.samples;

import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;

import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.LicensePlan;
import java.util.List;
import java.util.Optional;

/**
 * What would go wrong, and what can I do about it?
 *
 * <p>Five changes on the fake tenant that the service would refuse, ignore or regret. Planning
 * tells each before anything is sent, with its cure.
 */
public final class FindingsAndCures implements Recipe {

  /** One change and the finding that it has to have. */
  private record Case(String story, String user, Verb verb, FindingCode expected) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "Conflict: Intune for a user who has the Intune plan of volume licences",
              "johanna@contoso.com",
              assign("INTUNE_A"),
              FindingCode.MUTUALLY_EXCLUSIVE),
          new Case(
              "Dependency: Workplace Analytics for a user without Exchange",
              "lynne@contoso.com",
              assign("WORKPLACE_ANALYTICS"),
              FindingCode.MISSING_PREREQUISITE),
          new Case(
              "Inherited: taking EMS from a user who has it through a group",
              "grady@contoso.com",
              remove("EMS"),
              FindingCode.INHERITED),
          new Case(
              "No effect: Intune off in EMS for a user who has it through Microsoft 365 E3 too",
              "megan@contoso.com",
              change("EMS").disable("INTUNE_A"),
              FindingCode.NO_EFFECT),
          new Case(
              "Data loss: taking Office 365 E3, and with it the mailbox",
              "alex@contoso.com",
              remove("ENTERPRISEPACK"),
              FindingCode.DATA_LOSS));

  @Override
  public String question() {
    return "What would go wrong, and what can I do about it?";
  }

  @Override
  public boolean run(Setting setting) {
    boolean all = true;
    for (Case each : CASES) {
      LicensePlan plan = setting.licensing().plan(user(each.user()), each.verb());
      Optional<Finding> finding =
          plan.findings().filter(found -> found.code() == each.expected()).findFirst();
      setting.out().println();
      setting.out().println(each.story());
      finding.ifPresent(
          found -> {
            setting.out().printf("  %-9s %s %s%n", "found", found.severity(), found.code());
            setting.out().printf("  %-9s %s%n", "what", found.message());
            setting.out().printf("  %-9s %s%n", "cure", found.cure());
          });
      all &= finding.isPresent();
    }
    return all;
  }
}
