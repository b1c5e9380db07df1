package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.Holding;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.SnapshotBook;
import io.github.m365licensing.internal.planning.Wish.ResolvedVerb;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Brings the direct licences and the usage location of a user back to what a snapshot says. */
public final class SnapshotVerb {

  private final RuleBook rules;
  private final FindingTexts texts;
  private final TenantNames names;
  private final LicenseState before;
  private final DirectLicenses direct;
  private final List<Finding> findings;

  /**
   * For one subject.
   *
   * @param direct takes what shall be
   * @param findings takes what is found
   */
  SnapshotVerb(
      RuleBook rules,
      FindingTexts texts,
      LicenseState before,
      DirectLicenses direct,
      List<Finding> findings) {
    this.rules = rules;
    this.texts = texts;
    this.names = texts.names();
    this.before = before;
    this.direct = direct;
    this.findings = findings;
  }

  /** Works it out; the usage location that shall be, given the one that is. */
  Optional<UsageLocation> apply(
      ResolvedVerb.RestoreFrom restore, Optional<UsageLocation> location) {
    LicenseState then = restore.then();
    if (then == null) {
      findings.add(
          finding(FindingCode.NOT_IN_SNAPSHOT)
              .message("The snapshot does not know the user, who is left alone.")
              .cure("Nothing needs to be done if the user was created since.")
              .build());
      return location;
    }
    Map<SkuId, Set<ServicePlanId>> was = directOf(then);
    Set<SkuId> skus = new TreeSet<>(was.keySet());
    skus.addAll(direct.observed().keySet());
    for (SkuId skuId : skus) {
      Optional<SubscribedSku> sku = names.skus().find(skuId);
      if (sku.isEmpty()) {
        if (was.containsKey(skuId) && direct.of(skuId).isEmpty()) {
          findings.add(texts.cannotUndo(names.names().skuPartNumber(skuId) + " is owned no more"));
        }
      } else if (isUnexplained(before, skuId) || isUnexplained(then, skuId)) {
        findings.add(texts.sourceUnknown(sku.get()));
      } else if (was.containsKey(skuId)) {
        give(sku.get(), was.getOrDefault(skuId, Set.of()), restore.snapshot());
      } else {
        take(sku.get());
      }
    }
    findInherited(then);
    return location(then, location);
  }

  private static boolean isUnexplained(LicenseState state, SkuId skuId) {
    return state.licenses().holding(skuId) == Holding.UNKNOWN;
  }

  private static Map<SkuId, Set<ServicePlanId>> directOf(LicenseState then) {
    Map<SkuId, Set<ServicePlanId>> plans = new TreeMap<>();
    then.licenses().direct().forEach(path -> plans.put(path.skuId(), path.disabledPlans()));
    return plans;
  }

  private void give(SubscribedSku sku, Set<ServicePlanId> was, SnapshotBook snapshot) {
    Optional<Set<ServicePlanId>> is = direct.of(sku.skuId());
    Set<ServicePlanId> joined = joined(sku, snapshot);
    Set<ServicePlanId> off = new TreeSet<>(was);
    off.removeIf(plan -> sku.findPlan(plan).isEmpty());
    is.ifPresent(now -> now.stream().filter(joined::contains).forEach(off::add));
    boolean same =
        is.map(now -> DirectLicenses.forUsers(sku, now))
            .equals(Optional.of(DirectLicenses.forUsers(sku, off)));
    if (!same) {
      direct.set(sku, off);
      if (!joined.isEmpty()) {
        findings.add(joinedSince(sku, joined, is.isPresent()));
      }
    }
  }

  /** The plans for users that the SKU holds now and did not hold then. */
  private static Set<ServicePlanId> joined(SubscribedSku sku, SnapshotBook snapshot) {
    Optional<SubscribedSku> then = snapshot.skus().find(sku.skuId());
    return then.isEmpty()
        ? Set.of()
        : sku.servicePlans().stream()
            .filter(ServicePlan::isForUsers)
            .map(ServicePlan::servicePlanId)
            .filter(plan -> then.get().findPlan(plan).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private void take(SubscribedSku sku) {
    if (rules.facts().is(sku.skuId(), SkuTrait.DEPARTMENT)) {
      findings.add(
          finding(FindingCode.DEPARTMENT_SKU)
              .skuId(sku.skuId())
              .message(
                  sku.skuPartNumber()
                      + " was bought by people themselves since the snapshot; it is left alone.")
              .cure("Take it in the admin centre if it shall go.")
              .build());
    } else {
      direct.take(sku.skuId());
    }
  }

  private void findInherited(LicenseState then) {
    Set<SkuId> skus = new TreeSet<>();
    then.licenses().all().forEach(path -> skus.add(path.skuId()));
    before.licenses().all().forEach(path -> skus.add(path.skuId()));
    for (SkuId skuId : skus) {
      List<AssignmentSource> was = inherited(then, skuId);
      List<AssignmentSource> is = inherited(before, skuId);
      if (!was.equals(is)) {
        findings.add(
            finding(FindingCode.INHERITED_DIFFERS)
                .skuId(skuId)
                .sources(is)
                .message(
                    "%s came through %s when the snapshot was taken, and comes through %s now; what comes through groups is left alone."
                        .formatted(names.names().skuPartNumber(skuId), words(was), words(is)))
                .cure("Change the members or the licences of the group if that is not meant.")
                .build());
      }
    }
  }

  private static List<AssignmentSource> inherited(LicenseState state, SkuId skuId) {
    return state.licenses().inherited(skuId).stream().map(LicenseAssignmentState::source).toList();
  }

  private String words(List<AssignmentSource> sources) {
    return sources.isEmpty() ? "no group" : texts.words().of(sources);
  }

  private Optional<UsageLocation> location(LicenseState then, Optional<UsageLocation> location) {
    if (then.usageLocation().isEmpty() && location.isPresent()) {
      findings.add(texts.cannotUndo("a usage location that was set cannot be emptied again"));
      return location;
    }
    return then.usageLocation();
  }

  private Finding joinedSince(SubscribedSku sku, Set<ServicePlanId> joined, boolean kept) {
    String plans =
        joined.stream()
            .map(names.names()::servicePlanName)
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

  public static Finding gone(long users) {
    return finding(FindingCode.GONE_SINCE_SNAPSHOT)
        .message(
            "%d users whom the snapshot knows and the selection means do not exist any more."
                .formatted(users))
        .cure("Restore deleted users within 30 days, then plan again.")
        .build();
  }

  private static Finding.Builder finding(FindingCode code) {
    Finding.Builder finding = Finding.builder();
    finding.code(code).severity(Severity.ADVISORY);
    return finding;
  }
}
