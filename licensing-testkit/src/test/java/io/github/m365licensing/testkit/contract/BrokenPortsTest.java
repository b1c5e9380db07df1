package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.Lag;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit notices what is broken, by the rule that is about it and by no unrelated one. */
class BrokenPortsTest {

  static Stream<Break> breaks() {
    return Stream.<Break[]>of(BrokenRead.values(), BrokenWrite.values(), BrokenSubmit.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void a_broken_port_fails_the_rules_about_it_and_no_other(Break broken) {
    assertThat(Rules.failed("L", () -> new Port(broken::of)))
        .as("rules that fail for %s", broken)
        .isEqualTo(broken.noticedBy());
  }

  @Test
  void a_sound_port_behind_the_same_delegation_fails_no_rule() {
    assertThat(Rules.failed("L", () -> new Port(DelegatingTenant::new))).isEmpty();
  }

  private record Port(Function<FakeTenant, Tenant> door) implements TenantContract {

    @Override
    public Tenant contoso() {
      return door.apply(FakeTenant.contoso());
    }

    @Override
    public Optional<Tenant> contosoWithLag() {
      FakeTenant tenant = FakeTenant.contoso();
      tenant.visibleAfter(Lag.reads(2));
      return Optional.of(door.apply(tenant));
    }

    @Override
    public Optional<Tenant> contosoFor(Set<String> permissions) {
      FakeTenant tenant = FakeTenant.contoso();
      tenant.caller(Caller.application(permissions.toArray(String[]::new)));
      return Optional.of(door.apply(tenant));
    }

    @Override
    public Optional<Tenant> tenantOf(int users) {
      return Optional.of(door.apply(FakeTenant.fabrikam(users)));
    }
  }
}
