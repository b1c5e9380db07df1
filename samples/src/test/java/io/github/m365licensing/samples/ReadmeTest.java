package io.github.m365licensing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of the README are the regions of the samples that are compiled. */
class ReadmeTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- compiled as: samples, region \"([^\"]+)\" -->\\n```java\\n(.*?)```",
          Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile(
          "^ *// region (\\S+)\\n(.*?)^ *// endregion", Pattern.DOTALL | Pattern.MULTILINE);

  @Test
  void readme_shows_what_is_compiled() throws IOException {
    Map<String, String> shown = found(EXAMPLE, Files.readString(Path.of("..", "README.md")));
    Map<String, String> compiled = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .forEach(file -> compiled.putAll(found(REGION, read(file))));
    }

    assertThat(shown).isNotEmpty();
    assertThat(compiled).containsAllEntriesOf(shown);
  }

  private static Map<String, String> found(Pattern pattern, String text) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2).stripTrailing().stripIndent());
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
