package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.GraphPermissions;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who calls, and what that caller may do. Immutable.
 *
 * @param kind with which kind of token
 * @param permissions the permissions granted, ordered by name; meaningless for UNRESTRICTED
 * @param roles the directory roles of the signed-in user, ordered by name; only for DELEGATED
 * @param appId the application's id, compared as it stands: callers with the same one share a
 *     quota; empty if it does not matter
 */
public record Caller(Kind kind, Set<String> permissions, Set<String> roles, String appId) {

  /** The kinds of caller. */
  public enum Kind {
    /** May do everything: the default of a test that is not about permissions. */
    UNRESTRICTED,
    /** An application with permissions of its own. */
    APPLICATION,
    /** An application on behalf of a user, who needs a directory role as well. */
    DELEGATED
  }

  private static final Caller UNRESTRICTED = new Caller(Kind.UNRESTRICTED, Set.of(), Set.of(), "");

  /** Keeps ordered copies of the sets. */
  public Caller {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(permissions, "permissions");
    Objects.requireNonNull(roles, "roles");
    Objects.requireNonNull(appId, "appId");
    permissions = Collections.unmodifiableSet(new TreeSet<>(permissions));
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
  }

  /** A caller who may do everything. */
  public static Caller unrestricted() {
    return UNRESTRICTED;
  }

  /** An application with these permissions, for example {@code User.Read.All}. */
  public static Caller application(String... permissions) {
    return new Caller(Kind.APPLICATION, new TreeSet<>(List.of(permissions)), Set.of(), "");
  }

  /** An application with these permissions on behalf of a user with these directory roles. */
  public static Caller delegated(Set<String> permissions, Set<String> roles) {
    return new Caller(Kind.DELEGATED, permissions, roles, "");
  }

  /** The same caller from the application with this id. */
  public Caller fromApp(String appId) {
    return new Caller(kind, permissions, roles, appId);
  }

  /** Whether the caller may call the operation, as far as permissions and roles decide. */
  public boolean isAllowed(GraphOperation operation) {
    return switch (kind) {
      case UNRESTRICTED -> true;
      case APPLICATION -> GraphPermissions.isAllowed(operation, permissions);
      case DELEGATED ->
          GraphPermissions.isAllowed(operation, permissions)
              && (operation.roles().isEmpty()
                  || roles.contains("Global Administrator")
                  || operation.roles().stream().anyMatch(roles::contains));
    };
  }
}
