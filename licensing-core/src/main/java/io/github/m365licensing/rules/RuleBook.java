package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.rules.LicensingSemantics.DeviceSkuOnUser;
import io.github.m365licensing.rules.LicensingSemantics.ForeignDisabledPlan;
import io.github.m365licensing.rules.LicensingSemantics.OmittedDisabledPlans;
import io.github.m365licensing.rules.LicensingSemantics.StoredDisabledPlans;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
  private final Map<SkuId, Set<ServicePlanId>> plans = new HashMap<>();
  private final Map<SkuId, Set<ServicePlanId>> companyPlans = new HashMap<>();

  private RuleBook(LicensingSemantics semantics, LicenseFacts facts, TenantSkus tenantSkus) {
    this.semantics = Objects.requireNonNull(semantics, "semantics");
    this.facts = Objects.requireNonNull(facts, "facts");
    this.tenantSkus = Objects.requireNonNull(tenantSkus, "tenantSkus");
    this.planRules = new PlanRules(semantics, facts, tenantSkus);
    for (SubscribedSku sku : tenantSkus.all()) {
      Set<ServicePlanId> all = new HashSet<>();
      Set<ServicePlanId> company = new LinkedHashSet<>();
      for (ServicePlan plan : sku.servicePlans()) {
        all.add(plan.servicePlanId());
        if (!plan.isForUsers()) {
          company.add(plan.servicePlanId());
        }
      }
      plans.put(sku.skuId(), all);
      companyPlans.put(sku.skuId(), company);
    }
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
      LicensedUser user,
      Collection<AssignedLicense> add,
      Collection<SkuId> remove,
      ToIntFunction<SkuId> freeSeats) {
    Objects.requireNonNull(user, "user");
    requireLists(add, remove);
    Objects.requireNonNull(freeSeats, "freeSeats");
    List<Violation> found = new ArrayList<>();
    checkOwned(found, add, remove);
    if (!add.isEmpty() && user.usageLocation().isEmpty()) {
      SkuId first = add.iterator().next().skuId();
      found.add(Violation.of(Violation.Kind.USAGE_LOCATION_MISSING, first));
    }
    checkForUsers(found, add, remove);
    checkForeignPlans(found, add);
    for (SkuId sku : remove) {
      checkHeld(found, user, sku);
    }
    List<Path> before = Path.inEffect(user);
    for (AssignedLicense license : add) {
      if (tenantSkus.contains(license.skuId())
          && !holds(before, license.skuId())
          && freeSeats.applyAsInt(license.skuId()) < 1) {
        found.add(Violation.of(Violation.Kind.NO_SEAT, license.skuId()));
      }
    }
    found.addAll(planRules.judge(before, end(before, add, remove)));
    found.sort((a, b) -> a.kind().compareTo(b.kind()));
    return Collections.unmodifiableList(found);
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
    AssignmentSource source = AssignmentSource.inheritedFrom(group.id());
    List<Violation> found = new ArrayList<>();
    checkOwned(found, add, remove);
    checkForUsers(found, add, remove);
    checkForeignPlans(found, add);
    List<Path> before = new ArrayList<>();
    for (AssignedLicense license : group.assignedLicenses()) {
      before.add(Path.of(license, source));
    }
    for (SkuId sku : remove) {
      if (!holds(before, sku)) {
        found.add(Violation.of(Violation.Kind.NOT_HELD, sku));
      }
    }
    List<Path> after = new ArrayList<>(before);
    after.removeIf(path -> remove.contains(path.skuId()) || adds(add, path.skuId()));
    add.forEach(license -> after.add(Path.of(license, source)));
    planRules.judge(before, after).stream()
        .filter(violation -> violation.kind() == Violation.Kind.DEPENDENCY)
        .forEach(found::add);
    found.sort((a, b) -> a.kind().compareTo(b.kind()));
    return Collections.unmodifiableList(found);
  }

  private static void requireLists(Collection<AssignedLicense> add, Collection<SkuId> remove) {
    Objects.requireNonNull(add, "add");
    Objects.requireNonNull(remove, "remove");
  }

  private void checkOwned(
      List<Violation> found, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    for (AssignedLicense license : add) {
      checkOwned(found, license.skuId());
    }
    for (SkuId sku : remove) {
      checkOwned(found, sku);
    }
  }

  private void checkOwned(List<Violation> found, SkuId sku) {
    if (!tenantSkus.contains(sku)) {
      found.add(Violation.of(Violation.Kind.SKU_NOT_OWNED, sku));
    }
  }

  private void checkForUsers(
      List<Violation> found, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    for (AssignedLicense license : add) {
      SkuId id = license.skuId();
      boolean company =
          tenantSkus.find(id).map(s -> s.appliesTo().equals(AppliesTo.COMPANY)).orElse(false);
      if (company) {
        found.add(Violation.of(Violation.Kind.COMPANY_SKU, id));
      }
      if (semantics.deviceSkuOnUser() == DeviceSkuOnUser.REFUSED
          && facts.is(id, SkuTrait.DEVICE_ONLY)) {
        found.add(Violation.of(Violation.Kind.DEVICE_SKU, id));
      }
      checkDepartment(found, id);
    }
    for (SkuId sku : remove) {
      checkDepartment(found, sku);
    }
  }

  private void checkDepartment(List<Violation> found, SkuId sku) {
    if (facts.is(sku, SkuTrait.DEPARTMENT)) {
      found.add(Violation.of(Violation.Kind.DEPARTMENT_SKU, sku));
    }
  }

  private void checkForeignPlans(List<Violation> found, Collection<AssignedLicense> add) {
    if (semantics.foreignDisabledPlan() == ForeignDisabledPlan.IGNORE) {
      return;
    }
    for (AssignedLicense license : add) {
      Set<ServicePlanId> inside = plans.get(license.skuId());
      if (inside != null) {
        for (ServicePlanId plan : license.disabledPlans()) {
          if (!inside.contains(plan)) {
            found.add(
                Violation.builder()
                    .kind(Violation.Kind.FOREIGN_DISABLED_PLAN)
                    .skuId(license.skuId())
                    .servicePlanId(plan)
                    .build());
          }
        }
      }
    }
  }

  private static void checkHeld(List<Violation> found, LicensedUser user, SkuId sku) {
    switch (Holding.of(user, sku)) {
      case NONE -> found.add(Violation.of(Violation.Kind.NOT_HELD, sku));
      case INHERITED ->
          found.add(
              Violation.builder()
                  .kind(Violation.Kind.INHERITED)
                  .skuId(sku)
                  .addAllSources(
                      user.licenseAssignmentStates().stream()
                          .filter(path -> path.skuId().equals(sku))
                          .map(path -> new ServiceSource(sku, path.source()))
                          .toList())
                  .build());
      case DIRECT, DIRECT_AND_INHERITED, UNKNOWN -> {}
    }
  }

  private static boolean holds(List<Path> paths, SkuId sku) {
    for (Path path : paths) {
      if (path.skuId().equals(sku)) {
        return true;
      }
    }
    return false;
  }

  private static boolean adds(Collection<AssignedLicense> add, SkuId sku) {
    for (AssignedLicense license : add) {
      if (license.skuId().equals(sku)) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> end(
      List<Path> before, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    List<Path> end = new ArrayList<>(before.size() + add.size());
    for (Path path : before) {
      boolean stays =
          !path.source().isDirect() || !(remove.contains(path.skuId()) || adds(add, path.skuId()));
      if (stays) {
        end.add(path);
      }
    }
    for (AssignedLicense license : add) {
      end.add(Path.of(license, AssignmentSource.direct()));
    }
    return end;
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
      LicensedUser user, Collection<AssignedLicense> add, Collection<SkuId> remove) {
    Objects.requireNonNull(user, "user");
    requireLists(add, remove);
    Map<SkuId, AssignedLicense> open = new LinkedHashMap<>();
    add.forEach(license -> open.put(license.skuId(), stored(license)));
    List<LicenseAssignmentState> after = new ArrayList<>();
    for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
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
    Set<ServicePlanId> inside = plans.get(license.skuId());
    if (inside == null || !(adds || drops)) {
      return license;
    }
    Set<ServicePlanId> stored = new HashSet<>(license.disabledPlans());
    if (drops) {
      stored.retainAll(inside);
    }
    if (adds) {
      stored.addAll(companyPlans.getOrDefault(license.skuId(), Set.of()));
    }
    return new AssignedLicense(license.skuId(), stored);
  }

  /**
   * What a write means for a SKU of the user if it leaves {@code disabledPlans} out; see {@link
   * OmittedDisabledPlans}.
   */
  public AssignedLicense whenDisabledPlansAreOmitted(LicensedUser user, SkuId skuId) {
    Set<ServicePlanId> kept =
        semantics.omittedDisabledPlans() == OmittedDisabledPlans.KEEP
            ? user.directAssignment(skuId)
                .map(LicenseAssignmentState::disabledPlans)
                .orElse(Set.of())
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
      LicensedUser user,
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
   * What becomes of a user who left a group, or whose group gives nothing any more: that path goes,
   * unless another licence needs one of its plans.
   *
   * @throws NullPointerException if an argument is null
   */
  public GroupApplication leaveGroup(LicensedUser user, GroupId group) {
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
      LicensedUser user, Organization organization) {
    return user.usageLocation()
        .or(organization::defaultUsageLocation)
        .or(organization::countryLetterCode);
  }

  /** The services of a user over these paths in this tenant. */
  public EffectiveServices effectiveServices(Collection<LicenseAssignmentState> paths) {
    return EffectiveServices.of(paths, tenantSkus);
  }

  /**
   * The pairs of plans that the user holds in effect though a fact says that they exclude each
   * other. A pair that one user of a tenant holds is proof for all: {@link
   * LicenseFacts#tolerating}.
   *
   * @return ordered; unmodifiable
   */
  public Set<PlanPair> standingExclusions(LicensedUser user) {
    List<Path> paths = new ArrayList<>();
    for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
      if (path.isInEffect() && path.error().isEmpty()) {
        paths.add(Path.of(path));
      }
    }
    return Ordered.set(planRules.standing(paths), "pairs");
  }
}
