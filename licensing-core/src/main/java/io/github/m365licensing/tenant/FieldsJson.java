package io.github.m365licensing.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of one JSON object of a line. Errors name the line and the field, never its content,
 * which may be a name of a person. A field that is null is taken as absent.
 */
final class FieldsJson {

  private final SnapshotFile.Lines lines;
  private final JsonNode object;

  FieldsJson(SnapshotFile.Lines lines, JsonNode object) {
    this.lines = lines;
    this.object = object;
    if (!object.isObject()) {
      throw lines.wrong("has something else where a JSON object should be.");
    }
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> lacks(name));
  }

  Optional<String> optionalText(String name) {
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
  <T> T value(String name, Function<String, T> parse) {
    return optionalValue(name, parse).orElseThrow(() -> lacks(name));
  }

  <T> Optional<T> optionalValue(String name, Function<String, T> parse) {
    return optionalText(name).map(text -> parsed(name, text, parse));
  }

  Instant instant(String name) {
    return value(name, Instant::parse);
  }

  Optional<Instant> optionalInstant(String name) {
    return optionalValue(name, Instant::parse);
  }

  boolean flag(String name, boolean whenAbsent) {
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
  int count(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw wrong(name, "a whole number from 0 to " + Integer.MAX_VALUE);
    }
    return value.intValue();
  }

  FieldsJson object(String name) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      throw lacks(name);
    }
    return new FieldsJson(lines, value);
  }

  List<FieldsJson> objects(String name) {
    return elements(name, value -> new FieldsJson(lines, value));
  }

  List<String> texts(String name) {
    return values(name, text -> text);
  }

  <T> List<T> values(String name, Function<String, T> parse) {
    return elements(
        name,
        value -> {
          if (!value.isTextual()) {
            throw wrong(name, "a list of texts");
          }
          return parsed(name, value.textValue(), parse);
        });
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
      throw lines.wrong("has a wrong form in field " + name + ".");
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private UnreadableFileException lacks(String name) {
    return lines.wrong("lacks the field " + name + ".");
  }

  private UnreadableFileException wrong(String name, String expected) {
    return lines.wrong("has something else than " + expected + " in field " + name + ".");
  }
}
