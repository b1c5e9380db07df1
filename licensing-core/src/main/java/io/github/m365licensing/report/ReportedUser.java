package io.github.m365licensing.report;

import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A user in a report. Ordered by user principal name without regard to case, then by id.
 *
 * @param id the object id
 * @param userPrincipalName the sign-in name when the report was made; kept out of {@code toString}
 */
public record ReportedUser(UserId id, String userPrincipalName)
    implements Comparable<ReportedUser> {

  private static final Comparator<ReportedUser> ORDER =
      Comparator.comparing(ReportedUser::userPrincipalName, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(ReportedUser::id);

  /** How many users a cell names at most in a table for people; the rest is counted. */
  private static final int NAMED = 3;

  public ReportedUser {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(userPrincipalName, "userPrincipalName");
  }

  static ReportedUser of(LicensedUser user) {
    return new ReportedUser(user.id(), user.userPrincipalName());
  }

  /** The first few by name. */
  static String some(List<ReportedUser> users) {
    String named =
        users.stream()
            .limit(NAMED)
            .map(ReportedUser::userPrincipalName)
            .collect(Collectors.joining(", "));
    int more = users.size() - NAMED;
    return more > 0 ? named + " and " + TextTable.number(more) + " more" : named;
  }

  @Override
  public int compareTo(ReportedUser other) {
    return ORDER.compare(this, other);
  }

  /** The object id. */
  @Override
  public String toString() {
    return "user " + id;
  }
}
