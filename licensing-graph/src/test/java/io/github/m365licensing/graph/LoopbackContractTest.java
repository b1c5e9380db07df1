package io.github.m365licensing.graph;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.contract.TenantContract;
import io.github.m365licensing.testkit.graph.FakeGraph;
import io.github.m365licensing.testkit.graph.FakeGraphServer;
import io.github.m365licensing.testkit.scenario.Lag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;

/** The contract through the real Graph SDK and a real credential, over a loopback socket. */
class LoopbackContractTest implements TenantContract {

  private final List<FakeGraphServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(FakeGraphServer::close);
  }

  private Tenant over(FakeTenant fake, String... permissions) {
    FakeGraphServer server = FakeGraphServer.start(fake);
    servers.add(server);
    return GraphTenant.builder()
        .credential(FakeGraph.credential(fake, permissions))
        .baseUrl(server.baseUrl())
        .httpClient(new OkHttpClient.Builder().addInterceptor(new CheckedAnswers()).build())
        .allowedHosts("127.0.0.1")
        .time(fake.time())
        .build();
  }

  @Override
  public Tenant contoso() {
    return over(FakeTenant.contoso());
  }

  @Override
  public Optional<Tenant> contosoWithLag() {
    FakeTenant fake = FakeTenant.contoso();
    fake.visibleAfter(Lag.reads(2));
    return Optional.of(over(fake));
  }

  @Override
  public Optional<Tenant> contosoFor(Set<String> permissions) {
    return Optional.of(over(FakeTenant.contoso(), permissions.toArray(String[]::new)));
  }

  @Override
  public Optional<Tenant> tenantOf(int users) {
    FakeTenantBuilder tenant = FakeTenant.builder();
    for (int i = 0; i < users; i++) {
      tenant.user("user%d@contoso.com".formatted(i), user -> {});
    }
    return Optional.of(over(tenant.build()));
  }
}
