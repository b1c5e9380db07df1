package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulesTest {

  @Test
  void every_method_of_the_contract_is_a_rule_and_named_as_one() {
    assertThat(Rules.methods())
        .isNotEmpty()
        .allSatisfy(
            method -> {
              assertThat(method.getName()).matches(Rules.NAME);
              assertThat(method.isAnnotationPresent(Rule.class)).as(method.getName()).isTrue();
            });
  }

  @Test
  void ids_are_unique_and_without_gaps() {
    assertThat(Rules.all())
        .extracting(Rules.Entry::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, Rules.all().size()).boxed().toList());
  }

  @Test
  void every_rule_has_a_source_and_only_contested_ones_have_a_second() {
    assertThat(Rules.all())
        .allSatisfy(
            entry -> {
              assertThat(entry.rule().source()).as(entry.id()).isNotBlank();
              assertThat(entry.rule().operation()).as(entry.id()).isNotBlank();
              assertThat(entry.rule().against().isBlank())
                  .as("%s has no source against it", entry.id())
                  .isEqualTo(entry.rule().mark() != Mark.CONTESTED);
            });
  }

  @Test
  void every_switch_of_the_rule_book_decides_a_rule() {
    Set<String> switches = new TreeSet<>();
    Switches.licensingAttributes().stream().map(Method::getName).forEach(switches::add);
    Set<String> facts = new TreeSet<>();
    Rules.all().stream().map(entry -> entry.rule().fact()).forEach(facts::add);
    facts.remove("");
    // The port always sends disabledPlans, so what leaving them out means shows on the wire only.
    facts.add("omittedDisabledPlans");

    assertThat(facts).isEqualTo(switches);
  }

  @Test
  void every_topic_is_part_of_the_whole_contract() {
    List<String> topics =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(TenantContract.class)
                .stream()
                .filter(type -> type.getSimpleName().endsWith("Contract"))
                .map(type -> type.getName())
                .toList();

    assertThat(topics)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            topic ->
                assertThat(Class.forName(topic).isAssignableFrom(TenantContract.class))
                    .as(topic)
                    .isTrue());
  }
}
