package io.github.m365licensing.graph;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserType;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.io.IOException;
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
  private final Same same = new Same();
  private final Map<String, UUID> guids = new HashMap<>();

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
          UserId id = UserId.of(AnswerJson.guid(property, text(parser, property)));
          user.id(id).educationRole(Optional.ofNullable(educationRoles.get(id)));
        }
        case "userPrincipalName" -> {
          named = true;
          user.userPrincipalName(text(parser, property));
        }
        case "displayName" -> user.displayName(text(parser, property));
        case "department" -> user.department(same.of(text(parser, property)));
        case "usageLocation" ->
            user.usageLocation(AnswerJson.usageLocation(text(parser, property)).map(same::of));
        case "accountEnabled" -> user.accountEnabled(parser.getBooleanValue());
        case "userType" -> user.userType(same.of(UserType.of(text(parser, property))));
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
    UUID skuId = null;
    Set<ServicePlanId> disabledPlans = Set.of();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String property = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (property) {
        case "skuId" -> skuId = guid(property, text(parser, property));
        case "disabledPlans" -> disabledPlans = plans(parser);
        default -> parser.skipChildren();
      }
    }
    return same.of(new AssignedLicense(sku(skuId), disabledPlans));
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
    LicenseAssignmentState.Builder state = LicenseAssignmentState.builder();
    UUID skuId = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String property = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      switch (property) {
        case "skuId" -> skuId = guid(property, text(parser, property));
        case "disabledPlans" -> state.disabledPlans(plans(parser));
        case "assignedByGroup" ->
            state.source(
                same.of(
                    AssignmentSource.inheritedFrom(
                        GroupId.of(guid(property, text(parser, property))))));
        case "state" -> state.state(same.of(AssignmentState.of(text(parser, property))));
        case "error" -> {
          // A path without error has null by the page, None by Microsoft's own script.
          String error = text(parser, property);
          if (!error.isEmpty() && !error.equalsIgnoreCase("None")) {
            state.error(same.of(AssignmentError.of(error)));
          }
        }
        case "lastUpdatedDateTime" ->
            state.lastUpdatedDateTime(AnswerJson.moment(property, text(parser, property)));
        default -> parser.skipChildren();
      }
    }
    return state.skuId(sku(skuId)).build();
  }

  private Set<ServicePlanId> plans(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_ARRAY, "a list of plans");
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return Set.of();
    }
    Set<ServicePlanId> plans = new TreeSet<>();
    do {
      plans.add(same.of(ServicePlanId.of(guid("disabledPlans", text(parser, "disabledPlans")))));
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    return plans;
  }

  private SkuId sku(@Nullable UUID skuId) throws UnusableAnswerException {
    if (skuId == null) {
      throw new UnusableAnswerException("A licence has no 'skuId'.");
    }
    return same.of(SkuId.of(skuId));
  }

  /** Ids of SKUs, plans and groups repeat; those of users do not. */
  private UUID guid(String property, String text) throws UnusableAnswerException {
    UUID known = guids.get(text);
    if (known == null) {
      known = AnswerJson.guid(property, text);
      guids.put(text, known);
    }
    return known;
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
