package io.github.m365licensing.tenant;

import static io.github.m365licensing.tenant.SnapshotFixture.builder;
import static io.github.m365licensing.tenant.SnapshotFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.internal.lines.Relinked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSnapshotFileTest {

  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void write() {
    file = dir.resolve("tenant.jsonl");
    snapshot().writeTo(file);
  }

  @Test
  void read_whatWasWritten_isEqual() {
    assertThat(TenantSnapshot.read(file)).isEqualTo(snapshot());
  }

  @Test
  void writeTo_anySnapshot_startsWithHeaderAndStopsWithEnd() throws IOException {
    assertThat(Files.readAllLines(file))
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .endsWith(
                      "\"kind\":\"header\",\"format\":\"m365-tenant-snapshot\",\"version\":\"1.0\"}");
              assertThat(lines.get(1))
                  .endsWith(
                      "\"kind\":\"snapshot\",\"takenAt\":\"2026-11-20T01:00:00Z\","
                          + "\"licensingModel\":\"CLASSIC\"}");
              assertThat(lines.get(lines.size() - 1)).endsWith("\"kind\":\"end\",\"lines\":14}");
            });
  }

  @Test
  void writeTo_fileThere_replacesItAndLeavesNothingBeside() throws IOException {
    builder().users(List.of()).memberIds(Map.of()).build().writeTo(file);

    assertThat(TenantSnapshot.read(file).users()).isEmpty();
    assertThat(filesInDir()).containsExactly(file);
  }

  @Test
  void writeTo_lineTooLong_keepsTheOldFile() throws IOException {
    byte[] old = Files.readAllBytes(file);
    LicensedUser endless =
        LicensedUser.builder()
            .from(SnapshotFixture.adele())
            .displayName("x".repeat(1 << 20))
            .build();
    TenantSnapshot tooLong = builder().users(List.of(endless)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tooLong.writeTo(file))
        .withMessageContaining("not written");

    assertThat(Files.readAllBytes(file)).isEqualTo(old);
    assertThat(filesInDir()).containsExactly(file);
  }

  @Test
  void writeTo_posixFileSystem_leavesTheFileToItsOwner() throws IOException {
    assumeThat(Files.getFileStore(file).supportsFileAttributeView("posix")).isTrue();

    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void writeTo_folderMissing_saysSo() {
    Path nowhere = dir.resolve("missing").resolve("tenant.jsonl");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> snapshot().writeTo(nowhere))
        .withMessageContaining("could not be written")
        .withCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void read_fileMissing_saysSo() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> TenantSnapshot.read(dir.resolve("missing.jsonl")))
        .withCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void read_laterMinorVersionWithUnknownFields_ignoresThem() throws IOException {
    replace("\"version\":\"1.0\"", "\"version\":\"1.7\",\"mood\":{\"deep\":[1,2]}");
    replace("\"kind\":\"user\",", "\"kind\":\"user\",\"shoeSize\":43,");

    assertThat(TenantSnapshot.read(file)).isEqualTo(snapshot());
  }

  @Test
  void read_windowsLineEnds_isEqual() throws IOException {
    replace("\n", "\r\n");

    assertThat(TenantSnapshot.read(file)).isEqualTo(snapshot());
  }

  @ParameterizedTest
  @CsvSource({"2.0, 2.0", "10.3, 10.3"})
  void read_otherMajorVersion_isRefused(String version, String named) throws IOException {
    replace("\"version\":\"1.0\"", "\"version\":\"" + version + "\"");

    UnreadableFileException refused = refusal();

    assertThat(refused.lineNumber()).isEqualTo(1);
    assertThat(refused).hasMessageContainingAll("version " + named, "reads version 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "one.zero", "1.", "-1.0", "99999999999.0"})
  void read_versionInAnotherForm_isRefused(String version) throws IOException {
    replace("\"version\":\"1.0\"", "\"version\":\"" + version + "\"");

    assertThat(refusal()).hasMessageContaining("line 1 has a wrong form in field version");
  }

  /** Each line breaks one thing in the line that holds the first text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "format":"m365-tenant-snapshot" | "format":"other" | 1 | not the header
          "format":"m365-tenant-snapshot", | `` | 1 | not the header
          "takenAt":"2026-11-20T01:00:00Z" | "takenAt":"yesterday" | 2 | wrong form in field takenAt
          "licensingModel":"CLASSIC" | "licensingModel":"MODERN" | 2 | wrong form in field licensingModel
          "kind":"organization" | "kind":"organisation" | 3 | no kind that version 1 knows
          "kind":"organization", | `` | 3 | lacks the field kind
          "countryLetterCode":"NL" | "countryLetterCode":"Adele" | 3 | wrong form in field countryLetterCode
          "consumedUnits":2 | "consumedUnits":-1 | 4 | field consumedUnits
          "consumedUnits":2 | "consumedUnits":2147483648 | 4 | field consumedUnits
          "consumedUnits":2 | "consumedUnits":2.5 | 4 | field consumedUnits
          "prepaidUnits":{ | "unitsPrepaid":{ | 4 | lacks the field prepaidUnits
          "subscriptionIds":[ | "subscriptionIds":[7, | 4 | a list of texts
          "isTrial":true | "isTrial":"yes" | 6 | true or false
          "userPrincipalName":"megan@contoso.com", | `` | 7 | lacks the field userPrincipalName
          "userPrincipalName":"megan@contoso.com" | "userPrincipalName":["Adele"] | 7 | a text
          "userPrincipalName":"megan@contoso.com" | "id":"x" | 7 | not JSON, or cut off
          "id":"48d31887-5fad-4d73-a9f5-3c356e68a038" | "id":"Adele" | 7 | wrong form in field id
          "assignedLicenses":[] | "assignedLicenses":7 | 7 | a list
          "assignedLicenses":[] | "assignedLicenses":["Adele"] | 7 | where a JSON object should be
          "id":"5bde3e51-d13b-4db1-9948-fe4b109d11a7" | "id":"48d31887-5fad-4d73-a9f5-3c356e68a038" | 8 | repeats a user
          "id":"f1000000-9f2b-4d3a-8e62-4f0c9f1f6a12" | "id":"0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11" | 11 | repeats a group
          "kind":"member","group":"0a | "kind":"member","group":"1a | 12 | no earlier line holds
          "kind":"member" | "kind":"nestedGroup" | 12 | no earlier line holds
          "kind":"managedDevice" | ]"kind":"managedDevice" | 14 | not JSON, or cut off
          "kind":"managedDevice" | Adele Vance | 14 | not JSON, or cut off
          "lines":14} | "lines":14}{} | 15 | not JSON, or cut off
          """)
  void read_lineBroken_namesLineAndFieldButNotTheContent(
      String good, String bad, long line, String message) throws IOException {
    replace(good, bad);

    UnreadableFileException refused = refusal();

    assertThat(refused.lineNumber()).isEqualTo(line);
    assertThat(refused)
        .hasMessageContainingAll("line " + line + " ", message, "Nothing of it was used")
        .hasNoCause();
    assertThat(refused.getMessage()).doesNotContain("Adele", "megan@");
  }

  @Test
  void read_fileCutAnywhere_isNeverHalfRead() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    // Around every line end, and in between. The last line end may be missing.
    for (int length = 0; length < whole.length - 1; length++) {
      if (length % 41 != 0 && whole[length] != '\n' && whole[Math.max(0, length - 1)] != '\n') {
        continue;
      }
      Files.write(file, Arrays.copyOf(whole, length));

      assertThat(refusal().lineNumber()).as("cut after %d bytes", length).isPositive();
    }
  }

  @Test
  void read_endLineMissing_saysTheFileIsCutOff() throws IOException {
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));

    UnreadableFileException refused = refusal();

    assertThat(refused.lineNumber()).isEqualTo(15);
    assertThat(refused).hasMessageContaining("cut off");
  }

  @Test
  void read_linesAfterTheEnd_isRefused() throws IOException {
    Files.writeString(file, "{\"kind\":\"end\"}\n", StandardOpenOption.APPEND);

    assertThat(refusal()).hasMessageContaining("line 16 stands after the end line");
  }

  @Test
  void read_lineLeftOut_isRefused() throws IOException {
    Files.write(
        file, Files.readAllLines(file).stream().filter(l -> !l.contains("organization")).toList());

    assertThat(refusal())
        .hasMessageContaining("line 3 does not fit the lines before it: it was changed");
  }

  @Test
  void read_lineLeftOutAndLinkedAnew_isRefused() throws IOException {
    String fewer = Files.readString(file).replaceFirst("\\{[^\n]*\"organization\"[^\n]*\n", "");
    Files.writeString(file, Relinked.lines(fewer));

    assertThat(refusal()).hasMessageContaining("does not count the lines before it");
  }

  @Test
  void read_noOrganization_isRefused() throws IOException {
    String without = Files.readString(file).replaceFirst("\\{[^\n]*\"organization\"[^\n]*\n", "");
    Files.writeString(file, Relinked.lines(without.replace("\"lines\":14", "\"lines\":13")));

    assertThat(refusal()).hasMessageContaining("without a line of kind organization");
  }

  @Test
  void read_endlessLine_isRefusedBeforeItFillsTheMemory() throws IOException {
    Files.writeString(file, "x".repeat(3 << 20));

    assertThat(refusal()).hasMessageContainingAll("line 1 ", "longer than 1048576 bytes");
  }

  @Test
  void read_bytesThatAreNoUtf8_isRefused() throws IOException {
    Files.write(
        file,
        Files.readString(file)
            .replace("Adele Vance", "Ad\u00e8le")
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refusal()).hasMessageContaining("not JSON");
  }

  private UnreadableFileException refusal() {
    UnreadableFileException refused =
        catchThrowableOfType(UnreadableFileException.class, () -> TenantSnapshot.read(file));
    assertThat(refused).as("the file must be refused").isNotNull();
    return refused;
  }

  private void replace(String good, String bad) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(good);
    int at = text.indexOf(good);
    Files.writeString(
        file,
        Relinked.lines(
            good.equals("\n")
                ? text.replace(good, bad)
                : text.substring(0, at) + bad + text.substring(at + good.length())));
  }

  private List<Path> filesInDir() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.toList();
    }
  }
}
