package io.github.m365licensing.internal.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The fields of one JSON object that is being written, in the order in which they are given. Absent
 * values are left out. Not thread-safe.
 */
public final class LineJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private LineJson(JsonGenerator json) {
    this.json = json;
  }

  static void write(ByteArrayOutputStream out, Consumer<LineJson> fields) {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      fields.accept(new LineJson(json));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private LineJson does(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value by its text: a text, an id, an open value, a code, a time. */
  public LineJson text(String name, Object value) {
    return does(() -> json.writeStringField(name, value.toString()));
  }

  /** The same, if it is there. */
  public LineJson text(String name, Optional<?> value) {
    return value.isPresent() ? text(name, value.get()) : this;
  }

  /** A whole number. */
  public LineJson number(String name, long value) {
    return does(() -> json.writeNumberField(name, value));
  }

  /** True or false. */
  public LineJson flag(String name, boolean value) {
    return does(() -> json.writeBooleanField(name, value));
  }

  /** A list of values by their texts. */
  public LineJson texts(String name, Collection<?> values) {
    return does(
        () -> {
          json.writeArrayFieldStart(name);
          for (Object value : values) {
            json.writeString(value.toString());
          }
          json.writeEndArray();
        });
  }

  /** An object. */
  public LineJson object(String name, Consumer<LineJson> fields) {
    return does(
        () -> {
          json.writeObjectFieldStart(name);
          fields.accept(this);
          json.writeEndObject();
        });
  }

  /** A list of objects. */
  public <T> LineJson objects(
      String name, Collection<? extends T> values, BiConsumer<LineJson, T> fields) {
    return does(
        () -> {
          json.writeArrayFieldStart(name);
          for (T value : values) {
            json.writeStartObject();
            fields.accept(this, value);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
