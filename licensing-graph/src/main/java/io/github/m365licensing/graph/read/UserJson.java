package io.github.m365licensing.graph.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserType;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.graph.http.UnusableAnswerException;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads users straight from the parser into values. The SDK's models would take eleven times as
 * long and three times the memory. One instance reads one list, on one thread.
 */
final class UserJson {

  /** What licensing needs to know of a user; without it Graph leaves the licences out. */
  static final String[] SELECT = {
    "id",
    "userPrincipalName",
    "displayName",
    "department",
    "usageLocation",
    "accountEnabled",
    "userType",
    "onPremisesSyncEnabled",
    "assignedLicenses",
    "licenseAssignmentStates"
  };

  private final Map<UserId, String> educationRoles;

  // What repeats from user to user is made once: a million users share a few hundred SKUs, plans,
  // groups, departments and choices.
  private final Map<UUID, SkuId> skus = new HashMap<>();
  private final Map<UUID, ServicePlanId> plans = new HashMap<>();
  private final Map<UUID, AssignmentSource> groups = new HashMap<>();
  private final Map<List<ServicePlanId>, Set<ServicePlanId>> disabledPlans = new HashMap<>();
  private final Map<SkuId, Map<Set<ServicePlanId>, AssignedLicense>> licenses = new HashMap<>();
  private final Map<Path, LicenseAssignmentState> paths = new HashMap<>();
  private final Map<String, AssignmentState> states = new HashMap<>();
  private final Map<String, AssignmentError> errors = new HashMap<>();
  private final Map<String, String> departments = new HashMap<>();
  private final Map<String, UserType> userTypes = new HashMap<>();
  private final Map<String, Optional<UsageLocation>> locations = new HashMap<>();

  UserJson() {
    this(Map.of());
  }

  /**
   * Users with roles that come from elsewhere, since {@code /users} has none.
   *
   * @param educationRoles the role of each user who has one
   */
  UserJson(Map<UserId, String> educationRoles) {
    this.educationRoles = educationRoles;
  }

  /**
   * The user, or null for a member that is something else: a group, a device, a contact.
   *
   * @throws HiddenUserException if the service shows the id and hides the rest
   */
  @Nullable LicensedUser read(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT, "a user");
    LicensedUser.Builder user = LicensedUser.builder();
    boolean isUser = true;
    boolean named = false;
    boolean identified = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String property = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (property) {
        case "@odata.type" -> isUser = text(parser, property).equals("#microsoft.graph.user");
        case "id" -> {
          identified = true;
          UserId id = UserId.of(AnswerJson.guid(property, parser));
          user.id(id).educationRole(Optional.ofNullable(educationRoles.get(id)));
        }
        case "userPrincipalName" -> {
          named = true;
          user.userPrincipalName(text(parser, property));
        }
        case "displayName" -> user.displayName(text(parser, property));
        case "department" ->
            user.department(departments.computeIfAbsent(text(parser, property), name -> name));
        case "usageLocation" ->
            user.usageLocation(
                locations.computeIfAbsent(text(parser, property), AnswerJson::usageLocation));
        case "accountEnabled" -> user.accountEnabled(parser.getBooleanValue());
        case "userType" ->
            user.userType(userTypes.computeIfAbsent(text(parser, property), UserType::of));
        case "onPremisesSyncEnabled" -> user.onPremisesSyncEnabled(parser.getBooleanValue());
        case "assignedLicenses" -> user.assignedLicenses(licenses(parser));
        case "licenseAssignmentStates" -> user.licenseAssignmentStates(states(parser));
        default -> parser.skipChildren();
      }
    }
    if (!isUser) {
      return null;
    }
    if (!identified) {
      throw new UnusableAnswerException("A user has no 'id'.");
    }
    if (!named) {
      throw new HiddenUserException();
    }
    return user.build();
  }

  /** The licences of a user or a group, ordered by SKU. */
  List<AssignedLicense> licenses(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_ARRAY, "a list of licences");
    List<AssignedLicense> licenses = new ArrayList<>(4);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      licenses.add(license(parser));
    }
    licenses.sort(Comparator.comparing(AssignedLicense::skuId));
    return licenses;
  }

  private AssignedLicense license(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT, "a licence");
    SkuId skuId = null;
    Set<ServicePlanId> disabledPlans = Set.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String property = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (property) {
        case "skuId" -> skuId = sku(parser);
        case "disabledPlans" -> disabledPlans = plans(parser);
        default -> parser.skipChildren();
      }
    }
    SkuId product = required(skuId);
    return licenses
        .computeIfAbsent(product, sku -> new HashMap<>())
        .computeIfAbsent(disabledPlans, plans -> new AssignedLicense(product, plans));
  }

  private List<LicenseAssignmentState> states(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_ARRAY, "a list of paths");
    List<LicenseAssignmentState> states = new ArrayList<>(4);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      states.add(state(parser));
    }
    return states;
  }

  private LicenseAssignmentState state(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT, "a path");
    SkuId skuId = null;
    Set<ServicePlanId> disabledPlans = Set.of();
    AssignmentSource source = AssignmentSource.direct();
    AssignmentState state = AssignmentState.ACTIVE;
    AssignmentError error = null;
    Instant changed = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String property = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (property) {
        case "skuId" -> skuId = sku(parser);
        case "disabledPlans" -> disabledPlans = plans(parser);
        case "assignedByGroup" ->
            source =
                groups.computeIfAbsent(
                    AnswerJson.guid(property, parser),
                    id -> AssignmentSource.inheritedFrom(GroupId.of(id)));
        case "state" -> state = states.computeIfAbsent(text(parser, property), AssignmentState::of);
        case "error" -> {
          // A path without error has null by the page, None by Microsoft's own script.
          String code = text(parser, property);
          if (!code.isEmpty() && !code.equalsIgnoreCase("None")) {
            error = errors.computeIfAbsent(code, AssignmentError::of);
          }
        }
        case "lastUpdatedDateTime" -> changed = AnswerJson.moment(property, text(parser, property));
        default -> parser.skipChildren();
      }
    }
    LicenseAssignmentState path =
        paths.computeIfAbsent(
            new Path(required(skuId), disabledPlans, source, state, error), Path::undated);
    return changed == null ? path : path.withLastUpdatedDateTime(changed);
  }

  /** What paths of many users have in common: everything but when they were last changed. */
  private record Path(
      SkuId skuId,
      Set<ServicePlanId> disabledPlans,
      AssignmentSource source,
      AssignmentState state,
      @Nullable AssignmentError error) {

    LicenseAssignmentState undated() {
      return LicenseAssignmentState.builder()
          .skuId(skuId)
          .disabledPlans(disabledPlans)
          .source(source)
          .state(state)
          .error(Optional.ofNullable(error))
          .build();
    }
  }

  private Set<ServicePlanId> plans(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_ARRAY, "a list of plans");
    List<ServicePlanId> plans = new ArrayList<>(4);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      plans.add(
          this.plans.computeIfAbsent(AnswerJson.guid("disabledPlans", parser), ServicePlanId::of));
    }
    // Nearly all lists are among a few dozen, so sorting them once is enough.
    return disabledPlans.computeIfAbsent(plans, key -> new TreeSet<>(key));
  }

  private SkuId sku(JsonParser parser) throws IOException {
    return skus.computeIfAbsent(AnswerJson.guid("skuId", parser), SkuId::of);
  }

  private static SkuId required(@Nullable SkuId skuId) throws UnusableAnswerException {
    if (skuId == null) {
      throw new UnusableAnswerException("A licence has no 'skuId'.");
    }
    return skuId;
  }

  private static String text(JsonParser parser, String property) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new UnusableAnswerException("'" + property + "' is no text.");
    }
    return parser.getText();
  }

  private static void expect(JsonParser parser, JsonToken token, String what) throws IOException {
    if (parser.currentToken() != token) {
      throw new UnusableAnswerException("Where " + what + " should be is something else.");
    }
  }

  /**
   * Only the id of a user came. Graph does that in lists of members when the caller may read the
   * group and not its users; to take it for a user without licences would be a disaster.
   */
  static final class HiddenUserException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
