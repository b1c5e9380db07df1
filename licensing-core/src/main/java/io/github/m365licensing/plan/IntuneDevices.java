package io.github.m365licensing.plan;

import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * The last Intune plan of a user goes: that matters as far as devices are managed for this user.
 * The devices are read once for a plan, and only if somebody loses that plan; then the members of
 * groups that take it are read once more, to know who they are. A shared device counts for
 * everybody who signed in to it, where the tenant tells who did.
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

  /**
   * A group some of whose members lose the plan.
   *
   * @param states what those who lose it look like
   * @param found what members look like by then whom another change of the plan reaches before
   * @param finding the finding about so many of them
   */
  record Losing(
      Set<LicenseState> states, Map<UserId, LicenseState> found, LongFunction<Finding> finding) {

    private boolean loses(LicensedUser user) {
      LicenseState state = found.get(user.id());
      return states.contains(state == null ? LicenseState.of(user) : state);
    }
  }

  private final Tenant tenant;

  IntuneDevices(Tenant tenant) {
    this.tenant = tenant;
  }

  /**
   * Says of each change that takes the last Intune plan how many devices are managed for those who
   * lose it, and takes the finding away where none is; in place.
   *
   * @param groups the groups that take it from members
   * @param planFindings told if the devices may not be read; the findings stay as they are then
   */
  void look(List<PlannedChange> changes, Map<Subject, Losing> groups, List<Finding> planFindings) {
    Set<UserId> losing = new HashSet<>();
    IdentityHashMap<ChangeShape, Boolean> last = new IdentityHashMap<>();
    for (PlannedChange change : changes) {
      if (last.computeIfAbsent(change.shape(), IntuneDevices::isLast)
          && change.subject() instanceof Subject.OfUser user) {
        losing.add(user.id());
      }
    }
    Map<Subject, List<UserId>> members = new HashMap<>();
    groups.forEach((group, of) -> members.put(group, losing(group, of)));
    members.values().forEach(losing::addAll);
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
      if (!last.getOrDefault(change.shape(), false)) {
        continue;
      }
      if (change.subject() instanceof Subject.OfUser user) {
        Count count = counts.getOrDefault(user.id(), Count.NONE);
        ChangeShape shape =
            shapes
                .computeIfAbsent(change.shape(), any -> new HashMap<>())
                .computeIfAbsent(count, any -> ofUser(change.shape(), count));
        changes.set(i, new PlannedChange(change.subject(), change.name(), shape));
      } else if (members.containsKey(change.subject())) {
        ChangeShape shape =
            ofGroup(
                change.shape(),
                Objects.requireNonNull(groups.get(change.subject())),
                Objects.requireNonNull(members.get(change.subject())),
                counts);
        changes.set(i, new PlannedChange(change.subject(), change.name(), shape));
      }
    }
  }

  private List<UserId> losing(Subject group, Losing losing) {
    try (Stream<LicensedUser> users = tenant.listMembers(((Subject.OfGroup) group).id())) {
      return users.filter(losing::loses).map(LicensedUser::id).toList();
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

  private static ChangeShape ofUser(ChangeShape shape, Count count) {
    return with(
        shape,
        finding ->
            count.equals(Count.NONE)
                ? Optional.empty()
                : Optional.of(told(finding, "Managed for the user: " + count.words() + ".")));
  }

  private static ChangeShape ofGroup(
      ChangeShape shape, Losing losing, List<UserId> members, Map<UserId, Count> counts) {
    long managed = members.stream().filter(counts::containsKey).count();
    return with(
        shape,
        finding ->
            managed == 0
                ? Optional.empty()
                : Optional.of(
                    told(
                        losing.finding().apply(managed), "Devices are managed for each of them.")));
  }

  private static ChangeShape with(ChangeShape shape, Function<Finding, Optional<Finding>> told) {
    return ChangeShape.builder()
        .from(shape)
        .findings(
            shape.findings().stream()
                .flatMap(
                    finding ->
                        finding.code() == FindingCode.LAST_INTUNE_PLAN
                            ? told.apply(finding).stream()
                            : Stream.of(finding))
                .toList())
        .build();
  }

  private static Finding told(Finding finding, String more) {
    return Finding.builder()
        .from(finding)
        .message(finding.message() + " " + more)
        .cure("Retire what is not needed, or keep the plan on.")
        .build();
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
