package io.github.m365licensing.testkit.contract;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.graph.FakeGraph;
import io.github.m365licensing.testkit.graph.FakeGraphServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The fake's wire over a socket keeps the contract for a client that knows nothing of Graph. */
class LoopbackWireContractTest implements WireContract {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<FakeGraphServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(FakeGraphServer::close);
  }

  @Override
  public GraphDoor contosoWire() {
    return door(FakeTenant.contoso(), "");
  }

  @Override
  public Optional<GraphDoor> contosoWireFor(Set<String> permissions) {
    FakeTenant tenant = FakeTenant.contoso();
    TokenRequestContext graph = new TokenRequestContext();
    graph.addScopes("https://graph.microsoft.com/.default");
    AccessToken token =
        FakeGraph.credential(tenant, permissions.toArray(String[]::new)).getTokenSync(graph);
    return Optional.of(door(tenant, "Bearer " + token.getToken()));
  }

  private GraphDoor door(FakeTenant tenant, String authorization) {
    FakeGraphServer server = FakeGraphServer.start(tenant);
    servers.add(server);
    return (method, path, body) ->
        send(URI.create(server.baseUrl() + path), method, authorization, body);
  }

  private static GraphDoor.Answer send(
      URI address, String method, String authorization, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      GraphAnswers.check(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
      return new GraphDoor.Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an answer.", e);
    }
  }
}
