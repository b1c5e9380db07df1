package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.rules.LicensingSemantics.ForeignDisabledPlan;
import io.github.m365licensing.rules.LicensingSemantics.OmittedDisabledPlans;
import io.github.m365licensing.rules.LicensingSemantics.StoredDisabledPlans;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What the service does with a licence change in one tenant: pure functions of users, groups and
 * licences. Made once for a tenant's SKUs, then asked as often as needed; a question takes
 * microseconds. Immutable and thread-safe.
 *
 * <p>Of the tenant's SKUs it uses what they contain and whom they are for. Seats are always given
 * with the question, because they change with every write.
 *
 * <pre>{@code
 * RuleBook rules = RuleBook.of(tenantSkus);
 * List<Violation> violations =
 *     rules.checkUserChange(user, List.of(AssignedLicense.of(ems)), List.of(), tenantSkus::freeSeats);
 * }</pre>
 */
public final class RuleBook {

  private final LicensingSemantics semantics;
  private final LicenseFacts facts;
  private final TenantSkus tenantSkus;
  private final PlanRules planRules;
  private final SkuPlans skuPlans;
  private final CallRules callRules;

  private RuleBook(LicensingSemantics semantics, LicenseFacts facts, TenantSkus tenantSkus) {
    this.semantics = Objects.requireNonNull(semantics, "semantics");
    this.facts = Objects.requireNonNull(facts, "facts");
    this.tenantSkus = Objects.requireNonNull(tenantSkus, "tenantSkus");
    this.skuPlans = new SkuPlans(tenantSkus);
    this.planRules = new PlanRules(semantics, facts, tenantSkus);
    this.callRules = new CallRules(semantics, facts, tenantSkus, skuPlans, planRules);
  }

  /** The rules for a tenant by the default reading of the service and the library's own facts. */
  public static RuleBook of(TenantSkus tenantSkus) {
    return of(LicensingSemantics.defaults(), LicenseFacts.bundled(), tenantSkus);
  }

  /**
   * The rules for a tenant.
   *
   * @param semantics how the service is taken to behave where sources differ
   * @param facts what is known about plans and SKUs
   * @param tenantSkus the SKUs that the tenant owns
   * @throws NullPointerException if an argument is null
   */
  public static RuleBook of(
      LicensingSemantics semantics, LicenseFacts facts, TenantSkus tenantSkus) {
    return new RuleBook(semantics, facts, tenantSkus);
  }

  /** How the service is taken to behave where sources differ. */
  public LicensingSemantics semantics() {
    return semantics;
  }

  /** What is known about plans and SKUs. */
  public LicenseFacts facts() {
    return facts;
  }

  /** The SKUs that the tenant owns. */
  public TenantSkus tenantSkus() {
    return tenantSkus;
  }

  /**
   * Everything for which the service would refuse {@code assignLicense} on a user, in the order of
   * {@link Violation.Kind}, in which the service is taken to judge (assumed): it answers with the
   * first. Plans are judged on the end state over all paths, and only as far as this change brings
   * the state about.
   *
   * @param user the user as it is
   * @param add the licences to give or to replace; each SKU once
   * @param remove the SKUs to take away; none of those to add
   * @param freeSeats the seats left of a SKU, possibly negative; asked only for SKUs that the user
   *     does not hold on any path
   * @return empty if the service would accept
   * @throws NullPointerException if an argument is null
   */
  public List<Violation> checkUserChange(
      LicenseHolder user,
      Collection<AssignedLicense> add,
      Collection<SkuId> remove,
      ToIntFunction<SkuId> freeSeats) {
    Objects.requireNonNull(user, "user");
    requireLists(add, remove);
    Objects.requireNonNull(freeSeats, "freeSeats");
    return callRules.user(user, add, remove, freeSeats);
  }

  /**
   * Everything for which the service would refuse {@code assignLicense} on a group at once: what is
   * owned, what is for users, and prerequisites, which must be within the group's own licences
   * (documented). Everything else shows on the members later; see {@link #applyGroup}.
   *
   * @param group the group as it is
   * @param add the licences to give or to replace; each SKU once
   * @param remove the SKUs to take away; none of those to add
   * @return empty if the service would accept; in the order of {@link Violation.Kind}
   * @throws NullPointerException if an argument is null
   */
  public List<Violation> checkGroupChange(
      LicensedGroup group, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    Objects.requireNonNull(group, "group");
    requireLists(add, remove);
    return callRules.group(group, add, remove);
  }

  private static void requireLists(Collection<AssignedLicense> add, Collection<SkuId> remove) {
    Objects.requireNonNull(add, "add");
    Objects.requireNonNull(remove, "remove");
  }

  /**
   * The user's paths after an accepted {@code assignLicense}: a direct path is replaced, not
   * merged; inherited paths stay. What violates a rule is not looked at here.
   *
   * @return paths that did not change are the very same objects, changed ones stand where they
   *     stood and have no time, new ones come last; unmodifiable
   * @throws NullPointerException if an argument is null
   */
  public List<LicenseAssignmentState> pathsAfter(
      LicenseHolder user, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    Objects.requireNonNull(user, "user");
    requireLists(add, remove);
    Map<SkuId, AssignedLicense> open = new LinkedHashMap<>();
    add.forEach(license -> open.put(license.skuId(), stored(license)));
    List<LicenseAssignmentState> after = new ArrayList<>();
    for (LicenseAssignmentState path : user.licenses().all()) {
      AssignedLicense license = path.source().isDirect() ? open.remove(path.skuId()) : null;
      if (license != null) {
        boolean same =
            path.isInEffect() && path.error().isEmpty() && path.license().equals(license);
        after.add(same ? path : LicenseAssignmentState.active(license, AssignmentSource.direct()));
      } else if (!path.source().isDirect() || !remove.contains(path.skuId())) {
        after.add(path);
      }
    }
    open.values().stream()
        .map(license -> LicenseAssignmentState.active(license, AssignmentSource.direct()))
        .forEach(after::add);
    return Collections.unmodifiableList(after);
  }

  /**
   * What the service stores of a licence that it accepted: as sent, or with what {@link
   * StoredDisabledPlans} adds and {@link ForeignDisabledPlan} drops.
   */
  public AssignedLicense stored(AssignedLicense license) {
    boolean adds =
        semantics.storedDisabledPlans() == StoredDisabledPlans.SERVICE_ADDS
            && !license.disabledPlans().isEmpty();
    boolean drops = semantics.foreignDisabledPlan() == ForeignDisabledPlan.IGNORE;
    if (!skuPlans.isOwned(license.skuId()) || !(adds || drops)) {
      return license;
    }
    Set<ServicePlanId> stored = new HashSet<>(license.disabledPlans());
    if (drops) {
      stored.removeIf(plan -> !skuPlans.contains(license.skuId(), plan));
    }
    if (adds) {
      stored.addAll(skuPlans.forCompany(license.skuId()));
    }
    return new AssignedLicense(license.skuId(), stored);
  }

  /**
   * What a write means for a SKU of a user or group if it leaves {@code disabledPlans} out; see
   * {@link OmittedDisabledPlans}.
   */
  public AssignedLicense whenDisabledPlansAreOmitted(LicensePaths licenses, SkuId skuId) {
    Set<ServicePlanId> kept =
        semantics.omittedDisabledPlans() == OmittedDisabledPlans.KEEP
            ? licenses.direct(skuId).map(LicenseAssignmentState::disabledPlans).orElse(Set.of())
            : Set.of();
    return new AssignedLicense(skuId, kept);
  }

  /**
   * What a group's licences make of one member, who may be new to the group, in error, or licensed
   * through it already: all of the group's licences or none (documented). The failing product shows
   * its error, the others {@code Other}. Licences of the group that are not given any more go,
   * unless another licence needs one of their plans.
   *
   * @param user the member as it is
   * @param group the group
   * @param licenses all licences that the group gives; each SKU once
   * @param organization the tenant, whose location stands in for a missing one
   * @param freeSeats the seats left of a SKU; asked only for SKUs that the user holds on no path
   * @param obstacles what else is known to stand in the way
   * @throws NullPointerException if an argument is null
   */
  public GroupApplication applyGroup(
      LicenseHolder user,
      GroupId group,
      Collection<AssignedLicense> licenses,
      Organization organization,
      ToIntFunction<SkuId> freeSeats,
      GroupObstacles obstacles) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(licenses, "licenses");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(freeSeats, "freeSeats");
    Objects.requireNonNull(obstacles, "obstacles");
    List<AssignedLicense> stored = licenses.stream().map(this::stored).toList();
    return new GroupRules(planRules, semantics, user, AssignmentSource.inheritedFrom(group), stored)
        .apply(groupUsageLocation(user, organization), freeSeats, obstacles);
  }

  /**
   * What the plans of a member have against a group's licences: why {@link #applyGroup} leaves some
   * of them in error, with both sides. Seats and countries are not looked at.
   *
   * @param licenses all licences that the group gives; each SKU once
   * @return exclusions, then dependencies; unmodifiable
   * @throws NullPointerException if an argument is null
   */
  public List<Violation> checkMember(
      LicenseHolder user, GroupId group, Collection<AssignedLicense> licenses) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(licenses, "licenses");
    return Collections.unmodifiableList(
        new GroupRules(planRules, semantics, user, AssignmentSource.inheritedFrom(group), licenses)
            .violations());
  }

  /**
   * Why a path is in error, as far as the user's own licences tell. {@code Other} says only that a
   * further licence of the same group failed (documented); that one is the cause then.
   *
   * @param path a path of this user in error
   * @throws NullPointerException if an argument is null
   */
  public ErrorCause causeOf(LicenseHolder user, LicenseAssignmentState path) {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(path, "path");
    return ErrorCause.of(this, user, path);
  }

  /**
   * What becomes of a user who left a group, or whose group gives nothing any more: that path goes,
   * unless another licence needs one of its plans.
   *
   * @throws NullPointerException if an argument is null
   */
  public GroupApplication leaveGroup(LicenseHolder user, GroupId group) {
    Objects.requireNonNull(user, "user");
    return new GroupRules(
            planRules, semantics, user, AssignmentSource.inheritedFrom(group), List.of())
        .apply(Optional.empty(), sku -> 0, GroupObstacles.none());
  }

  /**
   * The location by which group licensing goes: the user's, else the tenant's default, else the
   * tenant's country (documented; the order of the last two is assumed).
   */
  public static Optional<UsageLocation> groupUsageLocation(
      LicenseHolder user, Organization organization) {
    return user.usageLocation()
        .or(organization::defaultUsageLocation)
        .or(organization::countryLetterCode);
  }

  /** The services that these licences give in this tenant. */
  public EffectiveServices effectiveServices(LicensePaths licenses) {
    return EffectiveServices.of(licenses, tenantSkus);
  }

  /**
   * The pairs of plans that the user holds in effect though a fact says that they exclude each
   * other. A pair that one user of a tenant holds is proof for all: {@link
   * LicenseFacts#tolerating}.
   *
   * @return ordered; unmodifiable
   */
  public Set<PlanPair> standingExclusions(LicenseHolder user) {
    List<Path> paths = new ArrayList<>();
    for (LicenseAssignmentState path : user.licenses().all()) {
      if (path.isInEffect() && path.error().isEmpty()) {
        paths.add(Path.of(path));
      }
    }
    return Ordered.set(planRules.standing(paths), "pairs");
  }

  /**
   * The owned SKUs that give a service to people, ordered by id. Not those that hold the plan for
   * the company (INTUNE_O365 everywhere), nor device-only and company SKUs, whatever plans they
   * hold.
   */
  public List<SubscribedSku> skusGiving(ServicePlanId plan) {
    return tenantSkus.with(plan).stream()
        .filter(sku -> isForPeople(sku) && skuPlans.forUsers(sku.skuId()).contains(plan))
        .toList();
  }

  private boolean isForPeople(SubscribedSku sku) {
    return !sku.appliesTo().equals(AppliesTo.COMPANY)
        && !facts.is(sku.skuId(), SkuTrait.COMPANY)
        && !facts.is(sku.skuId(), SkuTrait.DEVICE_ONLY);
  }

  /**
   * The plans of a user that lack a plan they want, as far as calls are not refused for it by this
   * reading of the service, with the ways out: a plan that is off in a SKU held directly, one that
   * is off in a group's licence, and SKUs with a free seat, those with the fewest services first.
   * Ways that the rules forbid are left out.
   *
   * @param freeSeats the seats left of a SKU
   * @return in the order of the facts; unmodifiable
   * @throws NullPointerException if an argument is null
   */
  public List<GuidanceGap> guidanceGaps(LicenseHolder user, ToIntFunction<SkuId> freeSeats) {
    Objects.requireNonNull(freeSeats, "freeSeats");
    EffectiveServices services = effectiveServices(user.licenses());
    List<GuidanceGap> gaps = new ArrayList<>();
    for (PlanDependency fact : facts.dependencies()) {
      if (!planRules.judges(fact)
          && services.isOn(fact.plan())
          && fact.requiresAnyOf().stream().noneMatch(services::isOn)) {
        List<ServiceSource> sources =
            services.find(fact.plan()).map(EffectiveService::sources).orElse(List.of());
        gaps.add(
            new GuidanceGap(
                fact, sources, new PlanFixes(this, planRules, user).of(fact, freeSeats)));
      }
    }
    return Collections.unmodifiableList(gaps);
  }

  /**
   * What matters about a user for a change: usage location, licences by path with their plans off,
   * and the plan lists of SKUs. Not: names, errors, times, the order of anything, and ids among the
   * disabled plans that mean nothing in this tenant (company plans, plans that the SKU lost).
   *
   * @param skus the SKUs that the change names; their plan lists belong to the fingerprint
   * @throws NullPointerException if an argument is null
   */
  public Fingerprint fingerprint(LicenseHolder user, Collection<SkuId> skus) {
    return Fingerprint.of(user, skus, skuPlans);
  }

  /**
   * What matters about a group for a change: its licences and the plan lists of SKUs.
   *
   * @param skus the SKUs that the change names
   * @throws NullPointerException if an argument is null
   */
  public Fingerprint fingerprint(LicensedGroup group, Collection<SkuId> skus) {
    return Fingerprint.of(group, skus, skuPlans);
  }
}
