package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.store.Attribute;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.user.UserSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

/**
 * Turns request bodies into what the operations take, with Graph's refusals for what does not fit.
 */
public final class Bodies {

  /** The lists of an assignLicense request; null where the request leaves one out. */
  public record Licenses(@Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {}

  /** Any host: clients send the public address of Graph whatever address they talk to. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:https?://[^/]+/[^/]+/)?/?(?:directoryObjects|users|groups)(?:/|\\('?)"
              + "([0-9a-fA-F-]{36})(?:'?\\))?",
          Pattern.CASE_INSENSITIVE);

  private Bodies() {}

  /** The lists of an assignLicense request. */
  public static Licenses licenses(Map<String, @Nullable Object> body) {
    List<LicenseChange> add = null;
    List<SkuId> remove = null;
    for (Map.Entry<String, @Nullable Object> member : body.entrySet()) {
      String name = member.getKey();
      if (name.contains("@odata.")) {
        continue;
      }
      if (name.equalsIgnoreCase("addLicenses")) {
        add = list(member.getValue(), Bodies::licenseChange);
      } else if (name.equalsIgnoreCase("removeLicenses")) {
        remove = list(member.getValue(), value -> SkuId.of(guid(value)));
      } else {
        throw new GraphFailure(
            400,
            "BadRequest",
            "The parameter '%s' in the request payload is not a valid parameter for the operation"
                    .formatted(name)
                + " 'assignLicense'.");
      }
    }
    return new Licenses(add, remove);
  }

  private static LicenseChange licenseChange(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw cannotConvert("microsoft.graph.assignedLicense");
    }
    // Graph reads an absent id as the empty one, which no tenant owns.
    UUID skuId = new UUID(0, 0);
    Set<ServicePlanId> disabledPlans = null;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = String.valueOf(member.getKey());
      if (name.equalsIgnoreCase("skuId")) {
        skuId = guid(member.getValue());
      } else if (name.equalsIgnoreCase("disabledPlans")) {
        List<ServicePlanId> plans = list(member.getValue(), plan -> ServicePlanId.of(guid(plan)));
        disabledPlans = plans == null ? null : new LinkedHashSet<>(plans);
      } else if (!name.contains("@odata.")) {
        throw new GraphFailure(
            400,
            "BadRequest",
            "The property '%s' does not exist on type 'microsoft.graph.assignedLicense'. Make sure"
                    .formatted(name)
                + " to only use property names that are defined by the type.");
      }
    }
    return new LicenseChange(SkuId.of(skuId), disabledPlans);
  }

  private static <E> @Nullable List<E> list(
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

  private static UUID guid(@Nullable Object value) {
    if (value instanceof String text && GuidText.matches(text)) {
      return UUID.fromString(text);
    }
    throw cannotConvert("Edm.Guid");
  }

  private static GraphFailure cannotConvert(String type) {
    return Refusals.badRequest(
        "Cannot convert a primitive value to the expected type '%s'. See the inner exception for"
                .formatted(type)
            + " more details");
  }

  /**
   * The attributes of a user, without what comes beside them.
   *
   * @param id the id that the body may repeat; empty when a user is created
   */
  public static Map<UserAttribute, @Nullable Object> user(
      Map<String, @Nullable Object> body, String id, Set<String> beside) {
    Map<UserAttribute, @Nullable Object> attributes = new EnumMap<>(UserAttribute.class);
    plain(body, id, beside)
        .forEach(
            (name, value) -> {
              UserAttribute attribute =
                  UserAttribute.named(name)
                      .filter(known -> known != UserAttribute.EDUCATION_ROLE)
                      .orElseThrow(() -> unknown(name, "microsoft.graph.user"));
              attributes.put(attribute, fitting(attribute, value));
            });
    return attributes;
  }

  /**
   * The attributes of a group, without what comes beside them.
   *
   * @param id the id that the body may repeat; empty when a group is created
   */
  public static Map<GroupAttribute, @Nullable Object> group(
      Map<String, @Nullable Object> body, String id, Set<String> beside) {
    Map<GroupAttribute, @Nullable Object> attributes = new EnumMap<>(GroupAttribute.class);
    plain(body, id, beside)
        .forEach(
            (name, value) -> {
              GroupAttribute attribute =
                  GroupAttribute.named(name)
                      .orElseThrow(() -> unknown(name, "microsoft.graph.group"));
              attributes.put(attribute, fitting(attribute, value));
            });
    return attributes;
  }

  private static Map<String, @Nullable String> extensionAttributes(Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw cannotConvert(UserSchema.EXTENSION_ATTRIBUTES.qualifiedName());
    }
    Map<String, @Nullable String> attributes = new LinkedHashMap<>();
    members.forEach(
        (sent, text) -> {
          String name = String.valueOf(sent);
          Property<?> attribute = UserSchema.EXTENSION_ATTRIBUTES.find(name);
          if (attribute != null && (text == null || text instanceof String)) {
            attributes.put(attribute.name(), (String) text);
          } else if (attribute != null) {
            throw cannotConvert("Edm.String");
          } else if (!name.contains("@odata.")) {
            throw unknown(name, UserSchema.EXTENSION_ATTRIBUTES.qualifiedName());
          }
        });
    return attributes;
  }

  private static Map<String, @Nullable Object> plain(
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

  private static @Nullable Object fitting(Attribute attribute, @Nullable Object value) {
    if (attribute == UserAttribute.ON_PREMISES_EXTENSION_ATTRIBUTES && value != null) {
      return extensionAttributes(value);
    }
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

  private static GraphFailure unknown(String name, String type) {
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

  /** Checks what a new user's password must be. It is not kept. */
  public static void checkPassword(Map<String, @Nullable Object> body) {
    Optional<Object> profile = member(body, "passwordProfile");
    if (profile.isEmpty()) {
      throw Refusals.badRequest(
          "A value is required for property 'passwordProfile' of resource 'User'.");
    }
    if (!(profile.get() instanceof Map<?, ?> members)
        || !(members.get("password") instanceof String password)
        || password.length() < 8) {
      throw Refusals.badRequest(
          "The specified password does not comply with password complexity requirements. Please"
              + " provide a different password.");
    }
  }

  /** The ids that a list of references names. */
  public static List<UUID> references(Object value) {
    List<UUID> ids = list(value, Bodies::reference);
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
