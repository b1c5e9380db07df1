package io.github.m365licensing.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;

/** Runs the cases of {@link Cases} with an engine of their own and checks how they end. */
class FakeTenantTestTest {

  private static EngineExecutionResults run(Class<?> test) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute();
  }

  private static void passes(Class<?> test, int tests) {
    run(test)
        .testEvents()
        .assertStatistics(stats -> stats.started(tests).succeeded(tests).failed(0));
  }

  private static List<String> published(EngineExecutionResults results, String key) {
    return results.allEvents().stream()
        .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
        .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .filter(entry -> entry.containsKey(key))
        .map(entry -> entry.get(key))
        .toList();
  }

  @Test
  void parameters_of_one_test_mean_one_tenant() {
    passes(Cases.OneTenant.class, 1);
  }

  @Test
  void no_two_tests_share_a_tenant() {
    passes(Cases.Fresh.class, 2);
  }

  @Test
  void a_method_before_each_test_gets_the_tenant_of_the_test() {
    passes(Cases.BeforeEachToo.class, 1);
  }

  @Test
  void the_annotation_nearest_to_the_test_chooses_the_tenant() {
    passes(Cases.Chosen.class, 4);
  }

  @Test
  void a_method_alone_can_be_annotated() {
    passes(Cases.MethodAlone.class, 1);
  }

  @Test
  void nested_classes_are_covered() {
    passes(Cases.Outer.class, 2);
  }

  @Test
  void subclasses_inherit_the_annotation() {
    passes(Cases.Inheriting.class, 1);
  }

  @Test
  void each_invocation_of_a_parameterised_test_has_a_tenant_of_its_own() {
    passes(Cases.Parameterised.class, 3);
  }

  @Test
  void parallel_tests_do_not_meet() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Cases.Parallel.class))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(40).failed(0));
  }

  @Test
  void a_fault_that_did_not_fire_fails_the_test_and_is_named() {
    EngineExecutionResults results = run(Cases.UnfiredFault.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(text -> text.contains("armed and did not fire: ")),
                    message(text -> text.contains("ReplyLost")))));
  }

  @Test
  void a_broken_invariant_fails_the_test_and_is_named() {
    run(Cases.BrokenInvariant.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(text -> text.contains("its rules do not allow")))));
  }

  @Test
  void a_failed_test_publishes_the_last_ten_requests_without_names() {
    EngineExecutionResults results = run(Cases.Failing.class);

    List<String> requests = published(results, "fake tenant, last requests");
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).lines()).hasSize(10).allMatch(line -> line.contains("GET"));
    assertThat(requests.get(0)).contains("#12 ").doesNotContain("#2 ", "adele");
  }

  @Test
  void a_failed_test_keeps_its_own_failure_and_reports_the_unfired_fault() {
    EngineExecutionResults results = run(Cases.FailingWithFault.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(message("my own failure"))));
    assertThat(published(results, "fake tenant, problems"))
        .singleElement()
        .asString()
        .contains("armed and did not fire");
  }

  @Test
  void a_test_that_passes_publishes_nothing() {
    assertThat(published(run(Cases.OneTenant.class), "fake tenant, last requests")).isEmpty();
  }

  @Test
  void a_tenant_for_a_constructor_is_refused_with_the_way_out() {
    run(Cases.InConstructor.class)
        .allEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(ParameterResolutionException.class),
                    message(text -> text.contains("@BeforeEach")))));
  }

  @Test
  void a_test_without_such_a_parameter_costs_nothing() {
    passes(Cases.WithoutParameter.class, 1);
  }
}
