package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.m365licensing.testkit.FakeTenant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The kit notices what is broken on the wire, by the rule that is about it. */
class BrokenWiresTest {

  private static final String BREAK = "contract.break";

  @ParameterizedTest
  @EnumSource
  void a_broken_wire_fails_the_rules_about_it_and_no_other(BrokenWire broken) {
    assertThat(String.join(" ", failedRules(broken.name())))
        .as("rules that fail for %s", broken)
        .isEqualTo(broken.noticedBy());
  }

  @Test
  void a_sound_wire_fails_no_rule() {
    assertThat(failedRules("")).isEmpty();
  }

  private static Set<String> failedRules(String broken) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(WireTestee.class))
            .configurationParameter(BREAK, broken)
            .execute()
            .testEvents();
    assertThat(tests.started().count())
        .isEqualTo(Rules.all().stream().filter(rule -> rule.contract().equals("W")).count());
    Set<String> failed = new TreeSet<>();
    tests.failed().stream().map(BrokenPortsTest::ruleOf).forEach(failed::add);
    return failed;
  }

  /** Not found by the build's own search for tests: it runs only from here, broken on purpose. */
  static final class WireTestee implements WireContract {

    @RegisterExtension
    final BeforeEachCallback chosen =
        (ExtensionContext context) ->
            broken =
                Stream.of(BrokenWire.values())
                    .filter(
                        candidate ->
                            context
                                .getConfigurationParameter(BREAK)
                                .filter(candidate.name()::equals)
                                .isPresent())
                    .findFirst();

    private Optional<BrokenWire> broken = Optional.empty();

    private GraphDoor door(WireDoor sound) {
      return broken.map(b -> b.of(sound)).orElse(sound);
    }

    @Override
    public GraphDoor contosoWire() {
      return door(new WireDoor(FakeTenant.contoso()));
    }

    @Override
    public Optional<GraphDoor> contosoWireFor(Set<String> permissions) {
      return Optional.of(door(WireDoor.limited(FakeTenant.contoso(), permissions)));
    }
  }
}
