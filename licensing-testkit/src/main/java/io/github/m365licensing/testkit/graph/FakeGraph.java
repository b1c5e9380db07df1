package io.github.m365licensing.testkit.graph;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * Microsoft's own clients against a fake tenant, in process: the real Graph SDK, the real Azure
 * Identity, no socket. Nothing here can reach a real host.
 *
 * <pre>{@code
 * FakeTenant tenant = FakeTenant.contoso();
 * GraphServiceClient graph = FakeGraph.client(tenant);
 * graph.users().byUserId("adele@contoso.com").get();
 * }</pre>
 */
public final class FakeGraph {

  private static final String HOST = "graph.microsoft.com";
  private static final String SCOPE = "https://graph.microsoft.com/.default";
  private static final String CLIENT_ID = "00000000-0000-4000-8000-00000000fa6e";

  private FakeGraph() {}

  /**
   * A Graph client with the SDK's own middleware, signed in with {@link #credential}.
   *
   * @param tenant the tenant that answers
   * @param permissions the application permissions that the client has; every one that licensing
   *     knows if there are none
   */
  public static GraphServiceClient client(FakeTenant tenant, String... permissions) {
    OkHttpClient http =
        GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
            .addInterceptor(interceptor(tenant))
            .build();
    AzureIdentityAuthenticationProvider authentication =
        new AzureIdentityAuthenticationProvider(
            credential(tenant, permissions), new String[] {HOST}, SCOPE);
    return new GraphServiceClient(
        new BaseGraphRequestAdapter(authentication, "https://" + HOST + "/v1.0", http));
  }

  /**
   * A client-secret credential whose tokens the fake's sign-in service issues.
   *
   * @param tenant the tenant that it signs in to
   * @param permissions the application permissions in its tokens, for example {@code
   *     User.Read.All}; every one that licensing knows if there are none
   */
  public static TokenCredential credential(FakeTenant tenant, String... permissions) {
    return new ClientSecretCredentialBuilder()
        .tenantId(tenant.id().toString())
        .clientId(CLIENT_ID)
        .clientSecret("any secret will do")
        .disableInstanceDiscovery()
        .httpClient(httpClient(tenant, permissions))
        .build();
  }

  /**
   * For clients built on OkHttp: an interceptor that answers every call itself. Add it last, so
   * that retry, redirect and the like still see its answers.
   *
   * @param tenant the tenant that answers
   */
  public static Interceptor interceptor(FakeTenant tenant) {
    return new FakeGraphInterceptor(wire(tenant));
  }

  /**
   * For clients built on Azure Core: an HTTP client that answers every call itself, those to the
   * sign-in service among them.
   *
   * @param tenant the tenant that answers
   * @param permissions the application permissions in the tokens it issues; every one that
   *     licensing knows if there are none
   */
  public static HttpClient httpClient(FakeTenant tenant, String... permissions) {
    return new FakeGraphHttpClient(wire(tenant, permissions));
  }

  private static FakeWire wire(FakeTenant tenant, String... permissions) {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(permissions, "permissions");
    return tenant.wire(WireOptions.defaults().granting(permissions));
  }
}
