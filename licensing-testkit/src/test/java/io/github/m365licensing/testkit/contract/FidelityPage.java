package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.wire.odata.UnmodelledProperties;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
    page.append(switches());
    page.append(refused());
    page.append(gaps());
    return page.toString();
  }

  private static String head(List<Rules.Entry> rules) {
    StringBuilder head = new StringBuilder();
    head.append("# Fidelity\n\n");
    head.append(
        """
        What the fake tenant and every other implementation of the port `Tenant` are held to, and how sure each rule is:
        rules L of the port (`TenantContract`), rules W of Graph's wire (`WireContract`). What is not modelled stands at the end.
        Made from the contract kit; do not edit. To make it again:

        ```bash
        %s
        ```

        | Mark | Meaning | Port | Wire | Rules |
        | --- | --- | --- | --- | --- |
        """
            .formatted(COMMAND));
    for (Mark mark : Mark.values()) {
      List<Rules.Entry> marked =
          rules.stream().filter(entry -> entry.rule().mark() == mark).toList();
      head.append("| %s | %s | %s |\n".formatted(word(mark), meaning(mark), counts(marked)));
    }
    long optional = rules.stream().filter(entry -> entry.strength().equals("optional")).count();
    head.append(
        """
        | | all | %s |

        %d rules are optional: they are skipped where the tenant under test does not offer what they need.
        A rule whose behaviour hangs on a switch names it. Each build runs the fake under every value of that switch, and profile `proof` runs
        every rule under every value of every switch.
        """
            .formatted(counts(rules), optional));
    return head.toString();
  }

  private static String counts(List<Rules.Entry> rules) {
    long port = rules.stream().filter(entry -> entry.contract().equals("L")).count();
    return "%d | %d | %d".formatted(port, rules.size() - port, rules.size());
  }

  private static String switches() {
    StringBuilder text = new StringBuilder();
    text.append(
        """

        ## Switches

        What public sources contradict each other on, or leave open, and the fake can be told. `LicensingSemantics` and `FakeSemantics` name the sources.

        | Switch | Default | Other readings | Rules |
        | --- | --- | --- | --- |
        """);
    Switches.all()
        .forEach(
            fact -> {
              String rules =
                  Rules.all().stream()
                      .filter(entry -> entry.rule().fact().equals(fact.name()))
                      .map(Rules.Entry::id)
                      .collect(Collectors.joining(", "));
              text.append(
                  "| `%s` | %s | %s | %s |\n"
                      .formatted(
                          fact.name(), fact.value(), String.join(", ", fact.others()), rules));
            });
    return text.toString();
  }

  private static String refused() {
    StringBuilder text = new StringBuilder();
    text.append(
        """

        ## Not modelled: refused by name

        What Graph has and the fake has not is refused, so that no test passes on it. The code of the answer begins with `fake.`; Graph has no such code.

        | Code | Status | Refused | Nearest |
        | --- | --- | --- | --- |
        """);
    for (NotModelled refusal : NotModelled.values()) {
      text.append(
          "| `%s` | %d | %s | %s |\n"
              .formatted(refusal.code(), refusal.status(), refusal.things(), refusal.nearest()));
    }
    text.append("\nThe properties:\n\n");
    UnmodelledProperties.all()
        .forEach(
            (type, names) -> text.append("- `%s`: %s\n".formatted(type, String.join(", ", names))));
    text.append("\nThe operations that are modelled, with `/users/{id}` also by name:\n\n");
    FakeTenant.builder().build().wire(WireOptions.defaults()).operations().stream()
        .sorted(Comparator.comparing(operation -> operation.substring(operation.indexOf('/'))))
        .forEach(operation -> text.append("- `").append(operation).append("`\n"));
    return text.toString();
  }

  private static String gaps() {
    StringBuilder text = new StringBuilder();
    text.append(
        """

        ## Not modelled: left out

        What the service does without being asked, so that nothing could be refused.

        | The service | Here | Why |
        | --- | --- | --- |
        """);
    Gap.all()
        .forEach(
            gap ->
                text.append("| %s | %s | %s |\n".formatted(gap.what(), gap.here(), gap.reason())));
    return text.toString();
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
