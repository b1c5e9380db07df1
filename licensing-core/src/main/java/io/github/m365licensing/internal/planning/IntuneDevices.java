package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last Intune plan of a user goes: that matters as far as devices are managed for this user.
 * The devices are read once for a plan, and only if somebody loses that plan; before, the members
 * of groups that take it are read once more, to know who they are. A shared device counts for
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
  void look(PlannedChanges changes, Map<Subject, Losing> groups, List<Finding> planFindings) {
    if (changes.shapes().stream().noneMatch(shared -> isLast(shared.shape()))) {
      return;
    }
    Map<Subject, Set<UserId>> members = new TreeMap<>();
    groups.forEach((group, losing) -> members.put(group, members(group, losing)));
    Map<Integer, Count> counts = new TreeMap<>();
    Set<UserId> managed = new HashSet<>();
    try {
      read(
          (user, device) -> {
            int place = changes.find(Subject.user(user));
            if (place >= 0 && isLast(changes.shape(place))) {
              counts.merge(place, device, Count::plus);
            }
            if (members.values().stream().anyMatch(of -> of.contains(user))) {
              managed.add(user);
            }
          });
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
    members.forEach(
        (group, losing) -> {
          losing.retainAll(managed);
          int place = changes.find(group);
          if (!losing.isEmpty()) {
            Finding counted =
                Objects.requireNonNull(groups.get(group)).finding().apply(losing.size());
            ChangeShape shape =
                with(
                    changes.shape(place),
                    f -> told(counted, "Devices are managed for each of them."));
            made.add(shape);
            changes.shape(place, shape);
          }
        });
    changes.reshape(
        shape -> isLast(shape) && !made.contains(shape) ? with(Count.NONE, shape) : shape);
  }

  private static boolean isLast(ChangeShape shape) {
    return shape.findings().stream().anyMatch(f -> f.code() == FindingCode.LAST_INTUNE_PLAN);
  }

  /** The members of a group who lose the plan. */
  private Set<UserId> members(Subject group, Losing losing) {
    try (Stream<LicensedUser> users = tenant.listMembers(((Subject.OfGroup) group).id())) {
      return users
          .filter(losing::loses)
          .map(LicensedUser::id)
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  /** Tells of each device to each of those whom it is managed for. */
  private void read(BiConsumer<UserId, Count> told) {
    try (Stream<ManagedDevice> devices = tenant.listManagedDevices()) {
      devices.forEach(
          device -> {
            Set<UserId> shared = new HashSet<>(device.usersLoggedOn());
            device.userId().ifPresent(shared::remove);
            device.userId().ifPresent(user -> told.accept(user, new Count(1, 0)));
            shared.forEach(user -> told.accept(user, new Count(0, 1)));
          });
    }
  }

  private static ChangeShape with(Count count, ChangeShape shape) {
    return with(
        shape,
        finding ->
            count.equals(Count.NONE)
                ? Optional.empty()
                : told(finding, "Managed for the user: " + count.words() + "."));
  }

  private static ChangeShape with(ChangeShape shape, Function<Finding, Optional<Finding>> last) {
    return ChangeShape.builder()
        .from(shape)
        .findings(
            shape.findings().stream()
                .flatMap(
                    finding ->
                        finding.code() == FindingCode.LAST_INTUNE_PLAN
                            ? last.apply(finding).stream()
                            : Stream.of(finding))
                .toList())
        .build();
  }

  private static Optional<Finding> told(Finding finding, String more) {
    return Optional.of(
        Finding.builder()
            .from(finding)
            .message(finding.message() + " " + more)
            .cure("Retire what is not needed, or keep the plan on.")
            .build());
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
