package io.github.m365licensing.plan;

import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  void look(List<PlannedChange> changes, List<Finding> planFindings) {
    Set<UserId> losing = new HashSet<>();
    IdentityHashMap<ChangeShape, Boolean> last = new IdentityHashMap<>();
    for (PlannedChange change : changes) {
      if (last.computeIfAbsent(change.shape(), IntuneDevices::isLast)
          && change.subject() instanceof Subject.OfUser user) {
        losing.add(user.id());
      }
    }
    if (losing.isEmpty()) {
      return;
    }
    Map<UserId, Count> counts;
    try {
      counts = counts(losing);
    } catch (AccessDeniedException e) {
      planFindings.add(unreadable());
      return;
    }
    IdentityHashMap<ChangeShape, Map<Count, ChangeShape>> shapes = new IdentityHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      PlannedChange change = changes.get(i);
      if (last.getOrDefault(change.shape(), false)
          && change.subject() instanceof Subject.OfUser user) {
        Count count = counts.getOrDefault(user.id(), Count.NONE);
        ChangeShape shape =
            shapes
                .computeIfAbsent(change.shape(), any -> new HashMap<>())
                .computeIfAbsent(count, any -> with(count, change.shape()));
        changes.set(i, new PlannedChange(change.subject(), change.name(), shape));
      }
    }
  }

  private static boolean isLast(ChangeShape shape) {
    return shape.findings().stream().anyMatch(f -> f.code() == FindingCode.LAST_INTUNE_PLAN);
  }

  private Map<UserId, Count> counts(Set<UserId> users) {
    Map<UserId, Count> counts = new HashMap<>();
    try (Stream<ManagedDevice> devices = tenant.listManagedDevices()) {
      devices.forEach(
          device -> {
            Set<UserId> shared = new HashSet<>(device.usersLoggedOn());
            device.userId().ifPresent(shared::remove);
            device
                .userId()
                .filter(users::contains)
                .ifPresent(user -> counts.merge(user, new Count(1, 0), Count::plus));
            shared.stream()
                .filter(users::contains)
                .forEach(user -> counts.merge(user, new Count(0, 1), Count::plus));
          });
    }
    return counts;
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
