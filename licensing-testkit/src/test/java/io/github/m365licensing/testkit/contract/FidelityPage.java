package io.github.m365licensing.testkit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page {@code docs/FIDELITY.md}: every rule, how sure it is, and where that comes from. */
final class FidelityPage {

  static final String COMMAND =
      "mvn -q -pl licensing-testkit -am test -Dtest=FidelityPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dfidelity.write=true";

  private FidelityPage() {}

  static Path path() {
    return Path.of("..", "docs", "FIDELITY.md");
  }

  static void write() throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), text());
  }

  static String text() {
    List<Rules.Entry> rules = Rules.all();
    StringBuilder page = new StringBuilder(head(rules));
    Map<String, List<Rules.Entry>> byOperation =
        rules.stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.rule().operation(), TreeMap::new, Collectors.toList()));
    byOperation.forEach(
        (operation, entries) -> {
          page.append("\n## `").append(operation).append("`\n\n");
          page.append("| Rule | Behaviour | Mark | Source |\n| --- | --- | --- | --- |\n");
          entries.forEach(entry -> page.append(row(entry)));
        });
    return page.toString();
  }

  private static String head(List<Rules.Entry> rules) {
    StringBuilder head = new StringBuilder();
    head.append("# Fidelity\n\n");
    head.append(
        """
        What the fake tenant and every other implementation of the port `Tenant` are held to, and how sure each rule is.
        Made from the contract kit; do not edit. To make it again:

        ```bash
        %s
        ```

        | Mark | Meaning | Rules |
        | --- | --- | --- |
        """
            .formatted(COMMAND));
    for (Mark mark : Mark.values()) {
      long count = rules.stream().filter(entry -> entry.rule().mark() == mark).count();
      head.append("| %s | %s | %d |\n".formatted(word(mark), meaning(mark), count));
    }
    long optional = rules.stream().filter(entry -> entry.strength().equals("optional")).count();
    head.append(
        """
        | | all | %d |

        %d rules are optional: they are skipped where the tenant under test does not offer what they need.
        A rule whose behaviour hangs on a switch names it; the fake is run under every value of every switch.
        """
            .formatted(rules.size(), optional));
    return head.toString();
  }

  private static String meaning(Mark mark) {
    return switch (mark) {
      case DOCUMENTED -> "the documentation of the service or of the port says so";
      case OBSERVED -> "seen in public: an issue, a script, a log, a write-up";
      case CONTESTED -> "public sources contradict each other; a switch decides";
      case ASSUMED -> "nowhere stated; the most likely behaviour";
    };
  }

  private static String row(Rules.Entry entry) {
    Rule rule = entry.rule();
    String source =
        rule.against().isEmpty() ? rule.source() : rule.source() + "; against: " + rule.against();
    String strength = entry.strength().equals("optional") ? " (optional)" : "";
    String fact = rule.fact().isEmpty() ? "" : " · switch `" + rule.fact() + "`";
    return "| %s | %s%s | %s%s | %s |\n"
        .formatted(entry.id(), entry.sentence(), strength, word(rule.mark()), fact, source);
  }

  private static String word(Mark mark) {
    return mark.name().toLowerCase(Locale.ROOT);
  }
}
