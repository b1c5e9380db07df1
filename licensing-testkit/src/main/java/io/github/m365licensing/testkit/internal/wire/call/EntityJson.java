package io.github.m365licensing.testkit.internal.wire.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes entities as Graph does: properties in the order of their type, absent ones as null. */
public final class EntityJson {

  /** Writes part of a document. */
  public interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  static final JsonFactory FACTORY = new JsonFactory();

  private EntityJson() {}

  /** A JSON object with these members. */
  public static byte[] object(Part members) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
        JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed.", e);
    }
  }

  /** One entity, with its context unless that is empty. */
  static byte[] entity(String context, boolean typed, EntityItem<?> item) {
    return object(
        json -> {
          if (!context.isEmpty()) {
            json.writeStringField("@odata.context", context);
          }
          members(json, typed, item);
        });
  }

  /**
   * A collection.
   *
   * @param head annotations before the value, in order
   * @param typed whether types are printed
   */
  static byte[] collection(
      Map<String, Object> head, boolean typed, List<? extends EntityItem<?>> items) {
    return object(
        json -> {
          for (Map.Entry<String, Object> annotation : head.entrySet()) {
            json.writeFieldName(annotation.getKey());
            if (annotation.getValue() instanceof Long number) {
              json.writeNumber(number);
            } else {
              json.writeString(annotation.getValue().toString());
            }
          }
          items(json, "value", typed, items);
        });
  }

  private static void items(
      JsonGenerator json, String name, boolean typed, List<? extends EntityItem<?>> items)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (EntityItem<?> item : items) {
      json.writeStartObject();
      members(json, typed, item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static <T> void members(JsonGenerator json, boolean typed, EntityItem<T> item)
      throws IOException {
    if (typed && !item.odataType().isEmpty()) {
      json.writeStringField("@odata.type", item.odataType());
    }
    members(json, item.properties(), item.entity());
    if (!item.removed().isEmpty()) {
      json.writeObjectFieldStart("@removed");
      json.writeStringField("reason", item.removed());
      json.writeEndObject();
    }
    for (Map.Entry<String, List<EntityItem<?>>> nested : item.nested().entrySet()) {
      items(json, nested.getKey(), typed, nested.getValue());
    }
  }

  /** The members of an entity, without the braces. */
  private static <T> void members(JsonGenerator json, List<Property<T>> properties, T entity)
      throws IOException {
    for (Property<T> property : properties) {
      json.writeFieldName(property.name());
      value(json, property, property.value(entity));
    }
  }

  private static void value(JsonGenerator json, Property<?> property, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (property.isCollection()) {
      json.writeStartArray();
      for (Object element : (Collection<?>) value) {
        single(json, property, element);
      }
      json.writeEndArray();
    } else {
      single(json, property, value);
    }
  }

  private static void single(JsonGenerator json, Property<?> property, Object value)
      throws IOException {
    EdmType type = property.type();
    if (type == EdmType.COMPLEX) {
      complex(json, Objects.requireNonNull(property.structure()), value);
    } else if (type == EdmType.BOOLEAN) {
      json.writeBoolean((Boolean) value);
    } else if (type == EdmType.INT32) {
      json.writeNumber((Integer) value);
    } else {
      json.writeString(value.toString());
    }
  }

  @SuppressWarnings("unchecked") // the value is of its property's structure
  private static <E> void complex(JsonGenerator json, StructuredType<E> structure, Object value)
      throws IOException {
    json.writeStartObject();
    members(json, structure.properties(), (E) value);
    json.writeEndObject();
  }
}
