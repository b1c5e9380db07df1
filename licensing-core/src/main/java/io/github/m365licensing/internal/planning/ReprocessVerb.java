package io.github.m365licensing.internal.planning;

import java.util.List;

/** Has licences in error processed again. It comes last and goes with every other verb. */
record ReprocessVerb() implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of();
  }

  @Override
  public void apply(SubjectDraft draft) {
    if (draft.before().licenses().inError().isEmpty()) {
      draft.add(FindingTexts.nothingInError());
    } else {
      draft.reprocess();
    }
  }
}
