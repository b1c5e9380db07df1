package io.github.m365licensing.internal.planning;

import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Switches plans of a direct assignment that is there. */
record ChangeVerb(
    SubscribedSku sku, Verb.Change.Mode mode, Set<ServicePlanId> on, Set<ServicePlanId> off)
    implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of(
        mode == Verb.Change.Mode.MERGE
            ? Decision.ofPlans(sku.skuId(), on, off)
            : Decision.ofSku(sku.skuId(), List.of(mode, on)));
  }

  @Override
  public void apply(SubjectDraft draft) {
    Set<ServicePlanId> named = new LinkedHashSet<>(on);
    named.addAll(off);
    if (!draft.canName(sku, named) || draft.isSourceUnknown(sku) || !draft.isDirect(sku)) {
      return;
    }
    Set<ServicePlanId> there = draft.direct().of(sku.skuId()).orElseThrow();
    Set<ServicePlanId> wanted = new TreeSet<>();
    switch (mode) {
      case ALL -> {}
      case ONLY -> wanted.addAll(SubjectDraft.allBut(sku, on));
      case MERGE -> {
        wanted.addAll(there);
        wanted.removeAll(on);
        wanted.addAll(off);
      }
    }
    if (!DirectLicenses.isSame(sku, wanted, there)) {
      draft.direct().set(sku, wanted);
    }
  }
}
