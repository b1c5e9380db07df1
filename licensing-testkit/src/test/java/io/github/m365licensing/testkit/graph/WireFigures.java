package io.github.m365licensing.testkit.graph;

import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.models.AssignedLicense;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.assignlicense.AssignLicensePostRequestBody;
import com.sun.net.httpserver.HttpServer;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Microseconds per call of the real Graph SDK on the fake, beside a canned answer with the same
 * bytes through the same transport, and over loopback also on the server of the JDK. Rounds
 * alternate, so that a busy machine is busy for both; the median round counts.
 */
final class WireFigures {

  private static final UUID EMS = UUID.fromString("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final int ROUNDS = 41;
  private static final int CALLS = 200;

  /** Remembers the last answer, and repeats it from then on. */
  private static final class Canned implements Interceptor {
    private final Interceptor real;
    private Response head;
    private byte[] body;

    Canned(Interceptor real) {
      this.real = real;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
      if (head == null) {
        Response response = real.intercept(chain);
        body = response.body().bytes();
        head = response;
      }
      return head.newBuilder()
          .request(chain.request())
          .body(ResponseBody.create(body, head.body().contentType()))
          .build();
    }
  }

  private WireFigures() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    FakeTenant tenant = FakeTenant.contoso();
    String adele = tenant.user("adele@contoso.com").id().toString();
    Map<String, GraphServiceClient> clients = new LinkedHashMap<>();
    clients.put("in process, fake", client(tenant, FakeGraph.interceptor(tenant)));
    clients.put(
        "in process, canned GET", client(tenant, new Canned(FakeGraph.interceptor(tenant))));
    clients.put(
        "in process, canned POST", client(tenant, new Canned(FakeGraph.interceptor(tenant))));
    try (FakeGraphServer server = FakeGraphServer.start(tenant)) {
      clients.put("loopback, fake", loopback(tenant, server.baseUrl()));
      byte[] skus =
          java.net
              .URI
              .create(server.baseUrl() + "/subscribedSkus")
              .toURL()
              .openStream()
              .readAllBytes();
      byte[] user =
          java.net
              .URI
              .create(server.baseUrl() + "/users/" + adele)
              .toURL()
              .openStream()
              .readAllBytes();
      HttpServer canned = canned(skus, user);
      clients.put(
          "loopback, canned, JDK's server",
          loopback(tenant, "http://127.0.0.1:" + canned.getAddress().getPort() + "/v1.0"));
      LoopbackServer same = cannedOnTheSame(skus, user);
      clients.put(
          "loopback, canned", loopback(tenant, "http://127.0.0.1:" + same.port() + "/v1.0"));
      System.out.println("subscribedSkus answer: " + skus.length + " bytes");
      Map<String, Runnable> calls = new LinkedHashMap<>();
      clients.forEach(
          (name, client) -> {
            if (!name.endsWith("POST")) {
              calls.put(
                  "GET subscribedSkus   " + name.replace(" GET", ""),
                  () -> client.subscribedSkus().get());
            }
            if (!name.endsWith("GET")) {
              calls.put(
                  "POST assignLicense   " + name.replace(" POST", ""),
                  () -> client.users().byUserId(adele).assignLicense().post(body()));
            }
          });
      measure(calls);
      canned.stop(0);
      same.close();
    }
    System.exit(0);
  }

  private static void measure(Map<String, Runnable> calls) {
    Map<String, List<Long>> rounds = new LinkedHashMap<>();
    for (int round = -20; round < ROUNDS; round++) {
      for (Map.Entry<String, Runnable> call : calls.entrySet()) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
          call.getValue().run();
        }
        long micros = (System.nanoTime() - start) / CALLS / 1_000;
        if (round >= 0) {
          rounds.computeIfAbsent(call.getKey(), name -> new ArrayList<>()).add(micros);
        }
      }
    }
    rounds.forEach(
        (name, all) -> {
          long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
          System.out.printf(
              "%-52s median %5d µs  best %5d µs%n", name, sorted[sorted.length / 2], sorted[0]);
        });
    System.out.println(Arrays.asList(System.getProperty("java.version")));
  }

  private static GraphServiceClient client(FakeTenant tenant, Interceptor last) {
    OkHttpClient http =
        GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
            .addInterceptor(last)
            .build();
    return new GraphServiceClient(
        new BaseGraphRequestAdapter(
            new AzureIdentityAuthenticationProvider(
                FakeGraph.credential(tenant),
                new String[] {"graph.microsoft.com"},
                "https://graph.microsoft.com/.default"),
            "https://graph.microsoft.com/v1.0",
            http));
  }

  private static GraphServiceClient loopback(FakeTenant tenant, String baseUrl) {
    return new GraphServiceClient(
        new BaseGraphRequestAdapter(
            new AzureIdentityAuthenticationProvider(
                FakeGraph.credential(tenant),
                new String[] {"127.0.0.1"},
                "https://graph.microsoft.com/.default"),
            baseUrl,
            GraphServiceClient.getGraphClientOptions()));
  }

  private static HttpServer canned(byte[] skus, byte[] user) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(java.util.concurrent.Executors.newFixedThreadPool(16));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = exchange.getRequestMethod().equals("GET") ? skus : user;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }

  private static LoopbackServer cannedOnTheSame(byte[] skus, byte[] user) throws IOException {
    return LoopbackServer.start(
        0,
        new LoopbackService(
            FakeTenant.builder().build().wire(WireOptions.defaults()),
            request ->
                WireAnswer.builder(200)
                    .header("Content-Type", "application/json")
                    .body(request.method().equals("GET") ? skus : user)
                    .build()),
        new LoopbackServer.Limits(20, Duration.ofMinutes(1)));
  }

  private static AssignLicensePostRequestBody body() {
    AssignedLicense license = new AssignedLicense();
    license.setSkuId(EMS);
    license.setDisabledPlans(List.of());
    AssignLicensePostRequestBody body = new AssignLicensePostRequestBody();
    body.setAddLicenses(List.of(license));
    body.setRemoveLicenses(List.of());
    return body;
  }
}
