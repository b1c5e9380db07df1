package io.github.m365licensing.testkit.graph;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.github.m365licensing.testkit.internal.Pipeline;
import io.github.m365licensing.testkit.internal.wire.GraphProtocol;
import java.util.List;
import okhttp3.OkHttpClient;

final class FakeGraph {
  private static final String SCOPE = "https://graph.microsoft.com/.default";
  private static final String HOST = "graph.microsoft.com";

  private FakeGraph() {}

  static GraphServiceClient client(Pipeline tenant, String... permissions) {
    GraphProtocol protocol = new GraphProtocol(tenant, GraphProtocol.Settings.lenient());
    OkHttpClient http =
        GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
            .addInterceptor(new FakeGraphInterceptor(protocol))
            .build();
    AzureIdentityAuthenticationProvider authentication =
        new AzureIdentityAuthenticationProvider(
            credential(tenant, permissions), new String[] {HOST}, SCOPE);
    return new GraphServiceClient(
        new BaseGraphRequestAdapter(authentication, "https://" + HOST + "/v1.0", http));
  }

  static TokenCredential credential(Pipeline tenant, String... permissions) {
    GraphProtocol protocol =
        new GraphProtocol(tenant, new GraphProtocol.Settings(false, List.of(permissions)));
    String id = tenant.engine().organization().organization().id().toString();
    return new ClientSecretCredentialBuilder()
        .tenantId(id)
        .clientId("00000000-0000-0000-0000-00000000fa4e")
        .clientSecret("any")
        .disableInstanceDiscovery()
        .httpClient(new FakeGraphHttpClient(protocol))
        .build();
  }
}
