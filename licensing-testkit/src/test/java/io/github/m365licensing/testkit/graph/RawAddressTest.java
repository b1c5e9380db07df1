package io.github.m365licensing.testkit.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as command lines send them: not encoded, or not all of it. */
class RawAddressTest {

  private static final String EVENTUAL = "ConsistencyLevel: eventual\r\n";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .user("zoe@contoso.com", u -> u.displayName("Zoë \"Z\" {|}^`<>\\[]"))
          .user("adele@contoso.com", u -> u.displayName("Adele Vance"))
          .build();
  private final FakeGraphServer server = FakeGraphServer.start(tenant);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$search=\"displayName:zo\"",
        "$search=\"displayName:Zoë\"",
        "$filter=startswith(displayName,'Zoë')",
        "$filter=startswith(displayName, 'Zo') and  accountEnabled eq true",
        "$filter=displayName eq 'Zoë \"Z\" {|}^`<>\\[]'",
        "$filter=displayName eq 'Zo%C3%AB+\"Z\"%20{|}^`<>\\[]'",
      })
  void bytes_that_an_address_may_not_hold_are_taken(String query) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.send(RawClient.get("/v1.0/users?$count=true&" + query, EVENTUAL));

      RawClient.Answer answer = client.answer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().findValuesAsText("userPrincipalName"))
          .containsExactly("zoe@contoso.com");
    }
  }

  @Test
  void next_link_is_a_proper_address_whatever_was_sent() throws IOException {
    String first = "/v1.0/users?$top=1&$filter=not startswith(displayName,'\"{ë}|')&$count=true";
    try (RawClient client = new RawClient(server)) {
      client.send(RawClient.get(first, EVENTUAL));
      URI next = URI.create(client.answer().json().path("@odata.nextLink").asText());
      client.send(RawClient.get(next.getRawPath() + "?" + next.getRawQuery(), EVENTUAL));

      RawClient.Answer second = client.answer();

      assertThat(second.status()).isEqualTo(200);
      assertThat(second.json().path("value")).hasSize(1);
    }
  }

  @Test
  void key_with_raw_letters_finds_nobody_and_says_so_as_graph_does() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.send(RawClient.get("/v1.0/users/zoë|{nobody}@contoso.com", ""));

      assertThat(client.answer().errorCode()).isEqualTo("Request_ResourceNotFound");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1.0/users/%", "/v1.0/users?$filter=%zz", "/v1.0/users?$top=5%2"})
  void broken_percent_encoding_is_refused_as_graph_refuses(String target) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.send(RawClient.get(target, ""));

      assertThat(client.answer().errorCode()).isEqualTo("BadRequest");
    }
  }
}
