package io.github.m365licensing.plan;

import static io.github.m365licensing.internal.TextTable.number;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.sku.SkuId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The parts of a preview that are about groups: who is reached, and what that means in time. */
final class GroupPreview {

  private GroupPreview() {}

  /** What people call the subject, with the size of a group. */
  static String name(PlannedChange change) {
    if (!isGroup(change)) {
      return change.name();
    }
    String group = "group '" + change.name() + "'";
    return change
        .shape()
        .reach()
        .map(reach -> group + ", " + members(reach.members()))
        .orElse(group);
  }

  private static boolean isGroup(PlannedChange change) {
    return change.subject().kind() == Subject.Kind.GROUP;
  }

  private static String members(long members) {
    return number(members) + (members == 1 ? " member" : " members");
  }

  /** How many members fare so, in front of the verb; nothing for a user. */
  static String who(long members, ChangeShape shape) {
    return shape.reach().isEmpty()
        ? ""
        : members == shape.reach().get().members() && members > 1
            ? "all " + number(members) + " "
            : number(members) + " of " + number(shape.reach().get().members()) + " ";
  }

  /** In which order people fare whom several subjects reach. */
  static String order(LicensePlan plan) {
    boolean shares =
        plan.shapes().stream()
            .anyMatch(s -> s.reach().filter(reach -> reach.countedElsewhere() > 0).isPresent());
    return shares
        ? "Whom several of these reach fares in this order: users from whom licences are only taken,"
            + " groups, other users.\n"
        : "";
  }

  /** The SKUs that groups give no more. */
  static String taken(LicensePlan plan, Function<SkuId, String> partNumber) {
    Map<String, long[]> taken = new TreeMap<>();
    plan.changes()
        .filter(change -> change.shape().reach().isPresent())
        .forEach(
            change -> {
              for (PlannedStep step : change.shape().steps()) {
                for (SkuId skuId : step.write().removeLicenses()) {
                  long[] counts =
                      taken.computeIfAbsent(partNumber.apply(skuId), any -> new long[3]);
                  GroupReach reach = change.shape().reach().orElseThrow();
                  counts[0]++;
                  counts[1] += reach.members();
                  counts[2] += reach.seatsFreed().getOrDefault(skuId, 0);
                }
              }
            });
    if (taken.isEmpty()) {
      return "";
    }
    TextTable table = TextTable.headed("taken from groups", "groups", "members", "losing it");
    taken.forEach(
        (sku, counts) -> table.row(sku, number(counts[0]), number(counts[1]), number(counts[2])));
    return "\n" + table;
  }

  /** What the way through groups saves, and what it costs in time. */
  static String cost(LicensePlan plan) {
    if (plan.stages().stream().anyMatch(stage -> stage.gate() == Gate.INHERITED_ACTIVE)) {
      return "Group processing takes minutes to hours; each user keeps the direct licence until the"
          + " group's is seen to be active.\n";
    }
    if (!plan.changesGroups()) {
      return "";
    }
    CostEstimate cost = plan.estimate();
    return "Through groups: "
        + counted(cost.writeRequests(), "write request")
        + "; user by user it would be "
        + number(cost.directWriteRequests())
        + ".\nGroup processing takes minutes to hours: the service processes the members in the"
        + " background, and each member is read back.\n";
  }

  static String counted(long count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }
}
