package io.github.m365licensing.plan;

import io.github.m365licensing.plan.Wish.ResolvedVerb;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The verbs of an intent with their names looked up, joined per set of entries. */
final class WishBook {

  private final List<LicenseIntent.Entry> entries;
  private final List<List<ResolvedVerb>> resolved = new ArrayList<>();
  private final IdentityHashMap<List<Integer>, Wish> wishes = new IdentityHashMap<>();
  private final IdentityHashMap<List<Integer>, Wish> taken = new IdentityHashMap<>();
  private final TenantNames names;

  WishBook(List<LicenseIntent.Entry> entries, TenantNames names) {
    this.entries = entries;
    this.names = names;
    for (LicenseIntent.Entry entry : entries) {
      List<ResolvedVerb> verbs = entry.verbs().stream().map(this::resolve).toList();
      findConflict(verbs)
          .ifPresent(
              pair -> {
                throw IntentChecks.contradiction(
                    entry.verbs().get(pair[0]).toString(), entry.verbs().get(pair[1]).toString());
              });
      resolved.add(verbs);
    }
  }

  /**
   * What is wished for a subject that these entries select; the same instance for the same list.
   *
   * @param isTaken whether the subject is a user to be created whose name is taken
   */
  Wish of(List<Integer> selectedBy, boolean isTaken) {
    return (isTaken ? taken : wishes).computeIfAbsent(selectedBy, key -> join(key, isTaken));
  }

  private Wish join(List<Integer> selectedBy, boolean isTaken) {
    Set<ResolvedVerb> verbs = new LinkedHashSet<>();
    Set<String> reasons = new LinkedHashSet<>();
    for (int entry : new TreeSet<>(selectedBy)) {
      verbs.addAll(resolved.get(entry));
      reasons.addAll(words(entries.get(entry)));
    }
    List<Finding> findings = new ArrayList<>();
    if (isTaken) {
      findings.add(FindingTexts.userExists());
    }
    List<ResolvedVerb> all = List.copyOf(verbs);
    if (findConflict(all).isPresent()) {
      findings.add(FindingTexts.contradiction(reasons));
    }
    return new Wish(all, List.copyOf(reasons), findings);
  }

  private static List<String> words(LicenseIntent.Entry entry) {
    return entry.verbs().stream().map(Verb::toString).toList();
  }

  /** The positions of two verbs that contradict each other. */
  private static Optional<int[]> findConflict(List<ResolvedVerb> verbs) {
    for (int i = 0; i < verbs.size(); i++) {
      for (int j = i + 1; j < verbs.size(); j++) {
        if (Claim.contradict(Claim.of(verbs.get(i)), Claim.of(verbs.get(j)))) {
          return Optional.of(new int[] {i, j});
        }
      }
    }
    return Optional.empty();
  }

  private ResolvedVerb resolve(Verb verb) {
    if (verb instanceof Verb.Assign assign) {
      return resolve(assign);
    }
    if (verb instanceof Verb.Swap swap) {
      return new ResolvedVerb.Swap(names.sku(swap.from()), names.sku(swap.to()), swap.newPlans());
    }
    if (verb instanceof Verb.ReplaceAll replace) {
      return new ResolvedVerb.ReplaceAll(
          replace.assigns().stream().map(this::resolve).toList(), replace.includesFree());
    }
    if (verb instanceof Verb.Change change) {
      SubscribedSku sku = names.sku(change.sku());
      return new ResolvedVerb.Change(
          sku, change.mode(), plans(sku, change.on()), plans(sku, change.off()));
    }
    if (verb instanceof Verb.Remove remove) {
      return new ResolvedVerb.Remove(names.sku(remove.sku()));
    }
    if (verb instanceof Verb.Restore restore) {
      return new ResolvedVerb.Restore(restore);
    }
    if (verb instanceof Verb.SetUsageLocation set) {
      return new ResolvedVerb.Locate(set.usageLocation());
    }
    if (verb instanceof Verb.Reprocess) {
      return ResolvedVerb.Reprocess.INSTANCE;
    }
    throw new IllegalStateException("Every verb is one of those above: " + verb);
  }

  private ResolvedVerb.Assign resolve(Verb.Assign assign) {
    SubscribedSku sku = names.sku(assign.options().sku());
    return new ResolvedVerb.Assign(
        sku,
        assign.options().choice(),
        plans(sku, assign.options().plans()),
        assign.replacesChoices());
  }

  private Set<ServicePlanId> plans(SubscribedSku sku, Collection<String> given) {
    Set<ServicePlanId> plans = new TreeSet<>();
    given.forEach(plan -> plans.add(names.plan(sku, plan)));
    return plans;
  }
}
