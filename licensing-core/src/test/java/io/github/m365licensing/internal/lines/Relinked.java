package io.github.m365licensing.internal.lines;

import java.nio.charset.StandardCharsets;

/** Links lines anew after an edit, for tests of what is refused for more than its check. */
public final class Relinked {

  private Relinked() {}

  /** The same lines, each with the check that it should have. */
  public static String lines(String text) {
    Chain chain = new Chain();
    StringBuilder relinked = new StringBuilder();
    for (String line : text.split("(?<=\n)")) {
      String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
      String body = line.substring(0, line.length() - end.length());
      byte[] fields =
          body.substring(Math.min(body.length(), Chain.PREFIX)).getBytes(StandardCharsets.UTF_8);
      String check = new String(chain.next(fields, 0, fields.length), StandardCharsets.US_ASCII);
      relinked.append(
          body.startsWith("{\"check\"")
              ? check
              : body.substring(0, Math.min(body.length(), Chain.PREFIX)));
      relinked.append(new String(fields, StandardCharsets.UTF_8)).append(end);
    }
    return relinked.toString();
  }
}
