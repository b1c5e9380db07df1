package io.github.m365licensing.rules;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.rules.LicensingSemantics.ExclusionRules;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.Objects;
import java.util.Set;

/**
 * A fact: of these service plans one user can have only one. The same plan from two SKUs is fine.
 *
 * @param service what the plans are for, for example {@code Intune}
 * @param plans the plans, ordered by id; unmodifiable
 * @param certainty how sure it is that the service refuses two of them
 * @param rules the readings under which it is judged; empty for a fact that is kept and never
 *     judged
 * @param confidence how well it is known, in a word
 * @param source where it is known from
 */
public record PlanExclusion(
    String service,
    Set<ServicePlanId> plans,
    Violation.Certainty certainty,
    Set<ExclusionRules> rules,
    String confidence,
    String source) {

  public PlanExclusion {
    Objects.requireNonNull(service, "service");
    plans = Ordered.set(plans, "plans");
    Objects.requireNonNull(certainty, "certainty");
    rules = Ordered.set(rules, "rules");
    Objects.requireNonNull(confidence, "confidence");
    Objects.requireNonNull(source, "source");
  }
}
