package io.github.m365licensing.internal.planning;

import static io.github.m365licensing.internal.TextTable.number;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.rules.DataLoss;
import io.github.m365licensing.rules.GuidanceGap;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds findings about a group whose licences change, and about its members, who are counted. */
final class GroupFindings {

  private final FindingTexts texts;
  private final RuleFindings ofRules;
  private final TenantNames names;
  private final long members;

  /**
   * Findings.
   *
   * @param members how many members the group has
   */
  GroupFindings(FindingTexts texts, long members) {
    this.texts = texts;
    this.ofRules = new RuleFindings(texts);
    this.names = texts.names();
    this.members = members;
  }

  static Finding notWritable(LicensedGroup group) {
    return FindingTexts.plain(FindingCode.GROUP_NOT_WRITABLE, Severity.BLOCKING)
        .message(
            group.isUnified()
                ? "It is a Microsoft 365 group that is not security-enabled; the service gives it no"
                    + " licences."
                : "It is no security group; the service gives it no licences.")
        .cure(
            group.isUnified()
                ? "Set securityEnabled on the group, or use a security group."
                : "Use a security group, or membersOf(…) to license its members one by one.")
        .build();
  }

  /** The service is not through with what the group was given before; empty if it is. */
  static Optional<Finding> inProcess(LicensedGroup group) {
    return group
        .licenseProcessingState()
        .filter(state -> !state.equals(ProcessingState.COMPLETE))
        .map(
            state ->
                FindingTexts.plain(FindingCode.GROUP_IN_PROCESS, Severity.ADVISORY)
                    .message(
                        ("The service has not finished the licences of group '%s' yet"
                                + " (licenseProcessingState %s): what was read of its members may"
                                + " change, and seats with it.")
                            .formatted(group.displayName(), state))
                    .cure(
                        state.equals(ProcessingState.FAILED)
                            ? "Look at groupErrors(…), remove the causes, then plan again."
                            : "Wait until it is ProcessingComplete, then plan again.")
                    .build());
  }

  /** What the service refuses at once. */
  Finding of(Violation violation) {
    Finding found = ofRules.of(violation);
    return violation.kind() == Violation.Kind.DEPENDENCY ? throughSameGroup(found) : found;
  }

  /** A plan among the group's own licences that wants another; the service may refuse the call. */
  Finding of(GuidanceGap gap) {
    return throughSameGroup(ofRules.of(gap));
  }

  private static Finding throughSameGroup(Finding found) {
    return Finding.builder()
        .from(found)
        .message(found.message() + " What a plan needs must come through the same group.")
        .build();
  }

  /** What leaves some members in error; the call itself is taken. */
  Finding inError(Violation violation, long count) {
    Finding.Builder finding = ofRules.plans(violation, "the service leaves them in error.");
    Finding found = finding.build();
    return Finding.builder()
        .from(found)
        .severity(Severity.ADVISORY)
        .members(count)
        .message(some(count) + ": " + found.message())
        .cure(found.cure() + " Or take these members out of the group.")
        .build();
  }

  Finding leftOut(long count, int products) {
    return people(FindingCode.MEMBERS_LEFT_OUT, count)
        .message(
            some(count)
                + " would be left in error"
                + (products > 1
                    ? "; of the new licences each of them gets none, also where nothing is wrong."
                    : "."))
        .cure("Remove the causes named beside this, or take these members out of the group.")
        .build();
  }

  Finding noUsageLocation(long count, Optional<UsageLocation> ofTenant) {
    return people(FindingCode.NO_USAGE_LOCATION, count)
        .message(
            some(count)
                + " without usage location: "
                + ofTenant
                    .map(location -> "the service takes the tenant's, " + location + ".")
                    .orElse("and the tenant has none, so the service leaves them in error."))
        .cure("Use membersOf(…) with setUsageLocation(…) where they are elsewhere.")
        .build();
  }

  Finding noFreeSeats(SubscribedSku sku, int needed, int free) {
    Finding.Builder finding = FindingTexts.about(FindingCode.NO_FREE_SEAT, Severity.BLOCKING, sku);
    return finding
        .members(needed - Math.max(0, free))
        .message(
            "%s need a seat of %s and %s left. The service would serve some, in an order that is not documented, and leave the others in error until they are reprocessed."
                .formatted(
                    some(needed),
                    sku.skuPartNumber(),
                    free == 1 ? "1 is" : number(Math.max(0, free)) + " are"))
        .cure("Buy or free seats and plan again, or take members out of the group.")
        .build();
  }

  /** Data at risk: one finding, so that its number of members is a number of people. */
  Finding dataLoss(Map<DataLoss, Long> losses, long people) {
    return FindingTexts.plain(FindingCode.DATA_LOSS, Severity.BLOCKING)
        .servicePlanId(losses.keySet().iterator().next().plan())
        .members(people)
        .message(
            losses.entrySet().stream()
                .map(e -> some(e.getValue()) + ": " + ofRules.describe(e.getKey()))
                .collect(Collectors.joining(" ")))
        .cure(
            "Keep the plan on, or say accepting(DATA_LOSS, %d) if these people are meant."
                .formatted(people))
        .build();
  }

  /** What is gone for members although the plan that held it comes back. */
  Optional<Finding> cannotUndo(DataLoss loss, long count) {
    return ofRules
        .cannotUndo(loss)
        .map(
            found ->
                Finding.builder()
                    .from(found)
                    .members(count)
                    .message(some(count) + ": " + found.message())
                    .build());
  }

  Finding lastIntunePlan(DataLoss loss, long people) {
    return people(FindingCode.LAST_INTUNE_PLAN, people)
        .servicePlanId(loss.plan())
        .message(some(people) + ": " + ofRules.describe(loss))
        .cure("Retire their devices first if there are any.")
        .build();
  }

  /** A plan that goes off in the group and stays on for members through something else. */
  Finding noEffect(
      SubscribedSku sku, ServicePlanId plan, Collection<ServiceSource> through, long count) {
    Finding.Builder finding = people(FindingCode.NO_EFFECT, count);
    finding.skuId(sku.skuId()).servicePlanId(plan).otherServicePlanId(plan);
    through.stream().limit(1).forEach(source -> finding.otherSkuId(source.skuId()));
    return finding
        .addAllSources(through.stream().map(ServiceSource::source).distinct().toList())
        .message(
            "%s keep %s although it goes off in %s: it stays on through %s."
                .formatted(
                    some(count),
                    names.names().servicePlanName(plan),
                    sku.skuPartNumber(),
                    texts.words().through(through.stream().limit(5).toList())))
        .cure("Switch it off there too.")
        .build();
  }

  Finding companion(GuidanceGap gap, long count) {
    Finding found = ofRules.of(gap);
    return Finding.builder()
        .from(found)
        .members(count)
        .message(some(count) + ": " + found.message())
        .build();
  }

  Finding nestedGroups(int nested) {
    return FindingTexts.plain(FindingCode.NESTED_GROUPS, Severity.ADVISORY)
        .message(
            "%d members are groups themselves; the members of those get nothing.".formatted(nested))
        .cure("License those groups too if their members are meant.")
        .build();
  }

  Finding protectedMembers(long count) {
    return FindingTexts.plain(FindingCode.PROTECTED_USER, Severity.BLOCKING)
        .members(count)
        .message(some(count) + " are protected by the intent, and the change reaches them.")
        .cure("Take them out of the group, or say accepting(PROTECTED_USER, %d).".formatted(count))
        .build();
  }

  private static Finding.Builder people(FindingCode code, long count) {
    return FindingTexts.plain(code, Severity.ADVISORY).members(count);
  }

  private String some(long count) {
    return count == members && count > 1
        ? "All " + number(count) + " members"
        : "%s of %s members".formatted(number(count), number(members));
  }
}
