package io.github.m365licensing.testkit.internal.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.internal.store.Attribute;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The request to Graph that a direct operation stands for. */
public final class OperationJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String OBJECTS = "https://graph.microsoft.com/v1.0/directoryObjects/";

  private OperationJson() {}

  public static WireRequest wireForm(Operation<?> operation) {
    GraphOperation kind = operation.operation();
    String path = path(kind, operation);
    String method =
        switch (kind) {
          case CREATE_USER,
              CREATE_GROUP,
              ASSIGN_USER_LICENSE,
              ASSIGN_GROUP_LICENSE,
              REPROCESS_LICENSES,
              RESTORE_DELETED_ITEM ->
              "POST";
          case UPDATE_USER, UPDATE_GROUP, ADD_MEMBERS -> "PATCH";
          case DELETE_USER, DELETE_GROUP, REMOVE_MEMBER, PURGE_DELETED_ITEM -> "DELETE";
          default -> "GET";
        };
    return WireRequest.toGraph(method, path, body(operation));
  }

  private static String path(GraphOperation kind, Operation<?> operation) {
    String id = operation.subject();
    return switch (kind) {
      case READ_ORGANIZATION -> "/organization";
      case LIST_SUBSCRIBED_SKUS -> "/subscribedSkus";
      case LIST_SUBSCRIPTIONS -> "/directory/subscriptions";
      case LIST_USERS -> usersPath(operation);
      case LIST_EDUCATION_USERS -> "/education/users";
      case CREATE_USER -> "/users";
      case GET_USER, UPDATE_USER, DELETE_USER ->
          operation instanceof Read.GetDirectoryObject ? "/directoryObjects/" + id : "/users/" + id;
      case LIST_LICENSE_DETAILS -> "/users/" + id + "/licenseDetails";
      case ASSIGN_USER_LICENSE -> "/users/" + id + "/assignLicense";
      case REPROCESS_LICENSES -> "/users/" + id + "/reprocessLicenseAssignment";
      case LIST_MEMBER_OF ->
          "/users/"
              + id
              + (((Read.ListMemberOf) operation).transitive()
                  ? "/transitiveMemberOf"
                  : "/memberOf");
      case LIST_GROUPS ->
          operation instanceof Read.ListGroupChanges ? "/groups/delta" : "/groups?$top=999";
      case CREATE_GROUP -> "/groups";
      case GET_GROUP, UPDATE_GROUP, DELETE_GROUP, ADD_MEMBERS -> "/groups/" + id;
      case ASSIGN_GROUP_LICENSE -> "/groups/" + id + "/assignLicense";
      case LIST_MEMBERS -> "/groups/" + id + "/members?$top=999";
      case LIST_TRANSITIVE_MEMBERS -> "/groups/" + id + "/transitiveMembers";
      case LIST_MEMBERS_WITH_LICENSE_ERRORS -> "/groups/" + id + "/membersWithLicenseErrors";
      case REMOVE_MEMBER ->
          "/groups/" + id + "/members/" + ((Write.RemoveMember) operation).member() + "/$ref";
      case LIST_DELETED_ITEMS ->
          "/directory/deletedItems/microsoft.graph."
              + (operation instanceof Read.ListDeletedGroups ? "group" : "user");
      case RESTORE_DELETED_ITEM -> "/directory/deletedItems/" + id + "/restore";
      case PURGE_DELETED_ITEM -> "/directory/deletedItems/" + id;
      case LIST_MANAGED_DEVICES ->
          id.isEmpty() ? "/deviceManagement/managedDevices" : "/users/" + id + "/managedDevices";
    };
  }

  private static String usersPath(Operation<?> operation) {
    if (operation instanceof Read.ListUsersById byId) {
      return "/users?$filter=id in ("
          + String.join(",", byId.ids().stream().map(id -> "'" + id + "'").toList())
          + ")";
    }
    return operation instanceof Read.ListUserChanges ? "/users/delta" : "/users?$top=999";
  }

  private static String body(Operation<?> operation) {
    if (operation instanceof Write.AssignUserLicense assign) {
      return licenses(assign.addLicenses(), assign.removeLicenses());
    }
    if (operation instanceof Write.AssignGroupLicense assign) {
      return licenses(assign.addLicenses(), assign.removeLicenses());
    }
    if (operation instanceof Write.CreateUser create) {
      return properties(create.attributes().present(UserAttribute.values())).toString();
    }
    if (operation instanceof Write.UpdateUser update) {
      return properties(update.changes()).toString();
    }
    if (operation instanceof Write.CreateGroup create) {
      ObjectNode body = properties(create.attributes().present(GroupAttribute.values()));
      if (!create.members().isEmpty()) {
        body.set("members@odata.bind", references(create.members()));
      }
      return body.toString();
    }
    if (operation instanceof Write.UpdateGroup update) {
      return properties(update.changes()).toString();
    }
    if (operation instanceof Write.AddMembers add) {
      ObjectNode body = JSON.objectNode();
      body.set("members@odata.bind", references(add.members()));
      return body.toString();
    }
    return "";
  }

  private static String licenses(@Nullable List<LicenseChange> add, @Nullable List<SkuId> remove) {
    ObjectNode body = JSON.objectNode();
    if (add != null) {
      ArrayNode all = body.putArray("addLicenses");
      for (LicenseChange change : add) {
        ObjectNode one = all.addObject();
        if (change.disabledPlans() != null) {
          ArrayNode plans = one.putArray("disabledPlans");
          for (ServicePlanId plan : change.disabledPlans()) {
            plans.add(plan.toString());
          }
        }
        one.put("skuId", change.skuId().toString());
      }
    }
    if (remove != null) {
      ArrayNode all = body.putArray("removeLicenses");
      remove.forEach(sku -> all.add(sku.toString()));
    }
    return body.toString();
  }

  private static ObjectNode properties(
      Map<? extends Attribute, ? extends @Nullable Object> values) {
    ObjectNode body = JSON.objectNode();
    values.forEach((attribute, value) -> body.putPOJO(attribute.graphName(), value));
    return body;
  }

  private static ArrayNode references(List<UUID> ids) {
    ArrayNode references = JSON.arrayNode();
    ids.forEach(id -> references.add(OBJECTS + id));
    return references;
  }
}
