package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.UsageLocation;
import java.util.List;
import java.util.Optional;

/** Sets the usage location. */
record LocateVerb(UsageLocation usageLocation) implements ResolvedVerb.ForAll {

  @Override
  public List<Decision> decisions() {
    return List.of(Decision.ofUsageLocation(usageLocation));
  }

  @Override
  public void apply(SubjectDraft draft) {
    draft.locate(Optional.of(usageLocation));
  }
}
