package io.github.m365licensing.graph.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.graph.http.Batch.Part;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/**
 * Writes as Graph requests. Bodies are made anew for every attempt: the SDK's models would send an
 * empty object the second time.
 */
final class WriteJson {

  private final String baseUrl;

  /**
   * Requests to one Graph.
   *
   * @param baseUrl its root; members are bound by absolute address
   */
  WriteJson(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  Part part(TenantWrite write) {
    if (write instanceof TenantWrite.AssignUserLicense w) {
      return post(
          "/users/" + w.user() + "/assignLicense", licenses(w.addLicenses(), w.removeLicenses()));
    }
    if (write instanceof TenantWrite.AssignGroupLicense w) {
      return post(
          "/groups/" + w.group() + "/assignLicense", licenses(w.addLicenses(), w.removeLicenses()));
    }
    if (write instanceof TenantWrite.CreateUser w) {
      return post("/users", user(w));
    }
    if (write instanceof TenantWrite.SetUsageLocation w) {
      ObjectNode body = object().put("usageLocation", w.usageLocation().countryCode());
      return new Part("PATCH", "/users/" + w.user(), body);
    }
    if (write instanceof TenantWrite.AddMembers w) {
      return new Part("PATCH", "/groups/" + w.group(), members(w.users()));
    }
    if (write instanceof TenantWrite.RemoveMember w) {
      // Without /$ref the request would delete the user.
      return new Part("DELETE", "/groups/" + w.group() + "/members/" + w.user() + "/$ref", null);
    }
    if (write instanceof TenantWrite.ReprocessLicenses w) {
      return new Part("POST", "/users/" + w.user() + "/reprocessLicenseAssignment", null);
    }
    throw new IllegalArgumentException("Unknown write " + write.getClass().getName());
  }

  /** The method and path template, for logs. */
  static String name(TenantWrite write) {
    return switch (write.operation()) {
      case ASSIGN_USER_LICENSE -> "POST /users/{id}/assignLicense";
      case ASSIGN_GROUP_LICENSE -> "POST /groups/{id}/assignLicense";
      case CREATE_USER -> "POST /users";
      case UPDATE_USER -> "PATCH /users/{id}";
      case ADD_MEMBERS -> "PATCH /groups/{id}";
      case REMOVE_MEMBER -> "DELETE /groups/{id}/members/{id}/$ref";
      case REPROCESS_LICENSES -> "POST /users/{id}/reprocessLicenseAssignment";
      default -> write.operation().name();
    };
  }

  /** The id in the answer to the creation of a user. */
  static Optional<UserId> createdUser(JsonNode answer) {
    try {
      return Optional.of(UserId.of(AnswerJson.requiredGuid(answer, "id")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Graph refuses a call in which one of the lists is missing, so both are always there. */
  private static ObjectNode licenses(
      Collection<AssignedLicense> addLicenses, Collection<SkuId> removeLicenses) {
    ObjectNode body = object();
    ArrayNode add = body.putArray("addLicenses");
    for (AssignedLicense license : addLicenses) {
      ArrayNode disabledPlans =
          add.addObject().put("skuId", license.skuId().toString()).putArray("disabledPlans");
      license.disabledPlans().forEach(plan -> disabledPlans.add(plan.toString()));
    }
    ArrayNode remove = body.putArray("removeLicenses");
    removeLicenses.forEach(sku -> remove.add(sku.toString()));
    return body;
  }

  private static ObjectNode user(TenantWrite.CreateUser write) {
    UserProfile profile = write.profile();
    ObjectNode body =
        object()
            .put("accountEnabled", profile.accountEnabled())
            .put("displayName", profile.displayName())
            .put("mailNickname", profile.mailNickname())
            .put("userPrincipalName", profile.userPrincipalName());
    profile.department().ifPresent(department -> body.put("department", department));
    profile
        .usageLocation()
        .ifPresent(location -> body.put("usageLocation", location.countryCode()));
    body.putObject("passwordProfile")
        .put("password", write.password().secret())
        .put("forceChangePasswordNextSignIn", true);
    return body;
  }

  private ObjectNode members(Collection<UserId> users) {
    ObjectNode body = object();
    ArrayNode members = body.putArray("members@odata.bind");
    users.forEach(user -> members.add(baseUrl + "/directoryObjects/" + user));
    return body;
  }

  private static Part post(String url, ObjectNode body) {
    return new Part("POST", url, body);
  }

  private static ObjectNode object() {
    return AnswerJson.MAPPER.createObjectNode();
  }
}
