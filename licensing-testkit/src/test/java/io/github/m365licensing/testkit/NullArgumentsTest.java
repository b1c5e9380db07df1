package io.github.m365licensing.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Null is refused at once, by the name of the parameter. */
class NullArgumentsTest {

  static Stream<Arguments> calls() {
    FakeTenant tenant = FakeTenant.contoso();
    return Stream.of(
        call("units", () -> FakeTenant.builder().sku("EMS", null)),
        call("name", () -> FakeTenant.builder().sku(null, FakeTenant.seats(1))),
        call("sku", () -> FakeTenant.builder().sku((SubscribedSku) null)),
        call("subscription", () -> FakeTenant.builder().subscription(null)),
        call("userPrincipalName", () -> FakeTenant.builder().user(null)),
        call("description", () -> FakeTenant.builder().user("a@contoso.com", null)),
        call("displayName", () -> FakeTenant.builder().group(null)),
        call("value", () -> user(u -> u.department(null))),
        call("clock", () -> FakeTenant.builder().clock(null)),
        call("semantics", () -> FakeTenant.builder().semantics((FakeSemantics) null)),
        call("lag", () -> FakeTenant.builder().visibleAfter(null)),
        call("snapshot", () -> FakeTenant.of((TenantSnapshot) null)),
        call("idOrUserPrincipalName", () -> tenant.findUser(null)),
        call("query", () -> tenant.listUsers(null)),
        call("ids", () -> tenant.listUsersById(null)),
        call("id", () -> tenant.findGroup(null)),
        call("writes", () -> tenant.submit(null, outcome -> {})),
        call("done", () -> tenant.submit(java.util.List.of(), null)),
        call("idOrUserPrincipalName", () -> tenant.user(null)),
        call("idOrDisplayName", () -> tenant.group(null)),
        call("name", () -> tenant.sku(null)),
        call("duration", () -> tenant.advance(null)),
        call("caller", () -> tenant.caller(null)),
        call("lag", () -> tenant.visibleAfter(null)),
        call("operation", () -> RequestMatcher.operation(null)),
        call("requests", () -> tenant.faults().conflict().on(null)),
        call("write", () -> tenant.faults().driftBefore(null)),
        call("retryAfter", () -> tenant.faults().throttle(null)));
  }

  private static Arguments call(String parameter, ThrowingCallable call) {
    return Arguments.of(parameter, call);
  }

  private static void user(Consumer<UserSpec> description) {
    FakeTenant.builder().user("a@contoso.com", description);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void null_is_refused_by_name(String parameter, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(parameter);
  }
}
