package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.planning.Wish.ResolvedVerb;
import io.github.m365licensing.plan.ChangeShape;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.PlannedWrite;
import io.github.m365licensing.plan.ServiceEffect;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Works out what happens to one user, as a pure function of the user's state and what is wished; of
 * a group, what its own licences shall be. Seats are not looked at here, since they depend on the
 * others.
 */
final class UserPlanner {

  private final RuleBook rules;
  private final Set<FindingCode> accepted;
  private final TenantNames names;
  private final FindingTexts texts;
  private final LicenseState before;
  private final Wish wish;

  private final DirectLicenses direct;
  private final List<Finding> findings = new ArrayList<>();
  private final List<ResolvedVerb.Leave> leaves = new ArrayList<>(0);
  private Optional<UsageLocation> location;
  private boolean reprocess;

  private UserPlanner(
      RuleBook rules,
      FindingTexts texts,
      Set<FindingCode> accepted,
      LicenseState before,
      Wish wish) {
    this.rules = rules;
    this.accepted = accepted;
    this.names = texts.names();
    this.texts = texts;
    this.before = before;
    this.wish = wish;
    this.direct = new DirectLicenses(before, names);
    this.location = before.usageLocation();
  }

  /**
   * The shape for a user.
   *
   * @param accepted codes of findings that do not block
   * @param exists false for one who is to be created with this state
   */
  static ChangeShape plan(
      RuleBook rules,
      FindingTexts texts,
      Set<FindingCode> accepted,
      LicenseState before,
      Wish wish,
      boolean exists) {
    boolean open = wish.findings().stream().noneMatch(f -> f.severity() == Severity.BLOCKING);
    if (open && wish.verbs().size() == 1 && wish.verbs().get(0) instanceof ResolvedVerb.Move move) {
      return MovePlanner.plan(rules, texts, accepted, before, wish, move);
    }
    UserPlanner planner = new UserPlanner(rules, texts, accepted, before, wish);
    planner.work();
    return planner.shape(exists);
  }

  /** The shape for a group, whose own licences stand in its state as direct paths. */
  static ChangeShape plan(
      RuleBook rules,
      FindingTexts texts,
      Set<FindingCode> accepted,
      LicenseState before,
      Wish wish,
      GroupPlanner group) {
    UserPlanner planner = new UserPlanner(rules, texts, accepted, before, wish);
    planner.work();
    planner.direct.toAdd().forEach(license -> planner.staleDisabledPlans(license.skuId()));
    return group.shape(planner.direct, planner.findings, wish);
  }

  private void work() {
    findings.addAll(wish.findings());
    if (wish.findings().stream().noneMatch(f -> f.severity() == Severity.BLOCKING)) {
      wish.verbs().forEach(this::apply);
    }
  }

  private void apply(ResolvedVerb verb) {
    if (verb instanceof ResolvedVerb.Assign assign) {
      assign(assign);
    } else if (verb instanceof ResolvedVerb.Change change) {
      change(change);
    } else if (verb instanceof ResolvedVerb.Remove remove) {
      remove(remove.sku());
    } else if (verb instanceof ResolvedVerb.Swap swap) {
      swap(swap);
    } else if (verb instanceof ResolvedVerb.ReplaceAll replace) {
      replaceAll(replace);
    } else if (verb instanceof ResolvedVerb.Restore restore) {
      location = new RestoreVerb(texts, direct, findings).apply(restore.what(), location);
    } else if (verb instanceof ResolvedVerb.Locate locate) {
      location = Optional.of(locate.usageLocation());
    } else if (verb instanceof ResolvedVerb.RestoreFrom restore) {
      location = new SnapshotVerb(rules, texts, before, direct, findings).apply(restore, location);
    } else if (verb instanceof ResolvedVerb.Leave leave) {
      leaves.add(leave);
    } else if (verb instanceof ResolvedVerb.Reprocess) {
      reprocess = !before.licenses().inError().isEmpty();
      if (!reprocess) {
        findings.add(FindingTexts.nothingInError());
      }
    }
  }

  private void assign(ResolvedVerb.Assign assign) {
    SubscribedSku sku = assign.sku();
    if (canName(sku, assign.plans()) && !isSourceUnknown(sku)) {
      Set<ServicePlanId> wanted =
          switch (assign.choice()) {
            case ALL -> Set.of();
            case DISABLE -> assign.plans();
            case ONLY -> allBut(sku, assign.plans());
          };
      give(sku, wanted, assign.replacesChoices());
    }
  }

  private void give(SubscribedSku sku, Set<ServicePlanId> wanted, boolean replacesChoices) {
    Optional<Set<ServicePlanId>> there = direct.of(sku.skuId());
    if (there.isPresent() && !isSame(sku, there.get(), wanted)) {
      if (!replacesChoices) {
        findings.add(texts.alreadyAssigned(sku));
        return;
      }
      direct.set(sku, wanted);
    } else if (there.isEmpty()) {
      List<AssignmentSource> inherited = inherited(sku.skuId());
      if (!inherited.isEmpty()) {
        findings.add(texts.alsoInherited(sku, inherited, "a direct assignment is added beside it"));
      }
      direct.set(sku, wanted);
    }
  }

  private void change(ResolvedVerb.Change change) {
    SubscribedSku sku = change.sku();
    Set<ServicePlanId> named = new LinkedHashSet<>(change.on());
    named.addAll(change.off());
    if (!canName(sku, named) || isSourceUnknown(sku) || !isDirect(sku)) {
      return;
    }
    Set<ServicePlanId> there = direct.of(sku.skuId()).orElseThrow();
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
    if (!isSame(sku, wanted, there)) {
      direct.set(sku, wanted);
    }
  }

  private void swap(ResolvedVerb.Swap swap) {
    if (isSourceUnknown(swap.from()) || isSourceUnknown(swap.to()) || !isDirect(swap.from())) {
      return;
    }
    Set<ServicePlanId> there = direct.of(swap.from().skuId()).orElseThrow();
    SwapMapping mapping = SwapMapping.of(swap.from(), swap.to(), rules.facts());
    give(swap.to(), mapping.carry(there, swap.newPlans()), false);
    take(swap.from());
    List<ServicePlan> lost = mapping.notCarried(there);
    if (!mapping.newPlans().isEmpty() || !lost.isEmpty()) {
      findings.add(texts.withoutCounterpart(swap.to(), mapping.newPlans(), swap.newPlans(), lost));
    }
  }

  private void replaceAll(ResolvedVerb.ReplaceAll replace) {
    Set<SkuId> wanted = new TreeSet<>();
    for (ResolvedVerb.Assign assign : replace.assigns()) {
      wanted.add(assign.sku().skuId());
      assign(new ResolvedVerb.Assign(assign.sku(), assign.choice(), assign.plans(), true));
    }
    for (SkuId skuId : direct.observed().keySet()) {
      if (!wanted.contains(skuId) && !isKept(skuId, replace.includesFree())) {
        names.skus().find(skuId).ifPresent(this::take);
      }
    }
  }

  private boolean isKept(SkuId skuId, boolean includesFree) {
    Set<SkuTrait> traits = rules.facts().traits(skuId);
    return traits.contains(SkuTrait.DEPARTMENT)
        || (!includesFree
            && (traits.contains(SkuTrait.FREE)
                || traits.contains(SkuTrait.VIRAL)
                || traits.contains(SkuTrait.RESOURCE_ACCOUNT)));
  }

  private void remove(SubscribedSku sku) {
    if (!isSourceUnknown(sku) && isDirect(sku)) {
      take(sku);
    }
  }

  private void take(SubscribedSku sku) {
    List<AssignmentSource> inherited = inherited(sku.skuId());
    if (!inherited.isEmpty()) {
      findings.add(
          texts.alsoInherited(
              sku, inherited, "the user keeps it there, and this call frees no seat"));
    }
    direct.take(sku.skuId());
  }

  /** Whether there is a direct path; says why not. */
  private boolean isDirect(SubscribedSku sku) {
    if (direct.of(sku.skuId()).isPresent()) {
      return true;
    }
    List<AssignmentSource> inherited = inherited(sku.skuId());
    findings.add(inherited.isEmpty() ? texts.notHeld(sku) : texts.inherited(sku, inherited));
    return false;
  }

  private boolean isSourceUnknown(SubscribedSku sku) {
    boolean unknown = before.licenses().holding(sku.skuId()) == Holding.UNKNOWN;
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
    return before.licenses().inherited(skuId).stream().map(LicenseAssignmentState::source).toList();
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

  private static boolean isSame(
      SubscribedSku sku, Set<ServicePlanId> off, Set<ServicePlanId> otherOff) {
    return DirectLicenses.forUsers(sku, off).equals(DirectLicenses.forUsers(sku, otherOff));
  }

  private ChangeShape shape(boolean exists) {
    List<AssignedLicense> add = direct.toAdd();
    Set<SkuId> remove = direct.toRemove();
    add.forEach(license -> staleDisabledPlans(license.skuId()));
    CallConsequences call =
        new CallConsequences(
            rules,
            texts,
            before,
            LicenseState.builder().from(before).usageLocation(location).build(),
            add,
            remove);
    findings.addAll(call.findings(direct.observed()));
    if (wish.verbs().stream().anyMatch(ResolvedVerb.Restore.class::isInstance)) {
      findings.addAll(call.notBroughtBack());
    }
    LicenseState after = call.after();

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
    LicenseState end = leave(after, steps);
    if (reprocess) {
      steps.add(new PlannedStep(Stage.Kind.REPROCESS_LICENSES, PlannedWrite.Reprocess.INSTANCE));
    }
    texts.ofModel(steps).ifPresent(findings::add);
    return Blocking.judged(
        ChangeShape.builder()
            .before(before)
            .after(end)
            .addAllReasons(wish.reasons())
            .addAllEffects(effects(end)),
        steps,
        findings,
        accepted);
  }

  /** The state once the groups are left that can be left. */
  private LicenseState leave(LicenseState state, List<PlannedStep> steps) {
    LicenseState end = state;
    for (ResolvedVerb.Leave leave : leaves) {
      Optional<PlannedWrite> write = new LeaveVerb(rules, texts, findings).apply(leave, end);
      if (write.isPresent()) {
        end = write.get().applyTo(end);
        steps.add(new PlannedStep(Stage.Kind.LEAVE_GROUPS, write.get()));
      }
    }
    return end;
  }

  private List<ServiceEffect> effects(LicenseState after) {
    return texts
        .words()
        .effects(
            rules
                .effectiveServices(before.licenses())
                .differenceTo(rules.effectiveServices(after.licenses())));
  }

  private void staleDisabledPlans(SkuId skuId) {
    SubscribedSku sku = names.owned(skuId);
    before.licenses().direct(skuId).stream()
        .flatMap(path -> path.disabledPlans().stream())
        .filter(plan -> sku.findPlan(plan).isEmpty())
        .forEach(plan -> findings.add(texts.staleDisabledPlan(sku, plan)));
  }
}
