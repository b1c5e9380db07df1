package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Builds findings about users who join or leave a group: what was found, why it matters, what to
 * do.
 */
final class MoveFindings {

  private final TenantNames names;

  MoveFindings(TenantNames names) {
    this.names = names;
  }

  /** Why no caller can make users members of this group to license them; empty if one can. */
  static Optional<Finding> membersNotWritable(LicensedGroup group) {
    List<String> why = new ArrayList<>();
    if (group.isDynamic()) {
      why.add("its members come from a rule");
    }
    if (group.onPremisesSyncEnabled()) {
      why.add("it is synced from on premises");
    }
    if (group.mailEnabled() && !group.isUnified()) {
      why.add(
          group.securityEnabled()
              ? "it is a mail-enabled security group"
              : "it is a distribution group");
    } else if (!group.securityEnabled()) {
      why.add("it is not security-enabled, so it cannot carry licences");
    }
    if (group.isAssignableToRole()) {
      why.add("it gives directory roles to its members");
    }
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(
            plain(FindingCode.GROUP_NOT_WRITABLE, Severity.BLOCKING)
                .message(
                    "No member is added to group '%s' or taken out: %s."
                        .formatted(group.displayName(), String.join("; ", why)))
                .cure("Use a security group with assigned members that gives no roles.")
                .build());
  }

  static Finding notLicensed(LicensedGroup group) {
    return plain(FindingCode.GROUP_NOT_LICENSED, Severity.BLOCKING)
        .message("Group '%s' carries no licence.".formatted(group.displayName()))
        .cure("Give the group its licences first, then plan again.")
        .build();
  }

  Finding nothingToMove(LicensedGroup group) {
    String carried =
        group.assignedLicenses().stream()
            .map(license -> names.names().skuPartNumber(license.skuId()))
            .sorted()
            .collect(Collectors.joining(", "));
    return plain(FindingCode.NOTHING_TO_MOVE, Severity.ADVISORY)
        .message(
            "The user has no direct licence that group '%s' carries (%s)."
                .formatted(group.displayName(), carried))
        .cure("Nothing needs to be done.")
        .build();
  }

  static Finding changesToo(String groupName) {
    return plain(FindingCode.CONTRADICTION, Severity.BLOCKING)
        .message(
            "The plan changes the licences of group '%s' too, and users are moved to what a group gave when it was read."
                .formatted(groupName))
        .cure("Change the group by a plan of its own first, then move.")
        .build();
  }

  static Finding nestedMember(LicensedGroup group) {
    return plain(FindingCode.NESTED_MEMBER, Severity.BLOCKING)
        .message(
            "The user is a member of '%s' only through a group inside it; licences reach direct"
                    .formatted(group.displayName())
                + " members only.")
        .cure(
            "Move the user to a group that it is a direct member of, or say accepting(NESTED_MEMBER,"
                + " n): it becomes a direct member besides.")
        .build();
  }

  Finding inError(LicensedGroup group, LicenseAssignmentState path) {
    return plain(FindingCode.INHERITED_IN_ERROR, Severity.BLOCKING)
        .skuId(path.skuId())
        .sources(List.of(path.source()))
        .message(
            "%s through group '%s' is in error for this user: %s."
                .formatted(
                    names.names().skuPartNumber(path.skuId()),
                    group.displayName(),
                    path.error().map(Object::toString).orElse(path.state().toString())))
        .cure("Remove the cause, have the user's licences reprocessed, then plan again.")
        .build();
  }

  Finding noLocation(LicensedGroup group) {
    return plain(FindingCode.NO_USAGE_LOCATION, Severity.BLOCKING)
        .message(
            "Neither the user nor the tenant has a usage location, so that the licences of group"
                + " '%s' cannot be given.".formatted(group.displayName()))
        .cure("Set the usage location first.")
        .build();
  }

  Finding losesPlan(LicensedGroup group, Collection<SkuId> moved, EffectiveService service) {
    SkuId sku =
        service.sources().stream()
            .map(source -> source.skuId())
            .filter(moved::contains)
            .findFirst()
            .orElseGet(() -> service.sources().get(0).skuId());
    return plain(FindingCode.LOSES_PLAN, Severity.BLOCKING)
        .skuId(sku)
        .servicePlanId(service.servicePlanId())
        .sources(List.of(AssignmentSource.inheritedFrom(group.id())))
        .message(
            "The user would lose %s: it is on in the direct %s and off in the one of group '%s'."
                .formatted(
                    service.servicePlanName(),
                    names.names().skuPartNumber(sku),
                    group.displayName()))
        .cure(
            "Switch the plan on in the group, or off for the user first, or say accepting(LOSES_PLAN,"
                + " n).")
        .build();
  }

  private static Finding.Builder plain(FindingCode code, Severity severity) {
    Finding.Builder finding = Finding.builder();
    finding.code(code).severity(severity);
    return finding;
  }
}
