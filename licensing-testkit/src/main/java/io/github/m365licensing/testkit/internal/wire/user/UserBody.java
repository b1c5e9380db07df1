package io.github.m365licensing.testkit.internal.wire.user;

import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.call.RequestBody;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies that create and change users. */
final class UserBody {

  private UserBody() {}

  /**
   * The attributes of a user, without what comes beside them.
   *
   * @param id the id that the body may repeat; empty when a user is created
   */
  public static Map<UserAttribute, @Nullable Object> attributes(
      Map<String, @Nullable Object> body, String id, Set<String> beside) {
    Map<UserAttribute, @Nullable Object> attributes = new EnumMap<>(UserAttribute.class);
    RequestBody.plain(body, id, beside)
        .forEach(
            (name, value) -> {
              UserAttribute attribute =
                  UserAttribute.named(name)
                      .filter(known -> known != UserAttribute.EDUCATION_ROLE)
                      .orElseThrow(() -> RequestBody.unknown(name, "microsoft.graph.user"));
              attributes.put(
                  attribute,
                  attribute == UserAttribute.ON_PREMISES_EXTENSION_ATTRIBUTES && value != null
                      ? extensionAttributes(value)
                      : RequestBody.fitting(attribute, value));
            });
    return attributes;
  }

  private static Map<String, @Nullable String> extensionAttributes(Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw RequestBody.cannotConvert(UserSchema.EXTENSION_ATTRIBUTES.qualifiedName());
    }
    Map<String, @Nullable String> attributes = new LinkedHashMap<>();
    members.forEach(
        (sent, text) -> {
          String name = String.valueOf(sent);
          Property<?> attribute = UserSchema.EXTENSION_ATTRIBUTES.find(name);
          if (attribute != null && (text == null || text instanceof String)) {
            attributes.put(attribute.name(), (String) text);
          } else if (attribute != null) {
            throw RequestBody.cannotConvert("Edm.String");
          } else if (!name.contains("@odata.")) {
            throw RequestBody.unknown(name, UserSchema.EXTENSION_ATTRIBUTES.qualifiedName());
          }
        });
    return attributes;
  }

  /** Checks what a new user's password must be. It is not kept. */
  public static void checkPassword(Map<String, @Nullable Object> body) {
    Optional<Object> profile = RequestBody.member(body, "passwordProfile");
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
}
