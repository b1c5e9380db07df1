package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.SnapshotStates;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings the direct licences and the usage location of users back to what a snapshot says of users
 * like this.
 *
 * @param then null for users whom the snapshot does not know
 */
record SnapshotVerb(SnapshotStates states, @Nullable LicenseState then) implements ResolvedVerb {

  @Override
  public List<Decision> decisions() {
    return List.of(Decision.ofEverySku(states), Decision.ofUsageLocation(states));
  }

  @Override
  public boolean isPersonal() {
    return true;
  }

  @Override
  public SnapshotVerb forUser(UserId user) {
    return new SnapshotVerb(states, states.find(user));
  }

  @Override
  public Optional<TenantSnapshot> snapshot() {
    return Optional.of(states.snapshot());
  }

  @Override
  public void apply(SubjectDraft draft) {
    LicenseState then = this.then;
    DirectLicenses direct = draft.direct();
    TenantNames names = draft.names();
    if (then == null) {
      draft.add(
          finding(FindingCode.NOT_IN_SNAPSHOT)
              .message("The snapshot does not know the user, who is left alone.")
              .cure("Nothing needs to be done if the user was created since.")
              .build());
      return;
    }
    Map<SkuId, Set<ServicePlanId>> was = directOf(then);
    Set<SkuId> skus = new TreeSet<>(was.keySet());
    skus.addAll(direct.observed().keySet());
    for (SkuId skuId : skus) {
      Optional<SubscribedSku> sku = names.skus().find(skuId);
      if (sku.isEmpty()) {
        if (was.containsKey(skuId) && direct.of(skuId).isEmpty()) {
          draft.cannotUndo(names.names().skuPartNumber(skuId) + " is owned no more");
        }
      } else if (isUnexplained(draft.before(), skuId) || isUnexplained(then, skuId)) {
        draft.add(draft.texts().sourceUnknown(sku.get()));
      } else if (was.containsKey(skuId)) {
        give(draft, sku.get(), was.getOrDefault(skuId, Set.of()));
      } else {
        take(draft, sku.get());
      }
    }
    findInherited(draft, then);
    locate(draft, then);
  }

  private static boolean isUnexplained(LicenseState state, SkuId skuId) {
    return state.licenses().holding(skuId) == Holding.UNKNOWN;
  }

  private static Map<SkuId, Set<ServicePlanId>> directOf(LicenseState then) {
    Map<SkuId, Set<ServicePlanId>> plans = new TreeMap<>();
    then.licenses().direct().forEach(path -> plans.put(path.skuId(), path.disabledPlans()));
    return plans;
  }

  private void give(SubjectDraft draft, SubscribedSku sku, Set<ServicePlanId> was) {
    DirectLicenses direct = draft.direct();
    Optional<Set<ServicePlanId>> is = direct.of(sku.skuId());
    Set<ServicePlanId> joined = joined(sku);
    Set<ServicePlanId> off = new TreeSet<>(was);
    off.removeIf(plan -> sku.findPlan(plan).isEmpty());
    is.ifPresent(now -> now.stream().filter(joined::contains).forEach(off::add));
    if (is.isEmpty() || !DirectLicenses.isSame(sku, is.get(), off)) {
      direct.set(sku, off);
      if (!joined.isEmpty()) {
        draft.add(joinedSince(draft, sku, joined, is.isPresent()));
      }
    }
  }

  /** The plans for users that the SKU holds now and did not hold then. */
  private Set<ServicePlanId> joined(SubscribedSku sku) {
    Optional<SubscribedSku> then = states.skus().find(sku.skuId());
    return then.isEmpty()
        ? Set.of()
        : sku.servicePlans().stream()
            .filter(ServicePlan::isForUsers)
            .map(ServicePlan::servicePlanId)
            .filter(plan -> then.get().findPlan(plan).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void take(SubjectDraft draft, SubscribedSku sku) {
    if (draft.rules().facts().is(sku.skuId(), SkuTrait.DEPARTMENT)) {
      draft.add(
          finding(FindingCode.DEPARTMENT_SKU)
              .skuId(sku.skuId())
              .message(
                  sku.skuPartNumber()
                      + " was bought by people themselves since the snapshot; it is left alone.")
              .cure("Take it in the admin centre if it shall go.")
              .build());
    } else {
      draft.direct().take(sku.skuId());
    }
  }

  private static void findInherited(SubjectDraft draft, LicenseState then) {
    LicenseState before = draft.before();
    Set<SkuId> skus = new TreeSet<>();
    then.licenses().all().forEach(path -> skus.add(path.skuId()));
    before.licenses().all().forEach(path -> skus.add(path.skuId()));
    for (SkuId skuId : skus) {
      List<AssignmentSource> was = inherited(then, skuId);
      List<AssignmentSource> is = inherited(before, skuId);
      if (!was.equals(is)) {
        draft.add(
            finding(FindingCode.INHERITED_DIFFERS)
                .skuId(skuId)
                .sources(is)
                .message(
                    "%s came through %s when the snapshot was taken, and comes through %s now; what comes through groups is left alone."
                        .formatted(
                            draft.names().names().skuPartNumber(skuId),
                            words(draft, was),
                            words(draft, is)))
                .cure("Change the members or the licences of the group if that is not meant.")
                .build());
      }
    }
  }

  private static List<AssignmentSource> inherited(LicenseState state, SkuId skuId) {
    return state.licenses().inherited(skuId).stream().map(LicenseAssignmentState::source).toList();
  }

  private static String words(SubjectDraft draft, List<AssignmentSource> sources) {
    return sources.isEmpty() ? "no group" : draft.texts().words().of(sources);
  }

  private static void locate(SubjectDraft draft, LicenseState then) {
    if (then.usageLocation().isEmpty() && draft.location().isPresent()) {
      draft.cannotUndo("a usage location that was set cannot be emptied again");
    } else {
      draft.locate(then.usageLocation());
    }
  }

  private static Finding joinedSince(
      SubjectDraft draft, SubscribedSku sku, Set<ServicePlanId> joined, boolean kept) {
    String plans =
        joined.stream()
            .map(draft.names().names()::servicePlanName)
            .sorted()
            .collect(Collectors.joining(", "));
    return finding(FindingCode.PLAN_JOINED_SINCE)
        .skuId(sku.skuId())
        .message(
            "%s joined %s since the snapshot, which says nothing about it; %s."
                .formatted(
                    plans, sku.skuPartNumber(), kept ? "the choice stays as it is" : "it is on"))
        .cure("Switch it with change(\"%s\") if that is not meant.".formatted(sku.skuPartNumber()))
        .build();
  }

  private static Finding.Builder finding(FindingCode code) {
    Finding.Builder finding = Finding.builder();
    finding.code(code).severity(Severity.ADVISORY);
    return finding;
  }
}
