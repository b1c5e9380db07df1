package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.internal.observe.ObservedGroup;
import io.github.m365licensing.internal.observe.ObservedGroup.Members;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.GroupReach;
import io.github.m365licensing.plan.ServiceEffect;
import io.github.m365licensing.rules.DataLoss;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.GroupApplication;
import io.github.m365licensing.rules.GroupObstacles;
import io.github.m365licensing.rules.GuidanceGap;
import io.github.m365licensing.rules.PlanDependency;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a group's licences will make of its members, counted. Each distinct state is worked out
 * once; seats are taken to be there, since the ledger of the plan decides on them.
 */
final class MemberConsequences {

  private static final Comparator<ServiceEffect> EFFECTS =
      Comparator.comparing(ServiceEffect::kind)
          .thenComparing(ServiceEffect::servicePlanName)
          .thenComparing(effect -> effect.through().toString())
          .thenComparing(ServiceEffect::servicePlanId);

  /**
   * What becomes of members who look alike.
   *
   * @param isInError whether a path through the group is in error afterwards
   */
  private record Fate(
      Members members, Consequences consequences, boolean isChanged, boolean isInError) {
    int count() {
      return members.count();
    }
  }

  private final RuleBook rules;
  private final FindingTexts texts;
  private final ObservedGroup observed;
  private final Collection<AssignedLicense> licenses;
  private final List<Fate> fates = new ArrayList<>();
  private final IdentityHashMap<LicenseState, Fate> byState = new IdentityHashMap<>();
  private final SortedMap<SkuId, Integer> taken = new TreeMap<>();
  private final SortedMap<SkuId, Integer> freed = new TreeMap<>();
  private final SortedMap<ServiceEffect, Long> effects = new TreeMap<>(EFFECTS);

  /**
   * Works them out.
   *
   * @param licenses all licences that the group gives afterwards
   */
  MemberConsequences(
      RuleBook rules,
      FindingTexts texts,
      ObservedGroup observed,
      Collection<AssignedLicense> licenses) {
    this.rules = rules;
    this.texts = texts;
    this.observed = observed;
    this.licenses = licenses;
    // The order in which members were read must not show.
    observed.members().stream()
        .sorted(Comparator.comparing(members -> members.state().toString()))
        .forEach(this::workOut);
  }

  private void workOut(Members members) {
    LicenseState user = members.state();
    GroupApplication applied =
        licenses.isEmpty()
            ? rules.leaveGroup(user, observed.group().id())
            : rules.applyGroup(
                user,
                observed.group().id(),
                licenses,
                observed.organization(),
                skuId -> 1,
                GroupObstacles.none());
    List<LicenseAssignmentState> after = applied.licenseAssignmentStates();
    LicensePaths paths = LicensePaths.of(after);
    Fate fate =
        new Fate(
            members,
            new Consequences(rules, user, paths),
            !new HashSet<>(after).equals(new HashSet<>(user.licenses().all())),
            paths.through(observed.group().id()).stream().anyMatch(p -> p.error().isPresent()));
    fates.add(fate);
    byState.put(user, fate);
    applied.seatsTaken().forEach(sku -> taken.merge(sku, fate.count(), Integer::sum));
    applied.seatsFreed().forEach(sku -> freed.merge(sku, fate.count(), Integer::sum));
    texts
        .words()
        .effects(fate.consequences().difference())
        .forEach(effect -> effects.merge(effect, (long) fate.count(), Long::sum));
  }

  GroupReach reach() {
    return new GroupReach(observed.size(), count(Fate::isChanged), 0, taken, freed);
  }

  /** What becomes of a member who looks like this; one of the states that were read. */
  private Fate fate(LicenseState state) {
    return Objects.requireNonNull(byState.get(state), "state");
  }

  LicenseState after(LicenseState state) {
    return fate(state).consequences().after();
  }

  boolean isChanged(LicenseState state) {
    return fate(state).isChanged();
  }

  /** Whether a member who looks like this loses data. */
  boolean losesData(LicenseState state) {
    return fate(state).consequences().losses().stream().anyMatch(loss -> !isOfDevices(loss));
  }

  /** The members who lose their last Intune plan look like one of these. */
  Set<LicenseState> losingIntune() {
    return fates.stream()
        .filter(
            fate -> fate.consequences().losses().stream().anyMatch(MemberConsequences::isOfDevices))
        .map(fate -> fate.members().state())
        .collect(Collectors.toSet());
  }

  /** The finding about this many of them. */
  Finding lastIntunePlan(long people) {
    DataLoss loss =
        fates.stream()
            .flatMap(fate -> fate.consequences().losses().stream())
            .filter(MemberConsequences::isOfDevices)
            .min(Comparator.comparing(DataLoss::plan))
            .orElseThrow();
    return new GroupFindings(texts, observed.size()).lastIntunePlan(loss, people);
  }

  private static boolean isOfDevices(DataLoss loss) {
    return loss.kind() == DataLoss.Kind.DEVICE_MANAGEMENT;
  }

  /** First what is lost, then what is kept, then what is gained, with how many members each. */
  List<ServiceEffect> effects() {
    List<ServiceEffect> counted = new ArrayList<>();
    effects.forEach(
        (effect, count) ->
            counted.add(
                new ServiceEffect(
                    effect.kind(),
                    effect.servicePlanId(),
                    effect.servicePlanName(),
                    effect.through(),
                    count)));
    return counted;
  }

  private long count(Predicate<Fate> wanted) {
    return fates.stream().filter(wanted).mapToLong(Fate::count).sum();
  }

  /**
   * What there is to say about the members.
   *
   * @param switchedOff plans that go off in the group
   * @param newProducts how many SKUs are new to the group
   */
  List<Finding> findings(Map<SkuId, Set<ServicePlanId>> switchedOff, int newProducts) {
    GroupFindings ofGroup = new GroupFindings(texts, observed.size());
    List<Finding> findings = new ArrayList<>();
    long unlocated =
        licenses.isEmpty() ? 0 : count(f -> f.members().state().usageLocation().isEmpty());
    if (unlocated > 0) {
      findings.add(
          ofGroup.noUsageLocation(
              unlocated,
              observed
                  .organization()
                  .defaultUsageLocation()
                  .or(observed.organization()::countryLetterCode)));
    }
    inError(findings, ofGroup, newProducts);
    switchedOff.forEach(
        (sku, plans) -> plans.forEach(plan -> noEffect(findings, ofGroup, sku, plan)));
    losses(findings, ofGroup);
    companions(findings, ofGroup);
    long guarded =
        fates.stream().filter(Fate::isChanged).mapToLong(f -> f.members().isProtected()).sum();
    if (guarded > 0) {
      findings.add(ofGroup.protectedMembers(guarded));
    }
    return findings;
  }

  private void inError(List<Finding> findings, GroupFindings ofGroup, int newProducts) {
    Map<Violation, Long> causes = new LinkedHashMap<>();
    for (Fate fate : fates) {
      if (fate.isInError()) {
        for (Violation violation :
            rules.checkMember(fate.members().state(), observed.group().id(), licenses)) {
          causes.merge(violation, (long) fate.count(), Long::sum);
        }
      }
    }
    causes.forEach((violation, count) -> findings.add(ofGroup.inError(violation, count)));
    long left = count(Fate::isInError);
    if (left > 0) {
      findings.add(ofGroup.leftOut(left, newProducts));
    }
  }

  private void noEffect(
      List<Finding> findings, GroupFindings ofGroup, SkuId sku, ServicePlanId plan) {
    Set<ServiceSource> through = new LinkedHashSet<>();
    long keeping = 0;
    for (Fate fate : fates) {
      List<ServiceSource> sources =
          fate.consequences().findOn(plan).map(EffectiveService::sources).orElse(List.of());
      if (!sources.isEmpty()) {
        through.addAll(sources);
        keeping += fate.count();
      }
    }
    if (keeping > 0) {
      findings.add(ofGroup.noEffect(texts.names().owned(sku), plan, through, keeping));
    }
  }

  private void losses(List<Finding> findings, GroupFindings ofGroup) {
    Comparator<DataLoss> order = Comparator.comparing(DataLoss::kind).thenComparing(DataLoss::plan);
    SortedMap<DataLoss, Long> data = new TreeMap<>(order);
    SortedMap<DataLoss, Long> devices = new TreeMap<>(order);
    long people = 0;
    long managed = 0;
    for (Fate fate : fates) {
      boolean any = false;
      boolean intune = false;
      for (DataLoss loss : fate.consequences().losses()) {
        boolean ofDevices = isOfDevices(loss);
        (ofDevices ? devices : data).merge(loss, (long) fate.count(), Long::sum);
        intune |= ofDevices;
        any |= !ofDevices;
      }
      people += any ? fate.count() : 0;
      managed += intune ? fate.count() : 0;
    }
    if (people > 0) {
      findings.add(ofGroup.dataLoss(data, people));
    }
    if (managed > 0) {
      findings.add(ofGroup.lastIntunePlan(devices.firstKey(), managed));
    }
  }

  /** What a call that brings services back cannot bring back with them. */
  List<Finding> notBroughtBack() {
    SortedMap<DataLoss, Long> lost =
        new TreeMap<>(Comparator.comparing(DataLoss::kind).thenComparing(DataLoss::plan));
    for (Fate fate : fates) {
      fate.consequences()
          .lostBefore()
          .forEach(loss -> lost.merge(loss, (long) fate.count(), Long::sum));
    }
    GroupFindings ofGroup = new GroupFindings(texts, observed.size());
    List<Finding> findings = new ArrayList<>();
    lost.forEach((loss, count) -> ofGroup.cannotUndo(loss, count).ifPresent(findings::add));
    return findings;
  }

  /** Plans that this change leaves on without the plan that Microsoft wants beside them. */
  private void companions(List<Finding> findings, GroupFindings ofGroup) {
    Map<PlanDependency, GuidanceGap> gaps = new LinkedHashMap<>();
    Map<PlanDependency, Long> counts = new HashMap<>();
    for (Fate fate : fates) {
      if (fate.isChanged()) {
        for (GuidanceGap gap : fate.consequences().newGaps()) {
          gaps.putIfAbsent(gap.fact(), gap);
          counts.merge(gap.fact(), (long) fate.count(), Long::sum);
        }
      }
    }
    gaps.forEach(
        (fact, gap) -> findings.add(ofGroup.companion(gap, counts.getOrDefault(fact, 0L))));
  }
}
