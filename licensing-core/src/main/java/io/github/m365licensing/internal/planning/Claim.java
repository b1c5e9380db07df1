package io.github.m365licensing.internal.planning;

import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.internal.planning.Wish.ResolvedVerb;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a verb lays claim to. Two verbs contradict each other if they claim the same and do not say
 * the same; plans switched one by one go together as long as none is to be on and off.
 *
 * @param what a SKU, by name or id, or the usage location
 * @param how the verb with all that it says
 * @param on plans to switch on one by one
 * @param off plans to switch off one by one
 */
public record Claim(Object what, Object how, Set<?> on, Set<?> off) {

  private enum Location {
    CLAIMED
  }

  private enum All {
    SKUS
  }

  public static List<Claim> of(Verb verb) {
    if (verb instanceof Verb.Change change) {
      return List.of(
          change.mode() == Verb.Change.Mode.MERGE
              ? new Claim(key(change.sku()), "", keys(change.on()), keys(change.off()))
              : plain(key(change.sku()), List.of(change.mode(), keys(change.on()))));
    }
    if (verb instanceof Verb.Assign assign) {
      return List.of(plain(key(assign.options().sku()), assign));
    }
    if (verb instanceof Verb.Remove remove) {
      return List.of(plain(key(remove.sku()), "remove"));
    }
    if (verb instanceof Verb.Swap swap) {
      return List.of(plain(key(swap.from()), swap), plain(key(swap.to()), swap));
    }
    if (verb instanceof Verb.MoveToGroup || verb instanceof Verb.RestoreFrom) {
      return List.of(plain(All.SKUS, verb), plain(Location.CLAIMED, verb));
    }
    if (verb instanceof Verb.LeaveGroup) {
      return List.of(); // Goes with what is restored.
    }
    if (verb instanceof Verb.Reprocess) {
      return List.of(); // Goes with everything: it comes last.
    }
    return List.of(
        plain(verb instanceof Verb.SetUsageLocation ? Location.CLAIMED : All.SKUS, verb));
  }

  public static List<Claim> of(ResolvedVerb verb) {
    if (verb instanceof ResolvedVerb.Change change) {
      return List.of(
          change.mode() == Verb.Change.Mode.MERGE
              ? new Claim(change.sku().skuId(), "", change.on(), change.off())
              : plain(change.sku().skuId(), List.of(change.mode(), change.on())));
    }
    if (verb instanceof ResolvedVerb.Assign assign) {
      return List.of(
          plain(
              assign.sku().skuId(),
              List.of(assign.choice(), Set.<ServicePlanId>copyOf(assign.plans()))));
    }
    if (verb instanceof ResolvedVerb.Remove remove) {
      return List.of(plain(remove.sku().skuId(), "remove"));
    }
    if (verb instanceof ResolvedVerb.Swap swap) {
      return List.of(plain(swap.from().skuId(), swap), plain(swap.to().skuId(), swap));
    }
    if (verb instanceof ResolvedVerb.Move move) {
      return List.of(plain(All.SKUS, move.roster()), plain(Location.CLAIMED, move.roster()));
    }
    if (verb instanceof ResolvedVerb.RestoreFrom restore) {
      return List.of(
          plain(All.SKUS, restore.snapshot()), plain(Location.CLAIMED, restore.snapshot()));
    }
    if (verb instanceof ResolvedVerb.Leave || verb instanceof ResolvedVerb.Reprocess) {
      return List.of();
    }
    return List.of(plain(verb instanceof ResolvedVerb.Locate ? Location.CLAIMED : All.SKUS, verb));
  }

  /** Whether a claim of one verb contradicts a claim of another. */
  public static boolean contradict(List<Claim> ofOne, List<Claim> ofOther) {
    return ofOne.stream().anyMatch(one -> ofOther.stream().anyMatch(one::contradicts));
  }

  private boolean contradicts(Claim other) {
    boolean all = what == All.SKUS || other.what == All.SKUS;
    boolean location = what == Location.CLAIMED || other.what == Location.CLAIMED;
    if (!what.equals(other.what) && (!all || location)) {
      return false;
    }
    if (!how.equals(other.how)) {
      return true;
    }
    return !Collections.disjoint(on, other.off) || !Collections.disjoint(off, other.on);
  }

  private static Claim plain(Object what, Object how) {
    return new Claim(what, how, Set.of(), Set.of());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Set<String> keys(Set<String> names) {
    return names.stream().map(Claim::key).collect(Collectors.toSet());
  }
}
