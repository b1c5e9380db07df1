package io.github.m365licensing.internal.planning;

import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gives exactly these direct licences and takes all others. */
record ReplaceAllVerb(List<AssignVerb> assigns, boolean includesFree)
    implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of(Decision.ofEverySku(this));
  }

  @Override
  public boolean contradictsItself() {
    return assigns.stream()
        .anyMatch(one -> assigns.stream().anyMatch(other -> Decision.contradict(one, other)));
  }

  @Override
  public void apply(SubjectDraft draft) {
    Set<SkuId> wanted = new TreeSet<>();
    for (AssignVerb assign : assigns) {
      wanted.add(assign.sku().skuId());
      assign.apply(draft, true);
    }
    for (SkuId skuId : draft.direct().observed().keySet()) {
      if (!wanted.contains(skuId) && !isKept(draft.rules().facts().traits(skuId))) {
        draft.names().skus().find(skuId).ifPresent(draft::take);
      }
    }
  }

  private boolean isKept(Set<SkuTrait> traits) {
    return traits.contains(SkuTrait.DEPARTMENT)
        || (!includesFree
            && (traits.contains(SkuTrait.FREE)
                || traits.contains(SkuTrait.VIRAL)
                || traits.contains(SkuTrait.RESOURCE_ACCOUNT)));
  }
}
