package io.github.m365licensing.apply;

import io.github.m365licensing.internal.TextTable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Progress as one line of text: a bar, rate, time left, counts. */
final class ProgressLine implements Progress {

  private static final int WIDTH = 30;

  private final PrintStream stream;
  private String activity = "";
  private Duration begin = Duration.ZERO;

  ProgressLine(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public void update(Update update) {
    if (!update.activity().equals(activity)) {
      if (!activity.isEmpty()) {
        stream.print('\n');
      }
      activity = update.activity();
      begin = update.elapsed();
    }
    stream.print('\r' + line(update, begin));
    if (update.done() >= update.total()) {
      stream.print('\n');
      activity = "";
    }
    stream.flush();
  }

  private static String line(Update update, Duration begin) {
    int full = update.total() == 0 ? WIDTH : (int) (WIDTH * update.done() / update.total());
    double seconds = update.elapsed().minus(begin).toMillis() / 1000.0;
    String rate = "";
    if (seconds > 0 && update.done() > 0) {
      double perSecond = update.done() / seconds;
      long left = Math.round((update.total() - update.done()) / perSecond);
      rate = String.format(Locale.ROOT, "  %.1f/s  %d s left", perSecond, left);
    }
    StringBuilder counts = new StringBuilder();
    update
        .counts()
        .forEach(
            (kind, count) ->
                counts.append("  ").append(kind).append(' ').append(TextTable.number(count)));
    return "[%s%s] %s %s of %s%s%s"
        .formatted(
            "#".repeat(full),
            ".".repeat(WIDTH - full),
            update.activity(),
            TextTable.number(update.done()),
            TextTable.number(update.total()),
            rate,
            counts);
  }
}
