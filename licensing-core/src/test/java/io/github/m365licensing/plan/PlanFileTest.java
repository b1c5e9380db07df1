package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.internal.lines.Relinked;
import io.github.m365licensing.tenant.PlanRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {

  private static final GroupId GROUP = GroupId.of(new UUID(1, 1));

  @TempDir private Path folder;

  private static LicensePlan plan() {
    PaperTenant tenant =
        new PaperTenant()
            .owns("EMS", 2, 1)
            .owns("SPE_E3", 10, 3)
            .hasGroup(GROUP, "M365 E3 licensed")
            .has("adele@contoso.com", direct("EMS", "ADALLOM_S_DISCOVERY"))
            .has("megan@contoso.com", direct("EMS"), through(GROUP, "SPE_E3"))
            .has("grady@contoso.com", through(GROUP, "EMS"))
            .has("lynne@contoso.com")
            .has(PaperTenant.user("diego@contoso.com").build());
    return Licensing.of(tenant)
        .plan(
            LicenseIntent.of(usersWhere(everyone()), change("EMS").disable("INTUNE_A"))
                .and(user("diego@contoso.com"), setUsageLocation("NL"), assign("SPE_E3"))
                .and(newUser("test.user@contoso.com").usageLocation("US"), assign("EMS"))
                .canary(1));
  }

  private Path written(LicensePlan plan) {
    Path file = folder.resolve("plan.jsonl");
    plan.writeTo(file);
    return file;
  }

  @Test
  void plan_read_back_is_the_same_plan() {
    LicensePlan plan = plan();

    LicensePlan read = LicensePlan.read(written(plan));

    assertThat(read.planId()).isEqualTo(plan.planId());
    assertThat(read.preview()).isEqualTo(plan.preview());
    assertThat(read.changes()).containsExactlyElementsOf(plan.changes().toList());
    assertThat(read.stages()).isEqualTo(plan.stages());
    assertThat(read.seats()).isEqualTo(plan.seats());
    assertThat(read.skus()).isEqualTo(plan.skus());
    assertThat(read.canary()).hasValue(1);
    assertThat(read.profile(Subject.newUser("test.user@contoso.com")))
        .isEqualTo(plan.profile(Subject.newUser("test.user@contoso.com")));
  }

  @Test
  void equal_plans_give_equal_bytes() throws IOException {
    Path one = folder.resolve("one.jsonl");
    Path other = folder.resolve("other.jsonl");

    plan().writeTo(one);
    plan().writeTo(other);

    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(other));
  }

  @Test
  void altered_file_is_refused() throws IOException {
    Path file = written(plan());
    rewrite(file, text -> text.replace("adele@contoso.com", "alice@contoso.com"));

    assertRefused(file, "altered");
  }

  @Test
  void file_without_its_last_line_is_refused() throws IOException {
    Path file = written(plan());
    rewrite(file, text -> text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));

    assertRefused(file, "cut off");
  }

  @Test
  void file_of_another_version_is_refused() throws IOException {
    Path file = written(plan());
    rewrite(file, text -> text.replaceFirst("\"version\":\"1.0\"", "\"version\":\"2.0\""));

    assertRefused(file, "format version 2");
  }

  @Test
  void file_that_is_no_plan_is_refused() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"hello\":1}\n");

    assertRefused(file, "header");
  }

  @Test
  void same_subject_twice_is_refused() throws IOException {
    Path file = written(plan());
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(lines.size() - 1, lines.get(lines.size() - 2));
    Files.writeString(file, Relinked.lines(String.join("\n", lines) + "\n"));

    assertRefused(file, "for the second time");
  }

  private void rewrite(Path file, UnaryOperator<String> edit) throws IOException {
    Files.writeString(file, edit.apply(Files.readString(file)));
  }

  private static void assertRefused(Path file, String reason) {
    assertThatExceptionOfType(PlanRefusedException.class)
        .isThrownBy(() -> LicensePlan.read(file))
        .withMessageContaining(reason)
        .withMessageContaining("Nothing was sent");
  }
}
