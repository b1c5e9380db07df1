package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"L", "W"})
  void ids_are_unique_and_without_gaps(String contract) {
    List<Integer> numbers =
        Rules.all().stream()
            .filter(entry -> entry.contract().equals(contract))
            .map(Rules.Entry::number)
            .toList();

    assertThat(numbers)
        .hasSizeGreaterThan(10)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
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
  void every_switch_decides_a_rule() {
    Set<String> switches = new TreeSet<>();
    Switches.all().forEach(fact -> switches.add(fact.name()));
    Set<String> facts = new TreeSet<>();
    Rules.all().stream().map(entry -> entry.rule().fact()).forEach(facts::add);
    facts.remove("");
    // No rule can have a tenant throttle.
    facts.add("retryAfterOn429");

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
                assertThat(
                        Class.forName(topic).isAssignableFrom(TenantContract.class)
                            || Class.forName(topic).isAssignableFrom(WireContract.class))
                    .as(topic)
                    .isTrue());
  }
}
