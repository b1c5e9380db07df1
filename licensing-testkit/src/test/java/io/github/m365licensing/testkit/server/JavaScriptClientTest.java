package io.github.m365licensing.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.m365licensing.testkit.graph.FakeGraphServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Microsoft's JavaScript client, which nobody here wrote, at work on the server. Skipped, with a
 * word, where there is no Node.js, no npm or no package registry.
 */
@Tag("proof")
class JavaScriptClientTest {

  private static final Path SCRIPTS = Path.of("src", "proof", "javascript");

  /** What a program said, and with what it ended; −1 if it could not be started. */
  private record Ended(int code, String output) {}

  private static Ended run(Path directory, String... command)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException missing) {
      return new Ended(-1, missing.getMessage());
    }
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      return new Ended(-1, String.join(" ", command) + " did not end within two minutes");
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  @Test
  void tasks_of_the_licensing_article_are_done_through_microsofts_javascript_client(
      @TempDir Path directory) throws IOException, InterruptedException {
    for (String file : List.of("package.json", "licensing.mjs")) {
      Files.copy(SCRIPTS.resolve(file), directory.resolve(file));
    }
    if (run(directory, "node", "--version").code() != 0) {
      abort("Node.js is missing: the JavaScript client was not tried.");
    }
    Ended installed =
        run(directory, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
    if (installed.code() != 0) {
      abort("npm could not install the JavaScript client, which was not tried.");
    }
    FakeGraphOptions options =
        FakeGraphOptions.parse(List.of("--require-token", "--group-delay", "100ms"));
    try (FakeGraphServer server =
        FakeGraphMain.start(options, new PrintStream(OutputStream.nullOutputStream()))) {

      Ended done = run(directory, "node", "licensing.mjs", server.origin());

      assertThat(done.output()).as(done.output()).endsWith("9 tasks done\n");
      assertThat(done.code()).isZero();
    }
  }
}
