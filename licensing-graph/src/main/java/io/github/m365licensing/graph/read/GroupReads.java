package io.github.m365licensing.graph.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.groups.item.GroupItemRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.graph.http.Call;
import io.github.m365licensing.graph.http.Connection;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.ServiceLimits;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads groups and their members. Members are listed without a type cast and told apart by their
 * type here: a cast is an advanced query, whose index lags behind the directory.
 */
public final class GroupReads {

  private final Connection connection;
  private final Reader reader;

  public GroupReads(Connection connection, Reader reader) {
    this.connection = connection;
    this.reader = reader;
  }

  public Optional<LicensedGroup> find(GroupId id) {
    Call call =
        new Call(
            GraphOperation.GET_GROUP,
            "GET /groups/{id}",
            () ->
                group(id)
                    .toGetRequestInformation(
                        config -> config.queryParameters.select = TenantJson.SELECT_GROUP));
    return reader.found(
        call, body -> AnswerJson.object(body, AnswerJson.byTree(TenantJson::group)));
  }

  /** The groups of this name, ordered by id. */
  public List<LicensedGroup> named(String displayName) {
    String filter = "displayName eq '" + displayName.replace("'", "''") + "'";
    return reader.all(list(filter, false), AnswerJson.byTree(TenantJson::group)).stream()
        .filter(group -> group.displayName().equalsIgnoreCase(displayName))
        .sorted(Comparator.comparing(LicensedGroup::id))
        .toList();
  }

  public Stream<LicensedGroup> licensed() {
    return reader.stream(
        list("assignedLicenses/$count ne 0", true), AnswerJson.byTree(TenantJson::group));
  }

  public Stream<LicensedUser> members(GroupId id) {
    Call call =
        new Call(
            GraphOperation.LIST_MEMBERS,
            "GET /groups/{id}/members",
            () -> members(id, UserJson.SELECT));
    return reader.stream(call, new UserJson()::read);
  }

  public List<LicensedGroup> nested(GroupId id) {
    Call call =
        new Call(
            GraphOperation.LIST_MEMBERS,
            "GET /groups/{id}/members",
            () -> members(id, TenantJson.SELECT_GROUP));
    return reader.all(call, AnswerJson.byTree(GroupReads::groupOrNothing));
  }

  public Stream<LicensedUser> membersWithLicenseErrors(GroupId id) {
    Call call =
        new Call(
            GraphOperation.LIST_MEMBERS_WITH_LICENSE_ERRORS,
            "GET /groups/{id}/membersWithLicenseErrors",
            () ->
                group(id)
                    .membersWithLicenseErrors()
                    .toGetRequestInformation(
                        config -> {
                          config.queryParameters.select = UserJson.SELECT;
                          config.queryParameters.top = ServiceLimits.MAX_PAGE_SIZE;
                        }));
    return reader.stream(call, new UserJson()::read);
  }

  private RequestInformation members(GroupId id, String[] select) {
    return group(id)
        .members()
        .toGetRequestInformation(
            config -> {
              config.queryParameters.select = select;
              config.queryParameters.top = ServiceLimits.MAX_PAGE_SIZE;
            });
  }

  private Call list(String filter, boolean advanced) {
    return new Call(
        GraphOperation.LIST_GROUPS,
        "GET /groups",
        () ->
            connection
                .client()
                .groups()
                .toGetRequestInformation(
                    config -> {
                      config.queryParameters.select = TenantJson.SELECT_GROUP;
                      config.queryParameters.top = ServiceLimits.MAX_PAGE_SIZE;
                      config.queryParameters.filter = filter;
                      if (advanced) {
                        config.queryParameters.count = true;
                        config.headers.add("ConsistencyLevel", "eventual");
                      }
                    }));
  }

  private GroupItemRequestBuilder group(GroupId id) {
    return connection.client().groups().byGroupId(id.toString());
  }

  private static @Nullable LicensedGroup groupOrNothing(JsonNode member) throws IOException {
    return member.path("@odata.type").asText().equals("#microsoft.graph.group")
        ? TenantJson.group(member)
        : null;
  }
}
