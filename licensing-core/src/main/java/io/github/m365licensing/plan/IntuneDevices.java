package io.github.m365licensing.plan;

import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The last Intune plan of a user goes: that matters as far as devices are managed for this user.
 * The devices are read once for a plan, and only if somebody loses that plan. A shared device
 * counts for everybody who signed in to it, where the tenant tells who did.
 */
final class IntuneDevices {

  private record Count(int own, int shared) {
    private static final Count NONE = new Count(0, 0);

    Count plus(Count more) {
      return new Count(own + more.own, shared + more.shared);
    }

    String words() {
      return shared == 0
          ? devices(own)
          : own == 0
              ? devices(shared) + " that others use too"
              : devices(own) + " and " + devices(shared) + " that others use too";
    }

    private static String devices(int count) {
      return count == 1 ? "1 device" : count + " devices";
    }
  }

  private final Tenant tenant;

  IntuneDevices(Tenant tenant) {
    this.tenant = tenant;
  }

  /**
   * Says of each change that takes the last Intune plan how many devices are managed for the user,
   * and takes the finding away where none is; in place.
   *
   * @param planFindings told if the devices may not be read; the findings stay as they are then
   */
  void look(PlannedChanges changes, List<Finding> planFindings) {
    if (changes.shapes().stream().noneMatch(shared -> isLast(shared.shape()))) {
      return;
    }
    Map<Integer, Count> counts;
    try {
      counts = counts(changes);
    } catch (AccessDeniedException e) {
      planFindings.add(unreadable());
      return;
    }
    IdentityHashMap<ChangeShape, Map<Count, ChangeShape>> looked = new IdentityHashMap<>();
    Set<ChangeShape> made = Collections.newSetFromMap(new IdentityHashMap<>());
    counts.forEach(
        (place, count) -> {
          ChangeShape shape = changes.shape(place);
          ChangeShape counted =
              looked
                  .computeIfAbsent(shape, any -> new HashMap<>())
                  .computeIfAbsent(count, any -> with(count, shape));
          made.add(counted);
          changes.shape(place, counted);
        });
    changes.reshape(
        shape -> isLast(shape) && !made.contains(shape) ? with(Count.NONE, shape) : shape);
  }

  private static boolean isLast(ChangeShape shape) {
    return shape.findings().stream()
        .anyMatch(f -> f.code() == FindingCode.LAST_INTUNE_PLAN && f.members() == 0);
  }

  /** The devices of those who lose the last Intune plan, by their places among the changes. */
  private Map<Integer, Count> counts(PlannedChanges changes) {
    Map<Integer, Count> counts = new TreeMap<>();
    try (Stream<ManagedDevice> devices = tenant.listManagedDevices()) {
      devices.forEach(
          device -> {
            Set<UserId> shared = new HashSet<>(device.usersLoggedOn());
            device.userId().ifPresent(shared::remove);
            device.userId().ifPresent(user -> count(changes, user, new Count(1, 0), counts));
            shared.forEach(user -> count(changes, user, new Count(0, 1), counts));
          });
    }
    return counts;
  }

  private static void count(
      PlannedChanges changes, UserId user, Count more, Map<Integer, Count> counts) {
    int place = changes.find(Subject.user(user));
    if (place >= 0 && isLast(changes.shape(place))) {
      counts.merge(place, more, Count::plus);
    }
  }

  private static ChangeShape with(Count count, ChangeShape shape) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : shape.findings()) {
      if (finding.code() != FindingCode.LAST_INTUNE_PLAN) {
        findings.add(finding);
      } else if (!count.equals(Count.NONE)) {
        findings.add(
            Finding.builder()
                .from(finding)
                .message(finding.message() + " Managed for the user: " + count.words() + ".")
                .cure("Retire what is not needed, or keep the plan on.")
                .build());
      }
    }
    return ChangeShape.builder().from(shape).findings(findings).build();
  }

  private static Finding unreadable() {
    return FindingTexts.plain(FindingCode.DEVICES_UNREADABLE, Severity.ADVISORY)
        .message(
            "People lose their last Intune plan, and the caller may not read which devices are"
                + " managed for them.")
        .cure("Grant DeviceManagementManagedDevices.Read.All to see them; the plan is the same.")
        .build();
  }
}
