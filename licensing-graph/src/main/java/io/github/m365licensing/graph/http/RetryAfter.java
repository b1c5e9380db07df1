package io.github.m365licensing.graph.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds or a date. */
final class RetryAfter {

  private RetryAfter() {}

  /** How long to wait; zero if the header is absent, in the past or not understood. */
  static Duration of(@Nullable String header, Instant now) {
    if (header == null || header.isBlank()) {
      return Duration.ZERO;
    }
    String text = header.strip();
    try {
      return atLeastZero(
          text.chars().allMatch(Character::isDigit)
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
    } catch (DateTimeParseException | NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
