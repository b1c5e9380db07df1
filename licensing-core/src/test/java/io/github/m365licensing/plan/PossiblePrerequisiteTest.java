package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.group;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dependency that the service probably enforces is told and stops nobody. */
class PossiblePrerequisiteTest {

  private static final String ADELE = "adele@contoso.com";

  private final PaperTenant tenant =
      new PaperTenant()
          .owns("MCOMEETADV", 3, 0)
          .owns("STANDARDPACK", 10, 1)
          .owns("WORKPLACE_ANALYTICS", 5, 0);
  private final Licensing licensing = Licensing.of(tenant);

  private List<Finding> findings(Verb verb) {
    LicensePlan plan = licensing.plan(user(ADELE), verb);
    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
    return plan.findings()
        .filter(finding -> finding.code() == FindingCode.MISSING_PREREQUISITE)
        .toList();
  }

  @Test
  void assigning_without_the_prerequisite_is_advised_against_with_a_cure() {
    tenant.has(ADELE);

    List<Finding> findings = findings(assign("MCOMEETADV"));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).severity()).isEqualTo(Severity.ADVISORY);
    assertThat(findings.get(0).message())
        .isEqualTo("MCOMEETADV is on without TEAMS1 or MCOSTANDARD; the service may refuse that.");
    assertThat(findings.get(0).cure()).contains("assign(\"STANDARDPACK\")");
  }

  @Test
  void switching_the_prerequisite_off_is_advised_against() {
    tenant.has(ADELE, direct("STANDARDPACK"), direct("MCOMEETADV"));

    assertThat(findings(change("STANDARDPACK").disable("TEAMS1", "MCOSTANDARD"))).hasSize(1);
  }

  @Test
  void what_was_missing_before_is_not_told_again() {
    tenant.has(ADELE, direct("STANDARDPACK", "TEAMS1", "MCOSTANDARD"), direct("MCOMEETADV"));

    assertThat(findings(change("STANDARDPACK").disable("SWAY"))).isEmpty();
  }

  @Test
  void a_group_must_give_the_prerequisite_itself() {
    GroupId sales = GroupId.parse("5a1e5000-0000-4000-8000-000000000001");
    tenant.has(ADELE, direct("STANDARDPACK")).hasGroup(sales, "Sales team", ADELE);

    LicensePlan plan = licensing.plan(group("Sales team"), assign("MCOMEETADV"));

    assertThat(plan.count(ChangeKind.CHANGE)).isEqualTo(1);
    assertThat(plan.findings())
        .filteredOn(finding -> finding.code() == FindingCode.MISSING_PREREQUISITE)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .endsWith("What a plan needs must come through the same group."));
  }

  @Test
  void a_group_that_gives_the_prerequisite_too_is_fine() {
    GroupId sales = GroupId.parse("5a1e5000-0000-4000-8000-000000000001");
    tenant.has(ADELE).hasGroup(sales, "Sales team", ADELE);

    LicensePlan plan =
        licensing.plan(group("Sales team"), assign("STANDARDPACK"), assign("MCOMEETADV"));

    assertThat(plan.findings())
        .noneMatch(finding -> finding.code() == FindingCode.MISSING_PREREQUISITE);
  }
}
