package io.github.m365licensing.graph.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.directory.UsageLocation;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The parts that all answers of Graph share: pages, ids, moments, absent values. */
public final class AnswerJson {

  public static final ObjectMapper MAPPER = new ObjectMapper();

  private static final int GUID_LENGTH = 36;
  private static final byte[] HEX_DIGITS = hexDigits();
  private static final int WHOLE_SECONDS = "2026-01-15T09:00:00Z".length();

  private AnswerJson() {}

  /** Reads one item from a parser that stands on its first token; null for one of no interest. */
  @FunctionalInterface
  public interface Item<T> {
    @Nullable T read(JsonParser parser) throws IOException;
  }

  /** Makes a value of a parsed object. */
  @FunctionalInterface
  public interface FromNode<T> {
    @Nullable T read(JsonNode node) throws IOException;
  }

  /** Reads items as trees: for lists that are short. */
  public static <T> Item<T> byTree(FromNode<T> item) {
    return parser -> item.read(MAPPER.readTree(parser));
  }

  /** Reads a single object. */
  public static <T> T object(InputStream body, Item<T> item) throws IOException {
    try (JsonParser parser = MAPPER.getFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnusableAnswerException("The answer is no JSON object.");
      }
      T value = item.read(parser);
      if (value == null) {
        throw new UnusableAnswerException("The answer is about something else.");
      }
      return value;
    }
  }

  /** Reads a page; an answer without {@code value} is none. */
  public static <T> Page<T> page(InputStream body, Item<T> item) throws IOException {
    try (JsonParser parser = MAPPER.getFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnusableAnswerException("The answer is no JSON object.");
      }
      boolean found = false;
      List<T> items = new ArrayList<>();
      String nextLink = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals("value") && token == JsonToken.START_ARRAY) {
          found = true;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            T value = item.read(parser);
            if (value != null) {
              items.add(value);
            }
          }
        } else if (name.equals("@odata.nextLink") && token == JsonToken.VALUE_STRING) {
          nextLink = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      if (!found) {
        throw new UnusableAnswerException("The answer has no list 'value'.");
      }
      return new Page<>(items, nextLink);
    }
  }

  /** The GUID, which {@link UUID#fromString} alone would also take in shortened forms. */
  public static UUID guid(String property, String text) throws UnusableAnswerException {
    return guid(property, text.toCharArray(), 0, text.length());
  }

  /** The GUID of the text that the parser stands on. Makes no string: a page has thousands. */
  public static UUID guid(String property, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new UnusableAnswerException("'" + property + "' is no text.");
    }
    return guid(
        property, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private static UUID guid(String property, char[] text, int start, int length)
      throws UnusableAnswerException {
    if (length == GUID_LENGTH
        && text[start + 8] == '-'
        && text[start + 13] == '-'
        && text[start + 18] == '-'
        && text[start + 23] == '-') {
      long a = hex(text, start, 8);
      long b = hex(text, start + 9, 4);
      long c = hex(text, start + 14, 4);
      long d = hex(text, start + 19, 4);
      long e = hex(text, start + 24, 12);
      if ((a | b | c | d | e) >= 0) {
        return new UUID((a << 32) | (b << 16) | c, (d << 48) | e);
      }
    }
    throw new UnusableAnswerException("'" + property + "' is no GUID.");
  }

  /** The number; negative if one of the characters is no digit. */
  private static long hex(char[] text, int start, int length) {
    long number = 0;
    for (int i = start; i < start + length; i++) {
      char c = text[i];
      int digit = c < HEX_DIGITS.length ? HEX_DIGITS[c] : -1;
      if (digit < 0) {
        return -1;
      }
      number = (number << 4) | digit;
    }
    return number;
  }

  private static byte[] hexDigits() {
    byte[] digits = new byte[128];
    for (int c = 0; c < digits.length; c++) {
      digits[c] = (byte) Character.digit(c, 16);
    }
    return digits;
  }

  /** The moment; without a zone it is taken as UTC, as the SDK does. */
  public static Instant moment(String property, String text) throws UnusableAnswerException {
    try {
      boolean wholeSeconds = text.length() == WHOLE_SECONDS && text.endsWith("Z");
      return wholeSeconds ? wholeSeconds(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException again) {
        throw new UnusableAnswerException("'" + property + "' is no date with time.");
      }
    }
  }

  /**
   * The form that Graph sends nearly always; reading a page took half its time in the general one.
   */
  private static Instant wholeSeconds(String text) {
    if (text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw new DateTimeException("Not a date with time.");
    }
    return LocalDateTime.of(
            Integer.parseInt(text, 0, 4, 10),
            Integer.parseInt(text, 5, 7, 10),
            Integer.parseInt(text, 8, 10, 10),
            Integer.parseInt(text, 11, 13, 10),
            Integer.parseInt(text, 14, 16, 10),
            Integer.parseInt(text, 17, 19, 10))
        .toInstant(ZoneOffset.UTC);
  }

  /** The country; what is none counts as absent, since Graph refuses licences for both alike. */
  public static Optional<UsageLocation> usageLocation(String code) {
    return code.length() == 2 && code.chars().allMatch(AnswerJson::isLetter)
        ? Optional.of(UsageLocation.of(code))
        : Optional.empty();
  }

  public static Optional<String> text(JsonNode node, String property) {
    JsonNode value = node.path(property);
    return value.isTextual() && !value.textValue().isEmpty()
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  public static String requiredText(JsonNode node, String property) throws UnusableAnswerException {
    return text(node, property)
        .orElseThrow(() -> new UnusableAnswerException("'" + property + "' is missing."));
  }

  public static UUID requiredGuid(JsonNode node, String property) throws UnusableAnswerException {
    return guid(property, requiredText(node, property));
  }

  public static Optional<Instant> moment(JsonNode node, String property)
      throws UnusableAnswerException {
    Optional<String> text = text(node, property);
    return text.isPresent() ? Optional.of(moment(property, text.get())) : Optional.empty();
  }

  private static boolean isLetter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
