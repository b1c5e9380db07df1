package io.github.m365licensing.internal.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of one JSON object of a line. Errors name the line and the field, never its content,
 * which may be a name of a person. A field that is null is taken as absent.
 */
public final class FieldsJson {

  private static final ObjectReader LINE =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final long line;
  private final JsonNode object;

  private FieldsJson(long line, JsonNode object) {
    this.line = line;
    this.object = object;
    if (!object.isObject()) {
      throw wrong("has something else where a JSON object should be.");
    }
  }

  static FieldsJson read(long line, byte[] bytes, int length) {
    try {
      return new FieldsJson(line, LINE.readTree(bytes, 0, length));
    } catch (JsonProcessingException e) {
      // Not as the cause: its text may quote the content.
      throw new BrokenLineException(
          line, "is not JSON, or cut off, from column " + e.getLocation().getColumnNr() + " on.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An exception about this line.
   *
   * @param what what is wrong with it, continuing the sentence "line 3 …"
   */
  public BrokenLineException wrong(String what) {
    return new BrokenLineException(line, what);
  }

  /** Whether the field is there. */
  public boolean has(String name) {
    return !isAbsent(object.path(name));
  }

  /** A text that must be there. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> lacks(name));
  }

  /** A text, if it is there. */
  public Optional<String> optionalText(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(name, "a text");
    }
    return Optional.of(value.textValue());
  }

  /** A value with a text form of its own, such as an id. */
  public <T> T value(String name, Function<String, T> parse) {
    return optionalValue(name, parse).orElseThrow(() -> lacks(name));
  }

  /** The same, if it is there. */
  public <T> Optional<T> optionalValue(String name, Function<String, T> parse) {
    return optionalText(name).map(text -> parsed(name, text, parse));
  }

  /** A time that must be there. */
  public Instant instant(String name) {
    return value(name, Instant::parse);
  }

  /** A time, if it is there. */
  public Optional<Instant> optionalInstant(String name) {
    return optionalValue(name, Instant::parse);
  }

  /** True or false. */
  public boolean flag(String name, boolean whenAbsent) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return whenAbsent;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  /** A count; 0 when absent. */
  public int count(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw wrong(name, "a whole number from 0 to " + Integer.MAX_VALUE);
    }
    return value.intValue();
  }

  /** An object that must be there. */
  public FieldsJson object(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      throw lacks(name);
    }
    return new FieldsJson(line, value);
  }

  /** A list of objects; empty when absent. */
  public List<FieldsJson> objects(String name) {
    return elements(name, value -> new FieldsJson(line, value));
  }

  /** A list of texts; empty when absent. */
  public List<String> texts(String name) {
    return values(name, text -> text);
  }

  /** A list of values with a text form; empty when absent. */
  public <T> List<T> values(String name, Function<String, T> parse) {
    return elements(
        name,
        value -> {
          if (!value.isTextual()) {
            throw wrong(name, "a list of texts");
          }
          return parsed(name, value.textValue(), parse);
        });
  }

  /** A whole number that is not negative; 0 when absent. */
  public long number(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong(name, "a whole number that is not negative");
    }
    return value.longValue();
  }

  /** The counts of an object by the names of its fields; empty when absent. */
  public <K> Map<K, Integer> counts(String name, Function<String, K> parse) {
    Map<K, Integer> counts = new LinkedHashMap<>();
    if (has(name)) {
      FieldsJson fields = object(name);
      fields
          .object
          .fieldNames()
          .forEachRemaining(each -> counts.put(parsed(name, each, parse), fields.count(each)));
    }
    return counts;
  }

  private <T> List<T> elements(String name, Function<JsonNode, T> element) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(name, "a list");
    }
    List<T> elements = new ArrayList<>(value.size());
    for (JsonNode each : value) {
      elements.add(element.apply(each));
    }
    return elements;
  }

  private <T> T parsed(String name, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      // Not as the cause: its text quotes the content.
      throw wrong("has a wrong form in field " + name + ".");
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private BrokenLineException lacks(String name) {
    return wrong("lacks the field " + name + ".");
  }

  private BrokenLineException wrong(String name, String expected) {
    return wrong("has something else than " + expected + " in field " + name + ".");
  }
}
