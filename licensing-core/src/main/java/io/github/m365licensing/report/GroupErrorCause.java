package io.github.m365licensing.report;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.plan.ErrorExplanation;
import java.util.List;
import java.util.Objects;

/**
 * One cause for which licences of a group are in error, with everybody concerned.
 *
 * @param cause what is wrong and what to do
 * @param group the group
 * @param groupName its display name; its id where the name could not be read
 * @param skuPartNumber the code name of the SKU that failed first
 * @param users who is concerned, ordered, each once; unmodifiable
 */
public record GroupErrorCause(
    ErrorExplanation cause,
    GroupId group,
    String groupName,
    String skuPartNumber,
    List<ReportedUser> users) {

  static final Layout<GroupErrorCause> TEXT =
      Layout.of(
          List.of("users", "group", "SKU", "reason", "cure", "who"),
          row ->
              List.of(
                  TextTable.number(row.users.size()),
                  row.groupName,
                  row.skuPartNumber,
                  row.reason(),
                  row.cure(),
                  ReportedUser.some(row.users)));

  /** A line for each user. */
  static final Layout<GroupErrorCause> CSV =
      new Layout<>(
          List.of(
              "error",
              "groupId",
              "groupName",
              "skuId",
              "skuPartNumber",
              "reason",
              "cure",
              "userId",
              "userPrincipalName"),
          row ->
              row.users.stream()
                  .map(
                      user ->
                          List.of(
                              row.cause.error().toString(),
                              row.group.toString(),
                              row.groupName,
                              row.cause.skuId().toString(),
                              row.skuPartNumber,
                              row.reason(),
                              row.cure(),
                              user.id().toString(),
                              user.userPrincipalName())));

  public GroupErrorCause {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(groupName, "groupName");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    users = List.copyOf(users);
  }

  /** What is wrong. */
  public String reason() {
    return cause.reason();
  }

  /** What to do about it. */
  public String cure() {
    return cause.cure();
  }
}
