package io.github.m365licensing.journal;

import io.github.m365licensing.tenant.PlanRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The lines of a journal file, checked.
 *
 * @param entries what they say
 * @param validBytes how many bytes hold whole lines
 * @param lastCheck the check of the last whole line
 */
public record JournalLines(List<JournalEntry> entries, long validBytes, String lastCheck) {

  /** What stands for the check of a line before the first. */
  public static final String START = "0000000000000000";

  private static final int CHECK_LENGTH = START.length();

  /** The check of a line: it depends on the line before. */
  public static String check(String previous, String json) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous.getBytes(StandardCharsets.UTF_8));
      digest.update(json.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()).substring(0, CHECK_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** The line: the JSON with its check as first field. */
  public static String checked(String check, String json) {
    return prefix(check) + json.substring(1);
  }

  private static String prefix(String check) {
    return "{\"check\":\"" + check + "\",";
  }

  /**
   * Reads a file. A last line that is not whole is left out: the crash came while it was written,
   * so what it announced was not sent.
   *
   * @throws PlanRefusedException if a line in the middle is damaged, or the version is unknown
   * @throws IOException if the file cannot be read
   */
  static JournalLines read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    List<JournalEntry> entries = new ArrayList<>();
    String check = START;
    int from = 0;
    int number = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      String line = new String(bytes, from, i - from, StandardCharsets.UTF_8);
      number++;
      int prefix = prefix(START).length();
      String json = line.length() > prefix ? "{" + line.substring(prefix) : "";
      String expected = check(check, json);
      if (!line.startsWith(prefix(expected))) {
        throw refused(
            "Line %d does not fit the lines before it: it was changed, moved or left out.", number);
      }
      entries.add(entry(json, number));
      check = expected;
      from = i + 1;
    }
    return new JournalLines(List.copyOf(entries), from, check);
  }

  private static JournalEntry entry(String json, int number) {
    try {
      return JournalJson.read(json);
    } catch (IOException | IllegalArgumentException e) {
      throw refused("Line %d cannot be understood: " + e.getMessage(), number);
    }
  }

  private static PlanRefusedException refused(String what, int number) {
    String reason = what.formatted(number);
    return new PlanRefusedException(
        "The journal is refused. Nothing was sent. "
            + reason
            + " Use a copy that was not altered, or plan again.",
        List.of(reason));
  }
}
