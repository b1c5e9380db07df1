package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.names.SourceWords;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;
import io.github.m365licensing.rules.DataLoss;
import io.github.m365licensing.rules.GuidanceGap;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.PlanDependency;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds findings of what the rule book says: refusals, data at risk, missing companions. */
final class RuleFindings {

  /** In these states the service gives a SKU to nobody. */
  private static final Set<CapabilityStatus> NOT_GIVEN =
      Set.of(CapabilityStatus.SUSPENDED, CapabilityStatus.LOCKED_OUT, CapabilityStatus.DELETED);

  private final FindingTexts texts;
  private final TenantNames names;
  private final SourceWords words;

  RuleFindings(FindingTexts texts) {
    this.texts = texts;
    this.names = texts.names();
    this.words = texts.words();
  }

  /** What the service would refuse. */
  Finding of(Violation violation) {
    SubscribedSku sku = names.owned(violation.skuId());
    return switch (violation.kind()) {
      case USAGE_LOCATION_MISSING -> texts.noUsageLocation(sku);
      case NO_SEAT -> texts.noFreeSeat(sku);
      case COMPANY_SKU ->
          FindingTexts.about(FindingCode.SKU_NOT_FOR_USERS, Severity.BLOCKING, sku)
              .message(sku.skuPartNumber() + " is for the whole tenant, not for users.")
              .cure("Leave it out.")
              .build();
      case DEVICE_SKU -> texts.deviceSku(sku);
      case DEPARTMENT_SKU ->
          FindingTexts.about(FindingCode.DEPARTMENT_SKU, Severity.BLOCKING, sku)
              .message(
                  sku.skuPartNumber()
                      + " was bought by people themselves; the service takes no assignments of it.")
              .cure("Leave it out, or manage it in the admin centre.")
              .build();
      case MUTUALLY_EXCLUSIVE, DEPENDENCY ->
          plans(
                  violation,
                  violation.certainty() == Violation.Certainty.CERTAIN
                      ? "the service refuses that."
                      : "the service may refuse that.")
              .build();
      case SKU_NOT_OWNED, FOREIGN_DISABLED_PLAN, NOT_HELD, INHERITED ->
          throw new IllegalStateException(
              "Planning never makes a call with " + violation.kind() + " for SKU " + sku.skuId());
    };
  }

  /** What there is to say about SKUs that a call gives, beside what the service would refuse. */
  List<Finding> ofGiven(LicenseFacts facts, LicenseState before, List<AssignedLicense> add) {
    List<Finding> findings = new ArrayList<>();
    for (AssignedLicense license : add) {
      SubscribedSku sku = names.owned(license.skuId());
      if (facts.is(sku.skuId(), SkuTrait.DEVICE_ONLY)) {
        findings.add(texts.deviceSku(sku));
      }
      if (!before.holds(sku.skuId()) && NOT_GIVEN.contains(sku.capabilityStatus())) {
        findings.add(texts.suspended(sku));
      }
    }
    return findings;
  }

  /** Plans in each other's way; the text ends in what the service does about it. */
  Finding.Builder plans(Violation violation, String consequence) {
    SubscribedSku sku = names.owned(violation.skuId());
    ServicePlanId plan = violation.servicePlanId().orElseThrow();
    boolean excluded = violation.kind() == Violation.Kind.MUTUALLY_EXCLUSIVE;
    String others =
        violation.otherPlans().stream()
            .map(names.names()::servicePlanName)
            .collect(Collectors.joining(" or "));
    String name = names.names().servicePlanName(plan);
    Finding.Builder finding =
        FindingTexts.about(
            excluded ? FindingCode.MUTUALLY_EXCLUSIVE : FindingCode.MISSING_PREREQUISITE,
            violation.certainty() == Violation.Certainty.CERTAIN
                ? Severity.BLOCKING
                : Severity.ADVISORY,
            sku);
    finding.servicePlanId(plan).otherServicePlanId(violation.otherPlans().get(0));
    finding.addAllSources(
        violation.otherSources().stream().map(ServiceSource::source).distinct().toList());
    violation.otherSources().stream().limit(1).forEach(s -> finding.otherSkuId(s.skuId()));
    if (excluded) {
      finding
          .message(
              "%s through %s cannot stand beside %s through %s; %s"
                  .formatted(
                      name,
                      words.through(violation.sources()),
                      others,
                      words.through(violation.otherSources()),
                      consequence))
          .cure("Leave one of the two plans off.");
    } else {
      finding
          .message(
              "%s through %s needs %s, which would be off; %s"
                  .formatted(name, words.through(violation.sources()), others, consequence))
          .cure("Leave %s off too, or keep %s on.".formatted(name, others));
    }
    return finding;
  }

  Finding of(DataLoss loss) {
    boolean devices = loss.kind() == DataLoss.Kind.DEVICE_MANAGEMENT;
    return FindingTexts.plain(
            devices ? FindingCode.LAST_INTUNE_PLAN : FindingCode.DATA_LOSS,
            devices ? Severity.ADVISORY : Severity.BLOCKING)
        .servicePlanId(loss.plan())
        .message(describe(loss))
        .cure(
            devices
                ? "Retire the devices first if there are any."
                : "Keep the plan on, or say accepting(DATA_LOSS, n) with the number of people.")
        .build();
  }

  /** What is at risk, in words. */
  String describe(DataLoss loss) {
    String plan = names.names().servicePlanName(loss.plan());
    return switch (loss.kind()) {
      case MAILBOX -> plan + " is the last Exchange plan; the mailbox is kept for 30 days only.";
      case MAILBOX_REDUCED ->
          plan + " is replaced by less; archive, hold and mailbox size are at risk.";
      case FILES ->
          plan
              + " is the last plan for files; OneDrive becomes read-only at day 60 and is"
              + " archived or deleted at day 93.";
      case PHONE_NUMBER -> plan + " goes; a phone number is taken away with it.";
      case DEVICE_MANAGEMENT ->
          plan
              + " is the last Intune plan; devices that the user enrolled are managed no"
              + " more.";
    };
  }

  /** What is gone although the plan that held it comes back; devices are not. */
  Optional<Finding> cannotUndo(DataLoss loss) {
    return switch (loss.kind()) {
      case MAILBOX ->
          Optional.of(texts.cannotUndo("a mailbox that had no Exchange plan for 30 days"));
      case MAILBOX_REDUCED ->
          Optional.of(
              texts.cannotUndo("what archive and hold did not keep while the plan was less"));
      case FILES ->
          Optional.of(texts.cannotUndo("files of a OneDrive that had no plan for 93 days"));
      case PHONE_NUMBER ->
          Optional.of(texts.cannotUndo("the phone number, which has to be assigned again"));
      case DEVICE_MANAGEMENT -> Optional.empty();
    };
  }

  /** A plan without the plan that it wants; the ways out come from the rules. */
  Finding of(GuidanceGap gap) {
    String plan = names.names().servicePlanName(gap.fact().plan());
    String wanted =
        gap.fact().requiresAnyOf().stream()
            .map(names.names()::servicePlanName)
            .collect(Collectors.joining(" or "));
    String fixes =
        gap.fixes().stream().limit(3).map(this::words).collect(Collectors.joining("; or "));
    boolean guidance = gap.fact().strength() == PlanDependency.Strength.GUIDANCE;
    return FindingTexts.plain(
            guidance ? FindingCode.MISSING_COMPANION : FindingCode.MISSING_PREREQUISITE,
            Severity.ADVISORY)
        .servicePlanId(gap.fact().plan())
        .otherServicePlanId(gap.fact().requiresAnyOf().get(0))
        .sources(gap.sources().stream().map(ServiceSource::source).distinct().toList())
        .message(
            "%s is on without %s%s"
                .formatted(
                    plan,
                    wanted,
                    guidance
                        ? ", so it does not give what it is for."
                        : "; the service may refuse that."))
        .cure(fixes.isEmpty() ? "Buy a SKU that holds " + wanted + "." : "Add " + fixes + ".")
        .build();
  }

  private String words(GuidanceGap.Fix fix) {
    String sku = names.names().skuPartNumber(fix.skuId());
    String plan = names.names().servicePlanName(fix.plan());
    return switch (fix.kind()) {
      case ENABLE_ON_USER -> "change(\"%s\").enable(\"%s\")".formatted(sku, plan);
      case ENABLE_ON_GROUP -> "change(\"%s\").enable(\"%s\") on the group".formatted(sku, plan);
      case ASSIGN -> "assign(\"%s\"), which holds %s".formatted(sku, plan);
    };
  }
}
