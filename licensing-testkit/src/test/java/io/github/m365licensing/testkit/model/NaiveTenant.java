package io.github.m365licensing.testkit.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What licensing does, written as plainly as can be and without a line of the product: names are
 * texts, everything is searched from start to end, everything is copied before it is tried.
 *
 * <p>Two groups can carry one SKU each, so that no two products of a group meet.
 */
final class NaiveTenant {

  static final int USERS = 4;
  static final Map<String, Integer> SEATS =
      Map.of(
          "EMS", 2, "INTUNE_A", 3, "INTUNE_A_VL", 3, "STANDARDPACK", 2, "WORKPLACE_ANALYTICS", 3);
  static final Map<String, String> SKU_OF_GROUP = Map.of("Devices", "EMS", "Mail", "STANDARDPACK");

  /** Those plans of each SKU that matter here. */
  private static final Map<String, List<String>> PLANS =
      Map.of(
          "EMS", List.of("INTUNE_A", "AAD_PREMIUM"),
          "INTUNE_A", List.of("INTUNE_A"),
          "INTUNE_A_VL", List.of("INTUNE_A_VL"),
          "STANDARDPACK", List.of("EXCHANGE_S_STANDARD", "SWAY"),
          "WORKPLACE_ANALYTICS", List.of("WORKPLACE_ANALYTICS"));

  /** Every path of every user, in effect or not: "user sku source" to its state. */
  private final Map<String, Path> paths = new TreeMap<>();

  private final Map<String, Integer> seats = new TreeMap<>(SEATS);
  private final boolean[] located = new boolean[USERS];
  private final boolean[] deleted = new boolean[USERS];
  private final Map<String, List<Integer>> members = new TreeMap<>();
  private final Map<String, Set<String>> groupOff = new TreeMap<>();

  /** A path: Active, ActiveWithError or Error; the errors that may be shown; what is off. */
  record Path(String state, Set<String> errors, Set<String> off) {
    boolean inEffect() {
      return !state.equals("Error");
    }
  }

  NaiveTenant() {
    Arrays.fill(located, true);
    located[USERS - 1] = false;
    SKU_OF_GROUP.keySet().forEach(group -> members.put(group, new ArrayList<>()));
  }

  private static String key(int user, String sku, String source) {
    return user + " " + sku + " " + source;
  }

  /** The paths of a user, as "sku source" to path. */
  Map<String, Path> pathsOf(int user) {
    Map<String, Path> own = new TreeMap<>();
    paths.forEach(
        (key, path) -> {
          if (key.startsWith(user + " ")) {
            own.put(key.substring(key.indexOf(' ') + 1), path);
          }
        });
    return own;
  }

  boolean isLocated(int user) {
    return located[user];
  }

  boolean isDeleted(int user) {
    return deleted[user];
  }

  boolean isLicensed(String group) {
    return groupOff.containsKey(group);
  }

  /** The members who are not deleted. */
  List<Integer> membersOf(String group) {
    return members.get(group).stream().filter(user -> !deleted[user]).toList();
  }

  /** How many paths of a user are in error. */
  long problems(int user) {
    return pathsOf(user).values().stream().filter(path -> !path.state().equals("Active")).count();
  }

  boolean holds(int user, String sku) {
    return pathsOf(user).entrySet().stream()
        .anyMatch(path -> path.getKey().startsWith(sku + " ") && path.getValue().inEffect());
  }

  int consumed(String sku) {
    int used = 0;
    for (int user = 0; user < USERS; user++) {
      used += holds(user, sku) && !deleted[user] ? 1 : 0;
    }
    return used;
  }

  private boolean isOn(int user, String plan) {
    for (Map.Entry<String, Path> path : pathsOf(user).entrySet()) {
      String sku = path.getKey().substring(0, path.getKey().indexOf(' '));
      if (path.getValue().inEffect()
          && PLANS.get(sku).contains(plan)
          && !path.getValue().off().contains(plan)) {
        return true;
      }
    }
    return false;
  }

  private boolean clashes(int user) {
    return isOn(user, "INTUNE_A") && isOn(user, "INTUNE_A_VL");
  }

  private boolean lacksMailbox(int user) {
    return isOn(user, "WORKPLACE_ANALYTICS") && !isOn(user, "EXCHANGE_S_STANDARD");
  }

  /** Assigns and removes directly; answers whether the service does it. */
  boolean assign(int user, Map<String, Set<String>> add, Set<String> remove) {
    Map<String, Path> before = new TreeMap<>(paths);
    boolean refused = deleted[user] || (!add.isEmpty() && !located[user]);
    for (String sku : add.keySet()) {
      refused |= !holds(user, sku) && consumed(sku) >= seats.get(sku);
    }
    for (String sku : remove) {
      refused |= paths.remove(key(user, sku, "direct")) == null;
    }
    add.forEach(
        (sku, off) ->
            paths.put(key(user, sku, "direct"), new Path("Active", Set.of(), new TreeSet<>(off))));
    refused |= clashes(user) || lacksMailbox(user);
    if (refused) {
      paths.clear();
      paths.putAll(before);
    }
    return !refused;
  }

  boolean locate(int user) {
    located[user] |= !deleted[user];
    return !deleted[user];
  }

  void buy(String sku, int owned) {
    seats.put(sku, owned);
  }

  /** Licences and memberships stay with the deleted user; the seats do not. */
  void delete(int user) {
    deleted[user] = true;
  }

  /** Gives everything back, also beyond the seats, and asks the user's groups again. */
  void restore(int user) {
    deleted[user] = false;
    SKU_OF_GROUP.keySet().forEach(group -> process(user, group));
  }

  private void process(int user, String group) {
    if (members.get(group).contains(user) && isLicensed(group)) {
      give(user, group);
    } else {
      take(user, group);
    }
  }

  boolean join(int user, String group) {
    if (deleted[user] || members.get(group).contains(user)) {
      return false;
    }
    members.get(group).add(user);
    if (isLicensed(group)) {
      give(user, group);
    }
    return true;
  }

  boolean leave(int user, String group) {
    if (!members.get(group).remove((Integer) user)) {
      return false;
    }
    take(user, group);
    return true;
  }

  void license(String group, Set<String> off) {
    groupOff.put(group, new TreeSet<>(off));
    membersOf(group).forEach(user -> give(user, group));
  }

  void unlicense(String group) {
    groupOff.remove(group);
    membersOf(group).forEach(user -> take(user, group));
  }

  /** Tries again what failed; answers whether nothing fails any more. */
  boolean reprocess(int user) {
    if (deleted[user]) {
      return false;
    }
    for (String group : SKU_OF_GROUP.keySet()) {
      Path path = paths.get(key(user, SKU_OF_GROUP.get(group), group));
      if (path != null && !path.state().equals("Active")) {
        process(user, group);
      }
    }
    return problems(user) == 0;
  }

  private void give(int user, String group) {
    String sku = SKU_OF_GROUP.get(group);
    String key = key(user, sku, group);
    Set<String> errors = new LinkedHashSet<>();
    if (!holds(user, sku) && consumed(sku) >= seats.get(sku)) {
      errors.add("CountViolation");
    }
    paths.put(key, new Path("Active", Set.of(), groupOff.get(group)));
    if (clashes(user)) {
      errors.add("MutuallyExclusiveViolation");
    }
    if (!errors.isEmpty()) {
      paths.put(key, new Path("Error", errors, groupOff.get(group)));
    }
  }

  private void take(int user, String group) {
    String key = key(user, SKU_OF_GROUP.get(group), group);
    Path path = paths.remove(key);
    if (path != null && path.inEffect() && lacksMailbox(user)) {
      paths.put(key, new Path("ActiveWithError", Set.of("DependencyViolation"), path.off()));
    }
  }
}
