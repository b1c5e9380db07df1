package io.github.m365licensing.rules;

import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A fact: these service plans give the same service in different measure, for example {@code
 * EXCHANGE_S_STANDARD} and {@code EXCHANGE_S_ENTERPRISE}. A swap carries a choice for one to
 * another; losing the last one may lose data.
 *
 * @param name what the plans give
 * @param levels the plans, the least first; unmodifiable
 * @param losses what is at risk: {@link DataLoss.Kind#MAILBOX_REDUCED} for a lower level, any other
 *     kind for no plan at all; unmodifiable
 * @param noLossOf the plans of the levels whose end puts nothing at risk all the same; ordered by
 *     id; unmodifiable
 * @param source where it is known from
 */
public record Capability(
    String name,
    List<Set<ServicePlanId>> levels,
    Set<DataLoss.Kind> losses,
    Set<ServicePlanId> noLossOf,
    String source) {

  public Capability {
    Objects.requireNonNull(name, "name");
    levels = levels.stream().map(level -> ordered(level)).toList();
    losses = Ordered.set(losses, "losses");
    noLossOf = Ordered.set(noLossOf, "noLossOf");
    Objects.requireNonNull(source, "source");
  }

  private static Set<ServicePlanId> ordered(Set<ServicePlanId> level) {
    return Ordered.set(level, "levels");
  }

  /** The highest level of which a plan is on; −1 if there is none. */
  int highest(EffectiveServices services) {
    for (int i = levels.size() - 1; i >= 0; i--) {
      if (levels.get(i).stream().anyMatch(services::isOn)) {
        return i;
      }
    }
    return -1;
  }

  /** The first plan of this level that is on. */
  ServicePlanId onAt(EffectiveServices services, int level) {
    return levels.get(level).stream().filter(services::isOn).findFirst().orElseThrow();
  }
}
