package io.github.m365licensing.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.graph.FakeGraphServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakeGraphMainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return FakeGraphMain.run(
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nonsense | Unknown option '--nonsense'.",
        "--port | --port needs a value.",
        "--port x | --port takes 0 to 65535, not 'x'.",
        "--port 70000 | --port takes 0 to 65535, not '70000'.",
        "--tenant nowhere | --tenant takes contoso, school, fabrikam:N or the file of a snapshot, not 'nowhere'.",
        "--tenant fabrikam:1000001 | --tenant fabrikam:N takes up to 1000000 users, not 1000001.",
        "--group-delay soon | --group-delay takes a number with ms, s or m, not 'soon'.",
      })
  void wrong_option_is_told_and_nothing_starts(String args, String message) {
    int code = run(args.split(" ", -1));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith(message)
        .contains("Nothing was started");
    assertThat(out.size()).isZero();
  }

  @Test
  void snapshot_that_cannot_be_used_is_told_and_nothing_starts(@TempDir Path dir)
      throws IOException {
    Path file = Files.writeString(dir.resolve("wrong.jsonl"), "{\"x\":1}\n");

    assertThat(run("--tenant", file.toString())).isEqualTo(2);
    assertThat(run("--tenant", dir.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("is not the header of a tenant snapshot")
        .contains("Nothing was started")
        .doesNotContain("Exception");
    assertThat(out.size()).isZero();
  }

  @Test
  void port_that_is_taken_is_told_and_nothing_starts() {
    try (FakeGraphServer taken = FakeGraphServer.start(FakeTenant.school())) {
      String port = taken.origin().substring(taken.origin().lastIndexOf(':') + 1);

      assertThat(run("--port", port)).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("Nothing was started");
    }
  }

  @Test
  void help_tells_every_option() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--port", "--tenant", "--group-delay", "--require-token", "--quota", "--log");
  }

  @Test
  void options_are_read_as_they_stand() {
    FakeGraphOptions options =
        FakeGraphOptions.parse(
            List.of(
                "--port",
                "8080",
                "--tenant",
                "fabrikam:7",
                "--group-delay",
                "200ms",
                "--quota",
                "--require-token",
                "--log"));

    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.groupDelay()).isEqualTo(Duration.ofMillis(200));
    assertThat(options.quota() && options.requireToken() && options.log()).isTrue();
    assertThat(
            options
                .tenant()
                .get()
                .listUsers(io.github.m365licensing.directory.UserQuery.everyone()))
        .hasSize(7);
  }

  @Test
  void tenant_comes_from_a_snapshot_file(@TempDir Path dir) {
    Path file = dir.resolve("tenant.jsonl");
    TenantSnapshot.of(FakeTenant.school()).writeTo(file);

    FakeTenant loaded = FakeGraphOptions.parse(List.of("--tenant", file.toString())).tenant().get();

    assertThat(loaded.listSubscribedSkus()).isEqualTo(FakeTenant.school().listSubscribedSkus());
  }

  @Test
  void started_server_asks_for_a_token_when_told_to() throws IOException, InterruptedException {
    FakeGraphOptions options =
        FakeGraphOptions.parse(List.of("--require-token", "--tenant", "school"));
    try (FakeGraphServer server =
        FakeGraphMain.start(options, new PrintStream(err, true, StandardCharsets.UTF_8))) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.baseUrl() + "/education/users")).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }
}
