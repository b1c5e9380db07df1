package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.internal.names.SourceWords;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.LicensingModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds findings: what was found, why it matters, what to do. Texts never name users. */
public final class FindingTexts {

  private final TenantNames names;
  private final SourceWords words;
  private final LicensingModel licensingModel;

  FindingTexts(TenantNames names, Map<GroupId, String> groupNames, LicensingModel licensingModel) {
    this.names = names;
    this.words = new SourceWords(names, groupNames);
    this.licensingModel = licensingModel;
  }

  /** What there is to say about calls in a tenant of this licensing model. */
  Optional<Finding> ofModel(List<PlannedStep> steps) {
    return Allotments.find(licensingModel, steps);
  }

  SourceWords words() {
    return words;
  }

  TenantNames names() {
    return names;
  }

  Finding noUsageLocation(SubscribedSku sku) {
    return about(FindingCode.NO_USAGE_LOCATION, Severity.BLOCKING, sku)
        .message(
            "usageLocation is not set, so "
                + sku.skuPartNumber()
                + " cannot be assigned directly; which services may be offered depends on it.")
        .cure("Add setUsageLocation(…) to the verbs, or set it first.")
        .build();
  }

  Finding planNotInSku(SubscribedSku sku, ServicePlanId plan) {
    List<String> holders =
        names.skus().with(plan).stream().map(SubscribedSku::skuPartNumber).sorted().toList();
    return about(FindingCode.PLAN_NOT_IN_SKU, Severity.BLOCKING, sku)
        .servicePlanId(plan)
        .message(
            "Plan %s is not part of %s in this tenant."
                .formatted(names.names().servicePlanName(plan), sku.skuPartNumber()))
        .cure(
            holders.isEmpty()
                ? "No SKU of this tenant holds the plan; leave it out."
                : "Leave it out, or name a SKU that holds it: " + String.join(", ", holders) + ".")
        .build();
  }

  Finding planNotForUsers(SubscribedSku sku, ServicePlanId plan) {
    return about(FindingCode.PLAN_NOT_FOR_USERS, Severity.BLOCKING, sku)
        .servicePlanId(plan)
        .message(
            "Plan %s of %s holds for the whole tenant and cannot be switched for one user."
                .formatted(names.names().servicePlanName(plan), sku.skuPartNumber()))
        .cure("Leave it out.")
        .build();
  }

  Finding alreadyAssigned(SubscribedSku sku) {
    return about(FindingCode.ALREADY_ASSIGNED, Severity.BLOCKING, sku)
        .message(
            sku.skuPartNumber()
                + " is assigned already with other choices; assign(…) never alters those.")
        .cure(
            "Use change(\"%s\") to switch plans, or assign(…).replacingChoices()."
                .formatted(sku.skuPartNumber()))
        .build();
  }

  static Finding nothingInError() {
    return plain(FindingCode.NOTHING_IN_ERROR, Severity.ADVISORY)
        .message("No licence of the user is in error, so there is nothing to reprocess.")
        .cure("Nothing needs to be done.")
        .build();
  }

  Finding notHeld(SubscribedSku sku) {
    return about(FindingCode.NOT_HELD, Severity.ADVISORY, sku)
        .message(sku.skuPartNumber() + " is not held, so there is nothing to do.")
        .cure("To give it, use assign(\"%s\").".formatted(sku.skuPartNumber()))
        .build();
  }

  Finding inherited(SubscribedSku sku, Collection<AssignmentSource> sources) {
    return about(FindingCode.INHERITED, Severity.BLOCKING, sku)
        .sources(sources)
        .message(
            "%s comes only through %s; a call on the user cannot change that."
                .formatted(sku.skuPartNumber(), words.of(sources)))
        .cure(
            "Change the licence of the group, take the user out of it, or assign the SKU directly"
                + " beside it.")
        .build();
  }

  Finding alsoInherited(SubscribedSku sku, Collection<AssignmentSource> sources, String effect) {
    return about(FindingCode.ALSO_INHERITED, Severity.ADVISORY, sku)
        .sources(sources)
        .message(
            "%s is also held through %s; %s."
                .formatted(sku.skuPartNumber(), words.of(sources), effect))
        .cure("Nothing needs to be done if that is intended.")
        .build();
  }

  Finding noEffect(SubscribedSku sku, EffectiveService service) {
    List<AssignmentSource> through =
        service.sources().stream().map(ServiceSource::source).distinct().toList();
    return about(FindingCode.NO_EFFECT, Severity.ADVISORY, sku)
        .servicePlanId(service.servicePlanId())
        .otherSkuId(service.sources().get(0).skuId())
        .otherServicePlanId(service.servicePlanId())
        .sources(through)
        .message(
            "Switching %s off in %s does not take it away: it stays on through %s."
                .formatted(
                    service.servicePlanName(),
                    sku.skuPartNumber(),
                    words.through(service.sources())))
        .cure("Switch it off there too.")
        .build();
  }

  Finding noFreeSeat(SubscribedSku sku) {
    return about(FindingCode.NO_FREE_SEAT, Severity.BLOCKING, sku)
        .message(
            "No seat of %s is left for this subject: %d of %d were free when the tenant was read."
                .formatted(sku.skuPartNumber(), sku.freeSeats(), sku.prepaidUnits().assignable()))
        .cure("Buy or free seats and plan again.")
        .build();
  }

  Finding staleDisabledPlan(SubscribedSku sku, ServicePlanId plan) {
    return about(FindingCode.STALE_DISABLED_PLAN, Severity.ADVISORY, sku)
        .servicePlanId(plan)
        .message(
            "The stored choice %s off is no longer part of %s and is dropped from the call."
                .formatted(names.names().servicePlanName(plan), sku.skuPartNumber()))
        .cure("Nothing needs to be done.")
        .build();
  }

  Finding sourceUnknown(SubscribedSku sku) {
    return about(FindingCode.SOURCE_UNKNOWN, Severity.BLOCKING, sku)
        .message(
            sku.skuPartNumber()
                + " is held, but the tenant does not say through what; it is left alone.")
        .cure("Plan again later; if it stays so, look at the user in the admin centre.")
        .build();
  }

  Finding deviceSku(SubscribedSku sku) {
    return about(FindingCode.DEVICE_SKU, Severity.ADVISORY, sku)
        .message(
            sku.skuPartNumber()
                + " is bought for devices and counted, not assigned; a user gains nothing by it.")
        .cure("Leave it out, or assign a SKU for users.")
        .build();
  }

  Finding withoutCounterpart(
      SubscribedSku sku,
      List<ServicePlan> newPlans,
      SwapMapping.NewPlans fate,
      List<ServicePlan> lost) {
    List<String> parts = new ArrayList<>();
    if (!newPlans.isEmpty()) {
      parts.add(
          "Plans of %s that the old SKU has nothing like will be %s: %s."
              .formatted(
                  sku.skuPartNumber(), fate.name().toLowerCase(Locale.ROOT), named(newPlans)));
    }
    if (!lost.isEmpty()) {
      parts.add("Off before and not in %s: %s.".formatted(sku.skuPartNumber(), named(lost)));
    }
    return about(FindingCode.WITHOUT_COUNTERPART, Severity.ADVISORY, sku)
        .message(String.join(" ", parts))
        .cure("Say newPlans(ON) or newPlans(OFF), and change single plans afterwards.")
        .build();
  }

  private static String named(List<ServicePlan> plans) {
    String first =
        plans.stream().limit(8).map(ServicePlan::servicePlanName).collect(Collectors.joining(", "));
    return plans.size() > 8 ? first + " and " + (plans.size() - 8) + " more" : first;
  }

  Finding changedSince(SubscribedSku sku) {
    return about(FindingCode.CHANGED_SINCE, Severity.BLOCKING, sku)
        .message(sku.skuPartNumber() + " was changed by somebody else since; it is left alone.")
        .cure("Check the user, and change them by a plan of their own.")
        .build();
  }

  Finding cannotUndo(String what) {
    return plain(FindingCode.CANNOT_UNDO, Severity.ADVISORY)
        .message("It cannot be brought back: " + what + ".")
        .cure("Nothing can be done by this library.")
        .build();
  }

  Finding suspended(SubscribedSku sku) {
    return about(FindingCode.SUSPENDED_SKU, Severity.BLOCKING, sku)
        .message(
            "%s is %s; nobody can be given it."
                .formatted(sku.skuPartNumber(), sku.capabilityStatus()))
        .cure("Renew the purchase, or choose another SKU.")
        .build();
  }

  static Finding usageLocationMayBeOverwritten() {
    return plain(FindingCode.USAGE_LOCATION_MAY_BE_OVERWRITTEN, Severity.ADVISORY)
        .message(
            "The user is synced from on premises, and the next sync may overwrite the usage"
                + " location.")
        .cure("Set msExchUsageLocation on premises if it does.")
        .build();
  }

  static Finding protectedUser() {
    return plain(FindingCode.PROTECTED_USER, Severity.BLOCKING)
        .message("The subject is protected by the intent.")
        .cure("Take it out of the selection, or say accepting(PROTECTED_USER, n).")
        .build();
  }

  static Finding tooManyChanges(long people, String guard) {
    return plain(FindingCode.TOO_MANY_CHANGES, Severity.BLOCKING)
        .message("The plan changes %d people, more than %s allows.".formatted(people, guard))
        .cure("Check the selection; raise the guard if so many are meant.")
        .build();
  }

  static Finding manyPeople(long people) {
    return plain(FindingCode.MANY_PEOPLE, Severity.ADVISORY)
        .message("The plan changes " + TextTable.number(people) + " people.")
        .cure("Begin with canary(n), or say maxChanges(n) or maxPercent(p) if so many are meant.")
        .build();
  }

  static Finding canaryTooSmall(int people) {
    return plain(FindingCode.TOO_MANY_CHANGES, Severity.BLOCKING)
        .message(
            "Every subject of the plan is a group that reaches more people than canary(%d) allows; a group is changed as a whole."
                .formatted(people))
        .cure("Change a small group by a plan of its own first, then leave canary(…) out.")
        .build();
  }

  static Finding seatsShort() {
    return plain(FindingCode.SEATS_SHORT, Severity.BLOCKING)
        .message("Seats are short, and the intent wants all served or none.")
        .cure("Buy or free seats and plan again, or leave allOrNothing() out.")
        .build();
  }

  static Finding acceptedCountDiffers(FindingCode code, long expected, long found) {
    return plain(FindingCode.ACCEPTED_COUNT_DIFFERS, Severity.BLOCKING)
        .message(
            "%s was accepted for %d subjects, but %d have it.".formatted(code, expected, found))
        .cure(
            "Look at who they are in the preview, then say accepting(%s, %d)."
                .formatted(code, found))
        .build();
  }

  static Finding userExists() {
    return plain(FindingCode.USER_EXISTS, Severity.BLOCKING)
        .message("A user with this user principal name exists already; nothing is created.")
        .cure("Use user(…) instead of newUser(…), or choose another name.")
        .build();
  }

  static Finding contradiction(Collection<String> verbs) {
    return plain(FindingCode.CONTRADICTION, Severity.BLOCKING)
        .message(
            "Several entries of the intent select this subject, and their verbs contradict each"
                + " other: "
                + String.join("; ", verbs)
                + ".")
        .cure("Say one of them, or narrow a selection of people with except(…).")
        .build();
  }

  static Finding.Builder plain(FindingCode code, Severity severity) {
    Finding.Builder finding = Finding.builder();
    finding.code(code).severity(severity);
    return finding;
  }

  static Finding.Builder about(FindingCode code, Severity severity, SubscribedSku sku) {
    Finding.Builder finding = plain(code, severity);
    finding.skuId(sku.skuId());
    return finding;
  }
}
