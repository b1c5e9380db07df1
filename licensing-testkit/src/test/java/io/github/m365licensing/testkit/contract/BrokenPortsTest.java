package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.Lag;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The kit notices what is broken, by the rule that is about it and by no unrelated one. */
class BrokenPortsTest {

  private static final String BREAK = "contract.break";

  static Stream<Break> breaks() {
    return Stream.<Break[]>of(BrokenRead.values(), BrokenWrite.values(), BrokenSubmit.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void a_broken_port_fails_the_rules_about_it_and_no_other(Break broken) {
    Set<String> failed = failedRules(((Enum<?>) broken).name());

    assertThat(String.join(" ", failed))
        .as("rules that fail for %s", broken)
        .isEqualTo(broken.noticedBy());
  }

  @Test
  void a_sound_port_behind_the_same_delegation_fails_no_rule() {
    assertThat(failedRules("")).isEmpty();
  }

  private static Set<String> failedRules(String broken) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(PortUnderTest.class))
            .configurationParameter(BREAK, broken)
            .execute()
            .testEvents();
    assertThat(tests.started().count())
        .isEqualTo(Rules.all().stream().filter(rule -> rule.contract().equals("L")).count());
    Set<String> failed = new TreeSet<>();
    tests.failed().stream().map(BrokenPortsTest::ruleOf).forEach(failed::add);
    return failed;
  }

  static String ruleOf(Event event) {
    Matcher name = Rules.NAME.matcher(event.getTestDescriptor().getDisplayName().replace("()", ""));
    assertThat(name.matches()).as(event.getTestDescriptor().getDisplayName()).isTrue();
    return name.group(2);
  }

  /** Not found by the build's own search for tests: it runs only from here, broken on purpose. */
  static final class PortUnderTest implements TenantContract {

    @RegisterExtension
    final BeforeEachCallback chosen =
        (ExtensionContext context) ->
            broken =
                breaks()
                    .filter(
                        candidate ->
                            context
                                .getConfigurationParameter(BREAK)
                                .filter(((Enum<?>) candidate).name()::equals)
                                .isPresent())
                    .findFirst();

    private Optional<Break> broken = Optional.empty();

    private Tenant port(FakeTenant tenant) {
      return broken.map(b -> b.of(tenant)).orElseGet(() -> new DelegatingTenant(tenant));
    }

    @Override
    public Tenant contoso() {
      return port(FakeTenant.contoso());
    }

    @Override
    public Optional<Tenant> contosoWithLag() {
      FakeTenant tenant = FakeTenant.contoso();
      tenant.visibleAfter(Lag.reads(2));
      return Optional.of(port(tenant));
    }

    @Override
    public Optional<Tenant> contosoFor(Set<String> permissions) {
      FakeTenant tenant = FakeTenant.contoso();
      tenant.caller(Caller.application(permissions.toArray(String[]::new)));
      return Optional.of(port(tenant));
    }

    @Override
    public Optional<Tenant> tenantOf(int users) {
      return Optional.of(port(FakeTenant.fabrikam(users)));
    }
  }
}
