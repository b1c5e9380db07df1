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
final class WriteJson implements TenantWrite.Cases<Part> {

  private final String baseUrl;

  /**
   * Requests to one Graph.
   *
   * @param baseUrl its root; members are bound by absolute address
   */
  WriteJson(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  @Override
  public Part assignUserLicense(TenantWrite.AssignUserLicense write) {
    return post(
        "/users/" + write.user() + "/assignLicense",
        licenses(write.addLicenses(), write.removeLicenses()));
  }

  @Override
  public Part assignGroupLicense(TenantWrite.AssignGroupLicense write) {
    return post(
        "/groups/" + write.group() + "/assignLicense",
        licenses(write.addLicenses(), write.removeLicenses()));
  }

  @Override
  public Part createUser(TenantWrite.CreateUser write) {
    return post("/users", user(write));
  }

  @Override
  public Part setUsageLocation(TenantWrite.SetUsageLocation write) {
    ObjectNode body = object().put("usageLocation", write.usageLocation().countryCode());
    return new Part("PATCH", "/users/" + write.user(), body);
  }

  @Override
  public Part addMembers(TenantWrite.AddMembers write) {
    return new Part("PATCH", "/groups/" + write.group(), members(write.users()));
  }

  @Override
  public Part removeMember(TenantWrite.RemoveMember write) {
    // Without /$ref the request would delete the user.
    return new Part(
        "DELETE", "/groups/" + write.group() + "/members/" + write.user() + "/$ref", null);
  }

  @Override
  public Part reprocessLicenses(TenantWrite.ReprocessLicenses write) {
    return new Part("POST", "/users/" + write.user() + "/reprocessLicenseAssignment", null);
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
