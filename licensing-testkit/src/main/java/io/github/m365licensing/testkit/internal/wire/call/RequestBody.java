package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.store.Attribute;
import io.github.m365licensing.testkit.internal.wire.odata.UnmodelledProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes request bodies apart, with Graph's refusals for what does not fit. */
public final class RequestBody {

  /** Any host: clients send the public address of Graph whatever address they talk to. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:https?://[^/]+/[^/]+/)?/?(?:directoryObjects|users|groups)(?:/|\\('?)"
              + "([0-9a-fA-F-]{36})(?:'?\\))?",
          Pattern.CASE_INSENSITIVE);

  private RequestBody() {}

  public static <E> @Nullable List<E> list(
      @Nullable Object value, Function<@Nullable Object, E> element) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> elements)) {
      throw new GraphFailure(
          400,
          "BadRequest",
          "An unexpected '%s' node was found when reading from the JSON reader. A 'StartArray' node"
                  .formatted(value instanceof Map ? "StartObject" : "PrimitiveValue")
              + " was expected.");
    }
    List<E> list = new ArrayList<>();
    for (Object one : elements) {
      list.add(element.apply(one));
    }
    return list;
  }

  public static UUID guid(@Nullable Object value) {
    if (value instanceof String text && GuidText.matches(text)) {
      return UUID.fromString(text);
    }
    throw cannotConvert("Edm.Guid");
  }

  public static GraphFailure cannotConvert(String type) {
    return Refusals.badRequest(
        "Cannot convert a primitive value to the expected type '%s'. See the inner exception for"
                .formatted(type)
            + " more details");
  }

  public static Map<String, @Nullable Object> plain(
      Map<String, @Nullable Object> body, String id, Set<String> beside) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> member : body.entrySet()) {
      String name = member.getKey();
      boolean sameId =
          name.equalsIgnoreCase("id")
              && member.getValue() instanceof String sent
              && id.equalsIgnoreCase(sent);
      boolean annotation = name.startsWith("@odata.") || name.endsWith("@odata.type");
      if (!sameId && !annotation && !beside.contains(name.toLowerCase(Locale.ROOT))) {
        plain.put(name, member.getValue());
      }
    }
    return plain;
  }

  public static @Nullable Object fitting(Attribute attribute, @Nullable Object value) {
    if (value == null || attribute.type() != Attribute.Type.TEXTS) {
      if (value != null && !attribute.type().accepts(value)) {
        throw cannotConvert(attribute.type() == Attribute.Type.FLAG ? "Edm.Boolean" : "Edm.String");
      }
      return value;
    }
    return list(
        value,
        element -> {
          if (element instanceof String text) {
            return text;
          }
          throw cannotConvert("Edm.String");
        });
  }

  public static GraphFailure unknown(String name, String type) {
    if (UnmodelledProperties.has(type, name)) {
      return NotModelled.property(name, type);
    }
    boolean derived =
        Set.of(
                "id",
                "assignedlicenses",
                "assignedplans",
                "licenseassignmentstates",
                "provisionedplans",
                "createddatetime",
                "deleteddatetime",
                "licenseprocessingstate",
                "hasmemberswithlicenseerrors")
            .contains(name.toLowerCase(Locale.ROOT));
    return Refusals.badRequest(
        derived
            ? "Property '%s' is read-only and cannot be set.".formatted(name)
            : "Invalid property '%s'.".formatted(name));
  }

  /** A member of the body by name, compared without case. */
  public static Optional<Object> member(Map<String, @Nullable Object> body, String name) {
    for (Map.Entry<String, @Nullable Object> member : body.entrySet()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return Optional.ofNullable(member.getValue());
      }
    }
    return Optional.empty();
  }

  /** The ids that a list of references names. */
  public static List<UUID> references(Object value) {
    List<UUID> ids = list(value, RequestBody::reference);
    return ids == null ? List.of() : ids;
  }

  /** The id that a reference to a directory object names, whatever its host. */
  public static UUID reference(@Nullable Object value) {
    if (value instanceof String url) {
      Matcher matcher = REFERENCE.matcher(PercentText.decodePath(url));
      if (matcher.matches() && GuidText.matches(matcher.group(1))) {
        return UUID.fromString(matcher.group(1));
      }
    }
    throw new GraphFailure(400, "Request_BadRequest", "Invalid URL format specified in payload.");
  }
}
