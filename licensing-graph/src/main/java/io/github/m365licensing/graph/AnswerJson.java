package io.github.m365licensing.graph;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.directory.UsageLocation;
import java.io.IOException;
import java.io.InputStream;
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
final class AnswerJson {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private AnswerJson() {}

  /** Reads one item from a parser that stands on its first token; null for one of no interest. */
  @FunctionalInterface
  interface Item<T> {
    @Nullable T read(JsonParser parser) throws IOException;
  }

  /** Makes a value of a parsed object. */
  @FunctionalInterface
  interface FromNode<T> {
    @Nullable T read(JsonNode node) throws IOException;
  }

  /** Reads items as trees: for lists that are short. */
  static <T> Item<T> byTree(FromNode<T> item) {
    return parser -> item.read(MAPPER.readTree(parser));
  }

  /** Reads a single object. */
  static <T> T object(InputStream body, Item<T> item) throws IOException {
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
  static <T> Page<T> page(InputStream body, Item<T> item) throws IOException {
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
  static UUID guid(String property, String text) throws UnusableAnswerException {
    if (text.length() == 36) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException e) {
        // Said below.
      }
    }
    throw new UnusableAnswerException("'" + property + "' is no GUID.");
  }

  /** The moment; without a zone it is taken as UTC, as the SDK does. */
  static Instant moment(String property, String text) throws UnusableAnswerException {
    try {
      return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException again) {
        throw new UnusableAnswerException("'" + property + "' is no date with time.");
      }
    }
  }

  /** The country; what is none counts as absent, since Graph refuses licences for both alike. */
  static Optional<UsageLocation> usageLocation(String code) {
    return code.length() == 2 && code.chars().allMatch(AnswerJson::isLetter)
        ? Optional.of(UsageLocation.of(code))
        : Optional.empty();
  }

  static Optional<String> text(JsonNode node, String property) {
    JsonNode value = node.path(property);
    return value.isTextual() && !value.textValue().isEmpty()
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  static String requiredText(JsonNode node, String property) throws UnusableAnswerException {
    return text(node, property)
        .orElseThrow(() -> new UnusableAnswerException("'" + property + "' is missing."));
  }

  static UUID requiredGuid(JsonNode node, String property) throws UnusableAnswerException {
    return guid(property, requiredText(node, property));
  }

  static Optional<Instant> moment(JsonNode node, String property) throws UnusableAnswerException {
    Optional<String> text = text(node, property);
    return text.isPresent() ? Optional.of(moment(property, text.get())) : Optional.empty();
  }

  private static boolean isLetter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
