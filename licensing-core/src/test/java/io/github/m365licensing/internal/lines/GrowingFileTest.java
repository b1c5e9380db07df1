package io.github.m365licensing.internal.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {

  private static final LineFormat FORMAT = new LineFormat("test-lines", 1, 0);

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void two_lines() throws IOException {
    path = folder.resolve("lines");
    try (GrowingFile file = GrowingFile.create(path, FORMAT)) {
      append(file, "one");
      append(file, "two");
    }
  }

  private static void append(GrowingFile file, String text) throws IOException {
    file.append(lines -> lines.line("word", json -> json.text("text", text)));
  }

  private List<String> words() throws IOException {
    List<String> words = new ArrayList<>();
    GrowingFile.read(path, FORMAT, "test", line -> words.add(line.text("text")));
    return words;
  }

  @Test
  void create_file_there_is_refused() {
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> GrowingFile.create(path, FORMAT));
  }

  @Test
  void create_leaves_the_file_to_its_owner() throws IOException {
    assumeThat(Files.getFileStore(path).supportsFileAttributeView("posix")).isTrue();

    assertThat(Files.getPosixFilePermissions(path))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void open_goes_on_where_the_file_ends() throws IOException {
    try (GrowingFile file = open().orElseThrow()) {
      append(file, "three");
    }

    assertThat(words()).containsExactly("one", "two", "three");
  }

  @Test
  void open_cuts_a_torn_last_line_off() throws IOException {
    Files.writeString(path, "{\"check\":\"12", StandardOpenOption.APPEND);

    try (GrowingFile file = open().orElseThrow()) {
      append(file, "three");
    }

    assertThat(words()).containsExactly("one", "two", "three");
  }

  @Test
  void open_file_in_use_gives_nothing_and_leaves_the_lock() throws IOException {
    try (GrowingFile file = open().orElseThrow()) {
      assertThat(open()).isEmpty();
      assertThat(open()).isEmpty();
      append(file, "three");
    }

    assertThat(open()).isPresent();
  }

  @Test
  void read_line_moved_is_refused_with_its_number() throws IOException {
    List<String> lines = Files.readAllLines(path);
    Files.write(path, List.of(lines.get(0), lines.get(2), lines.get(1)));

    assertThatExceptionOfType(BrokenLineException.class)
        .isThrownBy(this::words)
        .satisfies(refused -> assertThat(refused.number()).isEqualTo(2))
        .withMessageContaining("changed, moved or left out");
  }

  private Optional<GrowingFile> open() throws IOException {
    return GrowingFile.open(path, FORMAT, "test", line -> {});
  }
}
