package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.rules.DataLoss;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.GuidanceGap;
import io.github.m365licensing.rules.PlanDependency;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of the services of people whose licences are like this and become like that, whether
 * by a call about them or through a group.
 */
final class Consequences {

  private final RuleBook rules;
  private final LicenseState before;
  private final LicenseState after;
  private final EffectiveServices was;
  private final EffectiveServices is;
  private final List<DataLoss> losses;

  /**
   * Works them out.
   *
   * @param before just before, with the country as it is then
   * @param paths the licences afterwards
   */
  Consequences(RuleBook rules, LicenseState before, LicensePaths paths) {
    this.rules = rules;
    this.before = before;
    this.after = before.withLicenses(before.licenses().withPaths(paths.all()));
    this.was = rules.effectiveServices(before.licenses());
    this.is = rules.effectiveServices(paths);
    this.losses = DataLoss.between(was, is, rules.facts());
  }

  LicenseState before() {
    return before;
  }

  /** What should be read afterwards. */
  LicenseState after() {
    return after;
  }

  EffectiveServices.Difference difference() {
    return was.differenceTo(is);
  }

  /** What people lose that does not come back with the plan. */
  List<DataLoss> losses() {
    return losses;
  }

  /** What was lost before, if this brings services back. */
  List<DataLoss> lostBefore() {
    return DataLoss.between(is, was, rules.facts());
  }

  /** The service of a plan if it is on afterwards. */
  Optional<EffectiveService> findOn(ServicePlanId plan) {
    return is.find(plan).filter(EffectiveService::isOn);
  }

  /** Plans left on without a plan that they want, which was not so before. */
  List<GuidanceGap> newGaps() {
    Set<PlanDependency> known =
        gaps(before).stream().map(GuidanceGap::fact).collect(Collectors.toSet());
    return gaps(after).stream().filter(gap -> !known.contains(gap.fact())).toList();
  }

  private List<GuidanceGap> gaps(LicenseState state) {
    return rules.guidanceGaps(state, rules.tenantSkus()::freeSeats);
  }
}
