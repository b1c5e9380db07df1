package io.github.m365licensing.testkit.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests with bytes lost, doubled or replaced: each is answered in Graph's form or ended. */
@Timeout(120)
class RawBytesFuzzTest {

  private static final String[] SOUND = {
    "GET /v1.0/users?$filter=displayName eq 'x'&$top=3 HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n",
    "POST /v1.0/users/adele@contoso.com/assignLicense HTTP/1.1\r\nHost: a\r\n"
        + "Content-Type: application/json\r\nContent-Length: 38\r\n\r\n"
        + "{\"addLicenses\":[],\"removeLicenses\":[]}",
    "POST /v1.0/$batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"req\r\nf\r\nuests\":[]}     \r\n0\r\n\r\n",
    "GET /v1.0/users/adele@contoso.com HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
        + "DELETE /v1.0/users/nobody HTTP/1.1\r\nHost: a\r\n\r\n",
  };

  @Test
  void damaged_requests_do_no_harm() throws IOException {
    damage(7, 300);
  }

  @Test
  @Tag("proof")
  void many_damaged_requests_do_no_harm() throws IOException {
    damage(11, 5_000);
  }

  private static void damage(long seed, int times) throws IOException {
    Random random = new Random(seed);
    FakeTenant tenant = FakeTenant.contoso();
    try (FakeGraphServer server = FakeGraphServer.start(tenant)) {
      for (int i = 0; i < times; i++) {
        String sent = damaged(SOUND[random.nextInt(SOUND.length)], random);
        try (RawClient client = new RawClient(server)) {
          client.sendBytes(sent.getBytes(StandardCharsets.ISO_8859_1)).sendsNoMore();
          readAll(client, sent);
        }
      }
      try (RawClient client = new RawClient(server)) {
        client.send(RawClient.get("/v1.0/organization", ""));
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  private static String damaged(String sound, Random random) {
    StringBuilder text = new StringBuilder(sound);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, (char) random.nextInt(256));
        case 2 -> text.setCharAt(at, (char) random.nextInt(256));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
      }
    }
    return text.toString();
  }

  /** Every answer is checked as it is read; the server closes when the client has ended. */
  private static void readAll(RawClient client, String sent) throws IOException {
    try {
      while (true) {
        assertThat(client.answer().status()).as(sent).isBetween(100, 599).isNotEqualTo(500);
      }
    } catch (EOFException | SocketException ended) {
      return;
    }
  }
}
