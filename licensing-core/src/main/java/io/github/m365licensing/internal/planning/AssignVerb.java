package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.LicenseOptions.PlanChoice;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Set;

/** Adds a direct assignment. */
record AssignVerb(
    SubscribedSku sku, PlanChoice choice, Set<ServicePlanId> plans, boolean replacesChoices)
    implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of(Decision.ofSku(sku.skuId(), List.of(choice, plans)));
  }

  @Override
  public void apply(SubjectDraft draft) {
    apply(draft, replacesChoices);
  }

  void apply(SubjectDraft draft, boolean replacing) {
    if (draft.canName(sku, plans) && !draft.isSourceUnknown(sku)) {
      Set<ServicePlanId> off =
          switch (choice) {
            case ALL -> Set.of();
            case DISABLE -> plans;
            case ONLY -> SubjectDraft.allBut(sku, plans);
          };
      draft.give(sku, off, replacing);
    }
  }
}
