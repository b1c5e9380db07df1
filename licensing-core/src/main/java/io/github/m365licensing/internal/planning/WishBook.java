package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.IntentChecks;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.GroupRoster;
import io.github.m365licensing.internal.observe.SnapshotBook;
import io.github.m365licensing.internal.planning.Wish.ResolvedVerb;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The verbs of an intent with their names looked up, joined per set of entries. */
public final class WishBook {

  private final List<LicenseIntent.Entry> entries;
  private final List<List<ResolvedVerb>> resolved = new ArrayList<>();
  private final Map<List<Integer>, Wish> wishes = new HashMap<>();
  private final Map<List<Integer>, Wish> taken = new HashMap<>();
  private final Map<Personal, Wish> personal = new HashMap<>();
  private final TenantNames names;
  private final Tenant tenant;
  private final Function<String, LicensedGroup> groups;
  private final Map<GroupId, GroupRoster> rosters = new TreeMap<>();

  /** Entries, and what their verbs mean for users who stand alike. */
  private record Personal(List<Integer> selectedBy, List<ResolvedVerb> verbs) {}

  /**
   * Looks names up.
   *
   * @param groups finds a group by its name
   */
  public WishBook(
      List<LicenseIntent.Entry> entries,
      TenantNames names,
      Tenant tenant,
      Function<String, LicensedGroup> groups) {
    this.entries = entries;
    this.names = names;
    this.tenant = tenant;
    this.groups = groups;
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
   * What is wished for a subject that these entries select; the same instance for the same entries
   * and, where verbs are personal, for users who stand alike.
   *
   * @param selectedBy the places of the entries, ascending
   * @param isTaken whether the subject is a user to be created whose name is taken
   */
  public Wish of(List<Integer> selectedBy, Subject subject, boolean isTaken) {
    // What is the same for all is never personal; a million subjects end here.
    Wish known = (isTaken ? taken : wishes).get(selectedBy);
    if (known != null) {
      return known;
    }
    if (subject instanceof Subject.OfUser user
        && selectedBy.stream().anyMatch(entry -> isPersonal(resolved.get(entry)))) {
      List<ResolvedVerb> verbs =
          selectedBy.stream()
              .flatMap(entry -> resolved.get(entry).stream())
              .filter(ResolvedVerb::isPersonal)
              .map(verb -> verb.forUser(user.id()))
              .toList();
      return personal.computeIfAbsent(
          new Personal(selectedBy, verbs),
          key -> join(selectedBy, v -> v.forUser(user.id()), false));
    }
    return (isTaken ? taken : wishes)
        .computeIfAbsent(selectedBy, key -> join(key, verb -> verb, isTaken));
  }

  private static boolean isPersonal(List<ResolvedVerb> verbs) {
    return verbs.stream().anyMatch(ResolvedVerb::isPersonal);
  }

  /** The groups whose members are to be changed. */
  public Collection<GroupRoster> rosters() {
    return rosters.values();
  }

  private Wish join(List<Integer> selectedBy, UnaryOperator<ResolvedVerb> made, boolean isTaken) {
    Set<ResolvedVerb> verbs = new LinkedHashSet<>();
    Set<String> reasons = new LinkedHashSet<>();
    for (int entry : selectedBy) {
      resolved.get(entry).forEach(verb -> verbs.add(made.apply(verb)));
      reasons.addAll(words(entries.get(entry)));
    }
    List<Finding> findings = new ArrayList<>();
    if (isTaken) {
      findings.add(FindingTexts.userExists());
    }
    List<ResolvedVerb> all = List.copyOf(verbs);
    for (ResolvedVerb verb : all) {
      if (verb instanceof ResolvedVerb.Move move) {
        findings.addAll(obstacles(move.roster().group().orElseThrow()));
      }
    }
    if (findConflict(all).isPresent()) {
      findings.add(FindingTexts.contradiction(reasons));
    }
    return new Wish(selectedBy, all, List.copyOf(reasons), findings);
  }

  private static List<Finding> obstacles(LicensedGroup group) {
    List<Finding> obstacles = new ArrayList<>();
    MoveFindings.membersNotWritable(group).ifPresent(obstacles::add);
    if (group.assignedLicenses().isEmpty()) {
      obstacles.add(MoveFindings.notLicensed(group));
    }
    return obstacles;
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
    if (verb instanceof Verb.MoveToGroup move) {
      LicensedGroup group = groups.apply(move.group());
      return new ResolvedVerb.Move(
          rosters.computeIfAbsent(group.id(), id -> GroupRoster.of(tenant, group)),
          GroupRoster.Standing.OUTSIDE);
    }
    if (verb instanceof Verb.LeaveGroup leave) {
      return new ResolvedVerb.Leave(
          rosters.computeIfAbsent(leave.group(), id -> GroupRoster.of(tenant, id)),
          GroupRoster.Standing.OUTSIDE);
    }
    if (verb instanceof Verb.RestoreFrom restore) {
      return new ResolvedVerb.RestoreFrom(
          SnapshotBook.of(restore.snapshot(), tenant.organization().id()), null);
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
