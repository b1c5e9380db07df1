package io.github.m365licensing.internal.planning;

import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Set;

/** Replaces one SKU by another in one call. */
record SwapVerb(SubscribedSku from, SubscribedSku to, SwapMapping.NewPlans newPlans)
    implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of(
        Decision.ofSku(from.skuId(), List.of("from", this)),
        Decision.ofSku(to.skuId(), List.of("to", this)));
  }

  @Override
  public void apply(SubjectDraft draft) {
    if (draft.isSourceUnknown(from) || draft.isSourceUnknown(to) || !draft.isDirect(from)) {
      return;
    }
    Set<ServicePlanId> there = draft.direct().of(from.skuId()).orElseThrow();
    SwapMapping mapping = SwapMapping.of(from, to, draft.rules().facts());
    draft.give(to, mapping.carry(there, newPlans), false);
    draft.take(from);
    List<ServicePlan> lost = mapping.notCarried(there);
    if (!mapping.newPlans().isEmpty() || !lost.isEmpty()) {
      draft.add(draft.texts().withoutCounterpart(to, mapping.newPlans(), newPlans, lost));
    }
  }
}
