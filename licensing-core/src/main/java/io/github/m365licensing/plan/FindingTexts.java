package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds findings: what was found, why it matters, what to do. Texts never name users. */
final class FindingTexts {

  private final TenantNames names;
  private final Map<GroupId, String> groupNames;

  FindingTexts(TenantNames names, Map<GroupId, String> groupNames) {
    this.names = names;
    this.groupNames = groupNames;
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
                .formatted(sku.skuPartNumber(), in(sources)))
        .cure(
            "Change the licence of the group, take the user out of it, or assign the SKU directly"
                + " beside it.")
        .build();
  }

  Finding alsoInherited(SubscribedSku sku, Collection<AssignmentSource> sources, String effect) {
    return about(FindingCode.ALSO_INHERITED, Severity.ADVISORY, sku)
        .sources(sources)
        .message(
            "%s is also held through %s; %s.".formatted(sku.skuPartNumber(), in(sources), effect))
        .cure("Nothing needs to be done if that is intended.")
        .build();
  }

  Finding noEffect(
      SubscribedSku sku, ServicePlanId plan, SubscribedSku keeper, List<AssignmentSource> through) {
    return about(FindingCode.NO_EFFECT, Severity.ADVISORY, sku)
        .servicePlanId(plan)
        .otherSkuId(keeper.skuId())
        .otherServicePlanId(plan)
        .sources(through)
        .message(
            "Switching %s off in %s does not take it away: it stays on through %s (%s)."
                .formatted(
                    names.names().servicePlanName(plan),
                    sku.skuPartNumber(),
                    keeper.skuPartNumber(),
                    in(through)))
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
        .cure("Narrow one of the selections with except(…).")
        .build();
  }

  static Finding emptySelection(String selection) {
    return plain(FindingCode.EMPTY_SELECTION, Severity.ADVISORY)
        .message("Nobody is selected by: " + selection + ".")
        .cure("Check the selection if somebody was expected.")
        .build();
  }

  static Finding nestedGroups(LicensedGroup group, int nested) {
    return plain(FindingCode.NESTED_GROUPS, Severity.ADVISORY)
        .message(
            "%d members of group '%s' are groups themselves; their members are not selected."
                .formatted(nested, group.displayName()))
        .cure("Select the members of those groups too if they are meant.")
        .build();
  }

  static Finding groupNamesUnreadable() {
    return plain(FindingCode.GROUP_NAMES_UNREADABLE, Severity.ADVISORY)
        .message("The caller may not read groups, so groups are shown by their ids.")
        .cure("Grant GroupMember.Read.All to see names; the plan is the same without.")
        .build();
  }

  private static Finding.Builder plain(FindingCode code, Severity severity) {
    Finding.Builder finding = Finding.builder();
    finding.code(code).severity(severity);
    return finding;
  }

  private static Finding.Builder about(FindingCode code, Severity severity, SubscribedSku sku) {
    Finding.Builder finding = plain(code, severity);
    finding.skuId(sku.skuId());
    return finding;
  }

  private String in(Collection<AssignmentSource> sources) {
    return sources.stream().map(this::in).collect(Collectors.joining(" and "));
  }

  private String in(AssignmentSource source) {
    if (source instanceof AssignmentSource.InheritedFromGroup inherited) {
      String name = groupNames.get(inherited.group());
      return name == null ? "group " + inherited.group() : "group '" + name + "'";
    }
    return "the direct assignment";
  }
}
