package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.testkit.internal.store.Attribute;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.Directory;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creating, changing, deleting and restoring users. Runs under the engine's lock. */
public final class UserWrites {

  private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
  private static final List<UserAttribute> REQUIRED =
      List.of(
          UserAttribute.ACCOUNT_ENABLED,
          UserAttribute.DISPLAY_NAME,
          UserAttribute.MAIL_NICKNAME,
          UserAttribute.USER_PRINCIPAL_NAME);

  private final Engine engine;

  UserWrites(Engine engine) {
    this.engine = engine;
  }

  private Directory directory() {
    return engine.directory();
  }

  AcceptedWrite<StoredUser> create(Attributes<UserAttribute> attributes) {
    for (UserAttribute attribute : REQUIRED) {
      if (attributes.value(attribute).isEmpty()) {
        throw Refusals.badRequest(
            "A value is required for property '%s' of resource 'User'."
                .formatted(attribute.graphName()));
      }
    }
    Map<UserAttribute, Object> given = attributes.present(UserAttribute.values());
    given.keySet().forEach(UserWrites::checkWritable);
    checkValues(given);
    if (directory().isNameTaken(text(given, UserAttribute.USER_PRINCIPAL_NAME))) {
      throw Refusals.nameTaken();
    }
    Map<UserAttribute, Object> all = new EnumMap<>(given);
    all.putIfAbsent(UserAttribute.USER_TYPE, "Member");
    StoredUser user = fresh(engine.ids().next(), Attributes.of(all));
    return AcceptedWrite.of(user, () -> add(user));
  }

  /** Adds a user without asking whether a caller could. */
  public StoredUser add(UUID id, Attributes<UserAttribute> attributes) {
    return add(fresh(id, attributes));
  }

  private StoredUser add(StoredUser user) {
    directory().put(user);
    engine.groups().userChanged(user);
    return user;
  }

  /** A user that is not in the store. */
  StoredUser fresh(UUID id, Attributes<UserAttribute> attributes) {
    return new StoredUser(
        UserId.of(id),
        directory().nextUserPosition(),
        attributes,
        List.of(),
        List.of(),
        List.of(),
        engine.time().now(),
        null);
  }

  AcceptedWrite<NoContent> update(
      String idOrName, Map<UserAttribute, ? extends @Nullable Object> changes) {
    StoredUser user = writable(idOrName);
    for (UserAttribute attribute : changes.keySet()) {
      checkWritable(attribute);
      if (user.isSynced() && isMastered(attribute)) {
        throw Refusals.masteredOnPremises();
      }
    }
    boolean emptied =
        changes.containsKey(UserAttribute.USAGE_LOCATION)
            && changes.get(UserAttribute.USAGE_LOCATION) == null;
    if (emptied && user.licenseAssignmentStates().stream().anyMatch(p -> p.source().isDirect())) {
      // What the service says is not known; direct licences without a location are not.
      throw invalid(UserAttribute.USAGE_LOCATION);
    }
    checkValues(changes);
    String name = text(changes, UserAttribute.USER_PRINCIPAL_NAME);
    if (!name.isEmpty()
        && !name.equalsIgnoreCase(user.userPrincipalName())
        && directory().isNameTaken(name)) {
      throw Refusals.nameTaken();
    }
    StoredUser after = user.with(changes);
    return AcceptedWrite.of(
        () -> {
          directory().put(after);
          engine.groups().userChanged(after);
        });
  }

  AcceptedWrite<NoContent> delete(String idOrName) {
    StoredUser user = writable(idOrName);
    return AcceptedWrite.of(
        () -> {
          directory().put(user.deletedAt(engine.time().now()));
          engine.recycleBin().add(user.objectId());
        });
  }

  /**
   * The user as the last write left them, for a write: they must be visible already, and not in a
   * restricted administrative unit.
   */
  StoredUser writable(String idOrName) {
    return writable(engine.reads().user(idOrName));
  }

  /** The same for a user that was just seen. */
  StoredUser writable(StoredUser seen) {
    StoredUser user = engine.current(seen);
    if (user.attributes().isTrue(UserAttribute.IS_MANAGEMENT_RESTRICTED)) {
      throw Refusals.denied();
    }
    return user;
  }

  private boolean isMastered(UserAttribute attribute) {
    return attribute.writing() == Attribute.Writing.MASTERED
        || (attribute == UserAttribute.USAGE_LOCATION
            && engine.semantics().licensing().syncedUsageLocation()
                == LicensingSemantics.SyncedUsageLocation.MASTERED);
  }

  private static void checkWritable(UserAttribute attribute) {
    if (attribute.writing() == Attribute.Writing.SERVICE) {
      throw Refusals.badRequest(
          "Property '%s' is read-only and cannot be set.".formatted(attribute.graphName()));
    }
  }

  private void checkValues(Map<UserAttribute, ? extends @Nullable Object> values) {
    String location = text(values, UserAttribute.USAGE_LOCATION);
    if (!location.isEmpty() && !COUNTRY.matcher(location).matches()) {
      throw invalid(UserAttribute.USAGE_LOCATION);
    }
    for (UserAttribute required : REQUIRED) {
      if (values.containsKey(required)
          && (values.get(required) == null || "".equals(values.get(required)))) {
        throw invalid(required);
      }
    }
    String name = text(values, UserAttribute.USER_PRINCIPAL_NAME);
    if (name.isEmpty()) {
      return;
    }
    int at = name.indexOf('@');
    if (at <= 0 || at != name.lastIndexOf('@') || name.indexOf(' ') >= 0) {
      throw invalid(UserAttribute.USER_PRINCIPAL_NAME);
    }
    String domain = name.substring(at + 1).toLowerCase(Locale.ROOT);
    if (!engine.organization().verifiedDomains().contains(domain)) {
      throw Refusals.badRequest(
          "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.");
    }
  }

  private static GraphFailure invalid(UserAttribute attribute) {
    return Refusals.badRequest(
        "Invalid value specified for property '%s' of resource 'User'."
            .formatted(attribute.graphName()));
  }

  private static String text(
      Map<UserAttribute, ? extends @Nullable Object> values, UserAttribute attribute) {
    return Objects.requireNonNullElse(values.get(attribute), "").toString();
  }
}
