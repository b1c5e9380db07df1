package io.github.m365licensing.internal.planning;

import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;

/** Takes the direct assignment of a SKU. */
record RemoveVerb(SubscribedSku sku) implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of(Decision.ofSku(sku.skuId(), "remove"));
  }

  @Override
  public void apply(SubjectDraft draft) {
    if (!draft.isSourceUnknown(sku) && draft.isDirect(sku)) {
      draft.take(sku);
    }
  }
}
