package io.github.m365licensing.internal.running;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what is read with what was planned. */
final class StateCheck {

  private final TenantNames names;
  private final RuleBook rules;
  private final GroupPaths ofPlan;

  StateCheck(TenantNames names, RuleBook rules, GroupPaths ofPlan) {
    this.names = names;
    this.ofPlan = ofPlan;
    this.rules = rules;
  }

  /** Whether two states are the same in what matters to licensing. */
  private boolean isSame(LicenseState one, LicenseState other) {
    return one.equals(other)
        || rules.fingerprint(one, Set.of()).equals(rules.fingerprint(other, Set.of()));
  }

  /**
   * How what is read of a subject differs from what was expected in what matters: paths, their
   * disabled plans and the usage location. Empty if it does not. What the plan's groups do to a
   * user is none.
   */
  List<String> differences(Track track, LicenseState expected, LicenseState read) {
    return track.group().isPresent()
        ? differencesOfGroup(expected, read)
        : differences(ofPlan.without(expected), ofPlan.without(read), false);
  }

  /** How the licences that a group gives differ from the expected ones. */
  List<String> differencesOfGroup(LicenseState expected, LicenseState read) {
    return differences(expected, read, true);
  }

  private List<String> differences(LicenseState expected, LicenseState read, boolean ofGroup) {
    if (isSame(expected, read)) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    if (!expected.usageLocation().equals(read.usageLocation())) {
      differences.add("usage location was %s, is %s".formatted(location(expected), location(read)));
    }
    Set<SkuId> skus = new TreeSet<>();
    expected.licenses().all().forEach(path -> skus.add(path.skuId()));
    read.licenses().all().forEach(path -> skus.add(path.skuId()));
    for (SkuId skuId : skus) {
      String was = describe(expected, skuId, ofGroup);
      String is = describe(read, skuId, ofGroup);
      if (!was.equals(is)) {
        differences.add("%s was %s, is %s".formatted(names.names().skuPartNumber(skuId), was, is));
      }
    }
    return differences;
  }

  private static String location(LicenseState state) {
    return state.usageLocation().map(Object::toString).orElse("none");
  }

  private String describe(LicenseState state, SkuId skuId, boolean ofGroup) {
    List<String> paths =
        state.licenses().of(skuId).stream().map(path -> describe(path, ofGroup)).toList();
    return paths.isEmpty() ? (ofGroup ? "not assigned" : "not held") : String.join(" and ", paths);
  }

  /** A group is assigned a licence; a user has it on a path. */
  private String describe(LicenseAssignmentState path, boolean ofGroup) {
    String off =
        path.disabledPlans().stream()
            .map(id -> names.names().servicePlanName(id))
            .sorted()
            .collect(Collectors.joining(", "));
    return (ofGroup ? "assigned" : path.source())
        + (off.isEmpty() ? "" : " without " + off)
        + (path.isInEffect() && path.error().isEmpty()
            ? ""
            : " (" + path.state() + path.error().map(error -> ", " + error).orElse("") + ")");
  }

  /** What a step wants and the state does not show; empty if the step is done. */
  List<String> missing(PlannedStep step, LicenseState read) {
    return step.write().accept(new Missing(read));
  }

  /** What each kind of write wants and a state does not show. */
  private final class Missing implements PlannedWrite.Cases<List<String>> {

    private final LicenseState read;

    Missing(LicenseState read) {
      this.read = read;
    }

    @Override
    public List<String> createUser(PlannedWrite.CreateUser write) {
      return List.of(); // There is a state, so there is a user.
    }

    @Override
    public List<String> setUsageLocation(PlannedWrite.SetUsageLocation set) {
      return read.usageLocation().equals(Optional.of(set.usageLocation()))
          ? List.of()
          : List.of("usage location is " + location(read));
    }

    @Override
    public List<String> reprocess(PlannedWrite.Reprocess write) {
      return read.licenses().inError().stream()
          .map(path -> partNumber(path) + " is " + describe(path, false))
          .toList();
    }

    @Override
    public List<String> addToGroup(PlannedWrite.AddToGroup add) {
      return add.assignedLicenses().stream()
          .flatMap(license -> missingOf(license, add.group(), add.groupName(), read).stream())
          .toList();
    }

    @Override
    public List<String> leaveGroup(PlannedWrite.LeaveGroup leave) {
      return read.licenses().through(leave.group()).stream()
          .map(path -> partNumber(path) + " is still " + describe(path, false))
          .toList();
    }

    @Override
    public List<String> assignLicenses(PlannedWrite.AssignLicenses assign) {
      List<String> missing = new ArrayList<>();
      for (AssignedLicense license : assign.addLicenses()) {
        missingOf(license, read, assign.ofGroup()).ifPresent(missing::add);
      }
      for (SkuId skuId : assign.removeLicenses()) {
        if (read.licenses().direct(skuId).isPresent()) {
          missing.add(names.names().skuPartNumber(skuId) + " is still assigned");
        }
      }
      return missing;
    }
  }

  private String partNumber(LicenseAssignmentState path) {
    return names.names().skuPartNumber(path.skuId());
  }

  private Optional<String> missingOf(
      AssignedLicense license, GroupId group, String groupName, LicenseState read) {
    Optional<LicenseAssignmentState> path =
        read.licenses().through(group).stream()
            .filter(p -> p.skuId().equals(license.skuId()))
            .findFirst();
    String sku = names.names().skuPartNumber(license.skuId());
    if (path.isEmpty()) {
      return Optional.of(sku + " is not there through group '" + groupName + "'");
    }
    boolean good =
        path.get().isInEffect()
            && path.get().error().isEmpty()
            && forUsers(license.skuId(), license.disabledPlans())
                .equals(forUsers(license.skuId(), path.get().disabledPlans()));
    return good ? Optional.empty() : Optional.of(sku + " is " + describe(path.get(), false));
  }

  private Optional<String> missingOf(AssignedLicense license, LicenseState read, boolean ofGroup) {
    SkuId skuId = license.skuId();
    String sku = names.names().skuPartNumber(skuId);
    Optional<LicenseAssignmentState> path = read.licenses().direct(skuId);
    if (path.isEmpty()) {
      return Optional.of(sku + " is not assigned");
    }
    if (!path.get().isInEffect() || path.get().error().isPresent()) {
      return Optional.of(sku + " is " + describe(path.get(), ofGroup));
    }
    return isSame(skuId, license.disabledPlans(), path.get().disabledPlans())
        ? Optional.empty()
        : Optional.of(sku + " is " + describe(path.get(), ofGroup));
  }

  /** Stored ids beyond the wanted ones that switch nothing which is for users. */
  List<String> additions(PlannedStep step, LicenseState read) {
    List<String> additions = new ArrayList<>();
    step.write()
        .addLicenses()
        .forEach(
            license ->
                read.licenses()
                    .direct(license.skuId())
                    .ifPresent(
                        path -> {
                          Set<ServicePlanId> more = new TreeSet<>(path.disabledPlans());
                          more.removeAll(license.disabledPlans());
                          if (!more.isEmpty()) {
                            additions.add(
                                "The service stored more disabled plans of %s than were sent: %s."
                                    .formatted(
                                        names.names().skuPartNumber(license.skuId()),
                                        more.stream()
                                            .map(id -> names.names().servicePlanName(id))
                                            .collect(Collectors.joining(", "))));
                          }
                        }));
    return additions;
  }

  /** Whether the same plans that are for users are off. */
  boolean isSame(SkuId skuId, Set<ServicePlanId> off, Set<ServicePlanId> otherOff) {
    return forUsers(skuId, off).equals(forUsers(skuId, otherOff));
  }

  private Set<ServicePlanId> forUsers(SkuId skuId, Set<ServicePlanId> plans) {
    Optional<SubscribedSku> sku = names.skus().find(skuId);
    Set<ServicePlanId> kept = new TreeSet<>(plans);
    sku.ifPresent(
        owned -> kept.removeIf(id -> owned.findPlan(id).filter(ServicePlan::isForUsers).isEmpty()));
    return kept;
  }
}
