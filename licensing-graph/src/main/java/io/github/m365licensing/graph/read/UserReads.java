package io.github.m365licensing.graph.read;

import com.microsoft.kiota.RequestInformation;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.graph.http.Call;
import io.github.m365licensing.graph.http.Connection;
import io.github.m365licensing.graph.http.Page;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.ServiceLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads users. */
public final class UserReads {

  private final Connection connection;
  private final Reader reader;

  public UserReads(Connection connection, Reader reader) {
    this.connection = connection;
    this.reader = reader;
  }

  public Optional<LicensedUser> find(String idOrUserPrincipalName) {
    return reader.found(
        get(idOrUserPrincipalName), body -> AnswerJson.object(body, new UserJson()::read));
  }

  /** The users that match. Graph narrows the list as far as it can; the query itself judges. */
  public Stream<LicensedUser> list(UserQuery query) {
    UserJson json = new UserJson(asksForRole(query) ? educationRoles() : Map.of());
    Optional<UserFilter> filter = UserFilter.of(query);
    Call call = new Call(GraphOperation.LIST_USERS, "GET /users", () -> list(filter.orElse(null)));
    return reader.stream(call, json::read).filter(query::matches);
  }

  public List<LicenseDetails> licenseDetails(UserId user) {
    Call call =
        new Call(
            GraphOperation.LIST_LICENSE_DETAILS,
            "GET /users/{id}/licenseDetails",
            () ->
                connection
                    .client()
                    .users()
                    .byUserId(user.toString())
                    .licenseDetails()
                    .toGetRequestInformation());
    // One entry for each SKU of one user, so there is one page.
    return reader
        .found(call, body -> AnswerJson.page(body, AnswerJson.byTree(TenantJson::licenseDetails)))
        .map(Page::items)
        .orElse(List.of());
  }

  /** The read of one user, alone or as a part of a batch. */
  Call get(String idOrUserPrincipalName) {
    return new Call(
        GraphOperation.GET_USER,
        "GET /users/{id}",
        () ->
            connection
                .client()
                .users()
                .byUserId(idOrUserPrincipalName)
                .toGetRequestInformation(
                    config -> config.queryParameters.select = UserJson.SELECT));
  }

  private RequestInformation list(@Nullable UserFilter filter) {
    return connection
        .client()
        .users()
        .toGetRequestInformation(
            config -> {
              config.queryParameters.select = UserJson.SELECT;
              config.queryParameters.top = ServiceLimits.MAX_PAGE_SIZE;
              if (filter != null) {
                config.queryParameters.filter = filter.text();
              }
              if (filter != null && filter.advanced()) {
                config.queryParameters.count = true;
                config.headers.add("ConsistencyLevel", "eventual");
              }
            });
  }

  /** The roles in the school directory, which {@code /users} does not show. */
  private Map<UserId, String> educationRoles() {
    Map<UserId, String> roles = new HashMap<>();
    Call call =
        new Call(
            GraphOperation.LIST_EDUCATION_USERS,
            "GET /education/users",
            () ->
                connection
                    .client()
                    .education()
                    .users()
                    .toGetRequestInformation(
                        config -> {
                          config.queryParameters.select = new String[] {"id", "primaryRole"};
                          config.queryParameters.top = ServiceLimits.MAX_PAGE_SIZE;
                        }));
    reader.all(
        call,
        AnswerJson.byTree(
            user -> {
              UserId id = UserId.of(AnswerJson.requiredGuid(user, "id"));
              AnswerJson.text(user, "primaryRole").ifPresent(role -> roles.put(id, role));
              return null;
            }));
    return roles;
  }

  private static boolean asksForRole(UserQuery query) {
    if (query instanceof UserQuery.And q) {
      return q.all().stream().anyMatch(UserReads::asksForRole);
    }
    if (query instanceof UserQuery.Or q) {
      return q.any().stream().anyMatch(UserReads::asksForRole);
    }
    if (query instanceof UserQuery.Not q) {
      return asksForRole(q.query());
    }
    return query instanceof UserQuery.EducationRole;
  }
}
