package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FidelityPageTest {

  @Test
  void the_committed_page_says_what_the_rules_say() throws IOException {
    if (Boolean.getBoolean("fidelity.write")) {
      FidelityPage.write();
    }

    assertThat(FidelityPage.path())
        .as("docs/FIDELITY.md is missing. Make it with:%n%s", FidelityPage.COMMAND)
        .exists();
    assertThat(Files.readString(FidelityPage.path()))
        .as("docs/FIDELITY.md is stale. Make it again with:%n%s", FidelityPage.COMMAND)
        .isEqualTo(FidelityPage.text());
  }

  @Test
  void the_page_names_every_rule_once() {
    String page = FidelityPage.text();

    assertThat(Rules.all())
        .allSatisfy(entry -> assertThat(page).containsOnlyOnce("\n| " + entry.id() + " |"));
  }
}
