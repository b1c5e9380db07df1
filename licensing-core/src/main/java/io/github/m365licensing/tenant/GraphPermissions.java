package io.github.m365licensing.tenant;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller must be allowed to do, worked out from the operations of a plan or of a test.
 *
 * <p>The same table serves the planner, the connection to Graph and the fake.
 */
public final class GraphPermissions {

  private GraphPermissions() {}

  /**
   * A smallest set of permissions that covers the operations, ordered by name. For each operation
   * the least permission counts, unless one that another operation needs anyway is enough.
   */
  public static Set<String> leastFor(Collection<GraphOperation> operations) {
    Set<String> needed = new TreeSet<>();
    for (GraphOperation operation : new TreeSet<>(operations)) {
      needed.add(operation.permissions().get(0));
    }
    for (String candidate : new TreeSet<>(needed)) {
      Set<String> without = new TreeSet<>(needed);
      without.remove(candidate);
      if (operations.stream().allMatch(operation -> isAllowed(operation, without))) {
        needed = without;
      }
    }
    return Collections.unmodifiableSet(needed);
  }

  /** Whether a caller with these permissions may call the operation. */
  public static boolean isAllowed(GraphOperation operation, Collection<String> granted) {
    return operation.permissions().stream().anyMatch(granted::contains);
  }

  /**
   * The directory roles that cover every one of the operations for a delegated caller, ordered by
   * name; empty when none of the operations asks for a role.
   */
  public static Set<String> rolesFor(Collection<GraphOperation> operations) {
    Set<String> roles = new TreeSet<>();
    boolean first = true;
    for (GraphOperation operation : new TreeSet<>(operations)) {
      if (operation.roles().isEmpty()) {
        continue;
      }
      if (first) {
        roles.addAll(operation.roles());
        first = false;
      } else {
        roles.retainAll(operation.roles());
      }
    }
    return Collections.unmodifiableSet(roles);
  }
}
