package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.plan.Wish.ResolvedVerb;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works out what happens to one user, as a pure function of the user's state and what is wished.
 * Seats are not looked at here, since they depend on the others.
 */
final class UserPlanner {

  private final TenantNames names;
  private final FindingTexts texts;
  private final LicenseState before;
  private final Wish wish;

  /** The direct path of each SKU as it shall be. */
  private final Map<SkuId, Set<ServicePlanId>> direct = new TreeMap<>();

  /** The direct path of each SKU as it is, without plans that the SKU no longer holds. */
  private final Map<SkuId, Set<ServicePlanId>> observed = new TreeMap<>();

  private final Set<SkuId> touched = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private Optional<UsageLocation> location;

  private UserPlanner(TenantNames names, FindingTexts texts, LicenseState before, Wish wish) {
    this.names = names;
    this.texts = texts;
    this.before = before;
    this.wish = wish;
    this.location = before.usageLocation();
    for (LicenseAssignmentState path : before.licenseAssignmentStates()) {
      if (path.source().isDirect()) {
        observed.put(path.skuId(), current(path));
      }
    }
    direct.putAll(observed);
  }

  /** The shape for a user who exists, or who is to be created with this state. */
  static ChangeShape plan(
      TenantNames names, FindingTexts texts, LicenseState before, Wish wish, boolean exists) {
    UserPlanner planner = new UserPlanner(names, texts, before, wish);
    planner.findings.addAll(wish.findings());
    if (wish.findings().isEmpty()) {
      wish.verbs().forEach(planner::apply);
    }
    return planner.shape(exists);
  }

  private Set<ServicePlanId> current(LicenseAssignmentState path) {
    Optional<SubscribedSku> sku = names.skus().find(path.skuId());
    if (sku.isEmpty()) {
      return path.disabledPlans();
    }
    Set<ServicePlanId> kept = new TreeSet<>(path.disabledPlans());
    kept.removeIf(plan -> sku.get().findPlan(plan).isEmpty());
    return kept;
  }

  private void apply(ResolvedVerb verb) {
    if (verb instanceof ResolvedVerb.Assign assign) {
      assign(assign);
    } else if (verb instanceof ResolvedVerb.Change change) {
      change(change);
    } else if (verb instanceof ResolvedVerb.Remove remove) {
      remove(remove.sku());
    } else if (verb instanceof ResolvedVerb.Locate locate) {
      location = Optional.of(locate.usageLocation());
    }
  }

  private void assign(ResolvedVerb.Assign assign) {
    SubscribedSku sku = assign.sku();
    if (!canName(sku, assign.plans()) || isSourceUnknown(sku)) {
      return;
    }
    Set<ServicePlanId> wanted =
        switch (assign.choice()) {
          case ALL -> Set.of();
          case DISABLE -> assign.plans();
          case ONLY -> allBut(sku, assign.plans());
        };
    Set<ServicePlanId> there = direct.get(sku.skuId());
    if (there != null && !forUsers(sku, there).equals(forUsers(sku, wanted))) {
      if (!assign.replacesChoices()) {
        findings.add(texts.alreadyAssigned(sku));
        return;
      }
      set(sku, wanted);
    } else if (there == null) {
      List<AssignmentSource> inherited = inherited(sku.skuId());
      if (!inherited.isEmpty()) {
        findings.add(texts.alsoInherited(sku, inherited, "a direct assignment is added beside it"));
      }
      set(sku, wanted);
    }
  }

  private void change(ResolvedVerb.Change change) {
    SubscribedSku sku = change.sku();
    Set<ServicePlanId> named = new LinkedHashSet<>(change.on());
    named.addAll(change.off());
    if (!canName(sku, named) || isSourceUnknown(sku) || !isDirect(sku)) {
      return;
    }
    Set<ServicePlanId> there = direct.getOrDefault(sku.skuId(), Set.of());
    Set<ServicePlanId> wanted = new TreeSet<>();
    switch (change.mode()) {
      case ALL -> {}
      case ONLY -> wanted.addAll(allBut(sku, change.on()));
      case MERGE -> {
        wanted.addAll(there);
        wanted.removeAll(change.on());
        wanted.addAll(change.off());
      }
    }
    if (!forUsers(sku, wanted).equals(forUsers(sku, there))) {
      set(sku, wanted);
    }
  }

  private void remove(SubscribedSku sku) {
    if (isSourceUnknown(sku) || !isDirect(sku)) {
      return;
    }
    List<AssignmentSource> inherited = inherited(sku.skuId());
    if (!inherited.isEmpty()) {
      findings.add(
          texts.alsoInherited(sku, inherited, "the user keeps it and no seat becomes free"));
    }
    touched.add(sku.skuId());
    direct.remove(sku.skuId());
  }

  private void set(SubscribedSku sku, Set<ServicePlanId> off) {
    touched.add(sku.skuId());
    direct.put(sku.skuId(), new TreeSet<>(off));
  }

  /** Whether there is a direct path; says why not. */
  private boolean isDirect(SubscribedSku sku) {
    if (direct.containsKey(sku.skuId())) {
      return true;
    }
    List<AssignmentSource> inherited = inherited(sku.skuId());
    findings.add(inherited.isEmpty() ? texts.notHeld(sku) : texts.inherited(sku, inherited));
    return false;
  }

  private boolean isSourceUnknown(SubscribedSku sku) {
    boolean unknown =
        before.holds(sku.skuId())
            && before.licenseAssignmentStates().stream()
                .noneMatch(path -> path.skuId().equals(sku.skuId()));
    if (unknown) {
      findings.add(texts.sourceUnknown(sku));
    }
    return unknown;
  }

  private boolean canName(SubscribedSku sku, Set<ServicePlanId> plans) {
    boolean can = true;
    for (ServicePlanId id : plans) {
      Optional<ServicePlan> plan = sku.findPlan(id);
      if (plan.isEmpty()) {
        findings.add(texts.planNotInSku(sku, id));
        can = false;
      } else if (!plan.get().isForUsers()) {
        findings.add(texts.planNotForUsers(sku, id));
        can = false;
      }
    }
    return can;
  }

  private List<AssignmentSource> inherited(SkuId skuId) {
    return before.licenseAssignmentStates().stream()
        .filter(path -> path.skuId().equals(skuId) && !path.source().isDirect())
        .map(LicenseAssignmentState::source)
        .toList();
  }

  private static Set<ServicePlanId> allBut(SubscribedSku sku, Set<ServicePlanId> on) {
    Set<ServicePlanId> off = new TreeSet<>();
    for (ServicePlan plan : sku.servicePlans()) {
      if (plan.isForUsers() && !on.contains(plan.servicePlanId())) {
        off.add(plan.servicePlanId());
      }
    }
    return off;
  }

  private static Set<ServicePlanId> forUsers(SubscribedSku sku, Set<ServicePlanId> plans) {
    Set<ServicePlanId> kept = new TreeSet<>(plans);
    kept.removeIf(id -> sku.findPlan(id).filter(ServicePlan::isForUsers).isEmpty());
    return kept;
  }

  private ChangeShape shape(boolean exists) {
    List<AssignedLicense> add = new ArrayList<>();
    Set<SkuId> remove = new TreeSet<>();
    for (SkuId skuId : touched) {
      Set<ServicePlanId> wanted = direct.get(skuId);
      if (wanted == null) {
        if (observed.containsKey(skuId)) {
          remove.add(skuId);
        }
      } else if (!wanted.equals(observed.get(skuId))) {
        add.add(AssignedLicense.of(skuId, wanted));
        staleDisabledPlans(skuId);
      }
    }
    LicenseState after = after(add, remove);
    if (!add.isEmpty() && location.isEmpty()) {
      findings.add(texts.noUsageLocation(names.owned(add.get(0).skuId())));
    }
    add.forEach(license -> noEffects(license, after));

    List<PlannedStep> steps = new ArrayList<>();
    boolean moves = !location.equals(before.usageLocation());
    if (!exists) {
      steps.add(new PlannedStep(Stage.Kind.CREATE_USERS, PlannedWrite.CreateUser.INSTANCE));
    } else if (moves) {
      steps.add(
          new PlannedStep(
              Stage.Kind.SET_USAGE_LOCATIONS,
              new PlannedWrite.SetUsageLocation(location.orElseThrow())));
    }
    if (!add.isEmpty() || !remove.isEmpty()) {
      boolean takes = add.stream().anyMatch(license -> !before.holds(license.skuId()));
      boolean frees = remove.stream().anyMatch(skuId -> !after.holds(skuId));
      Stage.Kind stage =
          !exists
              ? Stage.Kind.ASSIGN_TO_NEW_USERS
              : frees && !takes && (add.isEmpty() || !moves)
                  ? Stage.Kind.FREE_SEATS
                  : moves
                      ? Stage.Kind.CHANGE_LICENSES_OF_LOCATED_USERS
                      : Stage.Kind.CHANGE_LICENSES;
      steps.add(new PlannedStep(stage, new PlannedWrite.AssignLicenses(add, remove)));
    }
    boolean blocked = findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKING);
    return ChangeShape.builder()
        .kind(
            blocked
                ? ChangeKind.BLOCKED
                : steps.isEmpty() ? ChangeKind.NO_CHANGE : ChangeKind.CHANGE)
        .before(before)
        .after(blocked ? before : after)
        .addAllReasons(wish.reasons())
        .addAllSteps(blocked ? List.of() : steps)
        .addAllFindings(findings)
        .build();
  }

  private void staleDisabledPlans(SkuId skuId) {
    SubscribedSku sku = names.owned(skuId);
    before.licenseAssignmentStates().stream()
        .filter(path -> path.source().isDirect() && path.skuId().equals(skuId))
        .flatMap(path -> path.disabledPlans().stream())
        .filter(plan -> sku.findPlan(plan).isEmpty())
        .forEach(plan -> findings.add(texts.staleDisabledPlan(sku, plan)));
  }

  /** Plans that this call switches off and another path keeps on. */
  private void noEffects(AssignedLicense license, LicenseState after) {
    Set<ServicePlanId> before = observed.get(license.skuId());
    if (before == null) {
      return;
    }
    Set<ServicePlanId> switchedOff = new TreeSet<>(license.disabledPlans());
    switchedOff.removeAll(before);
    SubscribedSku sku = names.owned(license.skuId());
    for (ServicePlanId plan : switchedOff) {
      for (LicenseAssignmentState path : after.licenseAssignmentStates()) {
        Optional<SubscribedSku> keeper = names.skus().find(path.skuId());
        boolean keepsOn =
            path.isInEffect()
                && keeper.isPresent()
                && keeper.get().findPlan(plan).isPresent()
                && !path.disabledPlans().contains(plan);
        if (keepsOn) {
          findings.add(texts.noEffect(sku, plan, keeper.get(), List.of(path.source())));
        }
      }
    }
  }

  private LicenseState after(List<AssignedLicense> add, Set<SkuId> remove) {
    List<LicenseAssignmentState> paths = new ArrayList<>();
    Map<SkuId, AssignedLicense> added = new TreeMap<>();
    add.forEach(license -> added.put(license.skuId(), license));
    for (LicenseAssignmentState path : before.licenseAssignmentStates()) {
      boolean replaced =
          path.source().isDirect()
              && (added.containsKey(path.skuId()) || remove.contains(path.skuId()));
      if (!replaced) {
        paths.add(path);
      }
    }
    add.forEach(
        license -> paths.add(LicenseAssignmentState.active(license, AssignmentSource.direct())));
    paths.sort(Paths.ORDER);

    Map<SkuId, AssignedLicense> merged = new TreeMap<>();
    for (AssignedLicense license : before.assignedLicenses()) {
      merged.put(license.skuId(), license);
    }
    Set<SkuId> changed = new TreeSet<>(added.keySet());
    changed.addAll(remove);
    for (SkuId skuId : changed) {
      List<Set<ServicePlanId>> offs =
          paths.stream()
              .filter(path -> path.skuId().equals(skuId) && path.isInEffect())
              .map(LicenseAssignmentState::disabledPlans)
              .toList();
      if (offs.isEmpty()) {
        merged.remove(skuId);
      } else {
        Set<ServicePlanId> off = new TreeSet<>(offs.get(0));
        offs.forEach(off::retainAll);
        merged.put(skuId, AssignedLicense.of(skuId, off));
      }
    }
    return LicenseState.builder()
        .usageLocation(location)
        .onPremisesSyncEnabled(before.onPremisesSyncEnabled())
        .addAllAssignedLicenses(merged.values())
        .addAllLicenseAssignmentStates(paths)
        .build();
  }
}
