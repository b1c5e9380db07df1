package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.SubjectIntents;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The verbs of an intent with their names looked up, joined per set of entries. */
final class ResolvedIntent implements SubjectIntents<SubjectIntent> {

  /** How many contradictions are told; the rest is counted. */
  private static final int TOLD = 50;

  private final List<List<Said>> entries = new ArrayList<>();
  private final Map<List<Integer>, SubjectIntent> intents = new HashMap<>();
  private final Map<List<Integer>, SubjectIntent> taken = new HashMap<>();
  private final Map<Personal, SubjectIntent> personal = new HashMap<>();
  private final VerbResolver resolver;

  /**
   * A verb of an entry.
   *
   * @param words what it says
   * @param where where it was said, in words; empty if not in a file
   */
  private record Said(ResolvedVerb verb, String words, String where) {
    @Override
    public String toString() {
      return "'" + words + "'" + where;
    }
  }

  /** Entries, and what their verbs mean for users who stand alike. */
  private record Personal(List<Integer> entries, List<ResolvedVerb> verbs) {}

  /**
   * Looks names up.
   *
   * @throws io.github.m365licensing.tenant.UnknownNameException if a name means nothing in the
   *     tenant, or more than one thing
   * @throws IllegalArgumentException if a verb contradicts itself, or another one for the same
   *     selection
   */
  ResolvedIntent(List<LicenseIntent.Entry> entries, TenantNames names, Tenant tenant) {
    resolver = new VerbResolver(names, tenant);
    Map<Selection, List<Said>> bySelection = new LinkedHashMap<>();
    for (LicenseIntent.Entry entry : entries) {
      List<Said> said = new ArrayList<>();
      for (int i = 0; i < entry.verbs().size(); i++) {
        said.add(
            new Said(
                entry.verbs().get(i).accept(resolver),
                entry.verbs().get(i).toString(),
                entry.lines().isEmpty() ? "" : " in line " + entry.lines().get(i)));
      }
      this.entries.add(said);
      bySelection.computeIfAbsent(entry.selection(), any -> new ArrayList<>()).addAll(said);
    }
    refuseContradictions(bySelection.values());
  }

  private static void refuseContradictions(Collection<List<Said>> bySelection) {
    List<String> contradictions = new ArrayList<>();
    for (List<Said> said : bySelection) {
      for (int i = 0; i < said.size(); i++) {
        if (said.get(i).verb().contradictsItself()) {
          contradictions.add(said.get(i) + " contradicts itself");
        }
        for (int j = i + 1; j < said.size(); j++) {
          if (Decision.contradict(said.get(i).verb(), said.get(j).verb())) {
            contradictions.add(
                said.get(j) + " contradicts " + said.get(i) + " for the same subjects");
          }
        }
      }
    }
    if (!contradictions.isEmpty()) {
      throw new IllegalArgumentException(
          "The intent cannot be meant. No user was read and nothing was sent. Say only what is meant.\n%s%s"
              .formatted(
                  String.join(
                      "\n", contradictions.subList(0, Math.min(TOLD, contradictions.size()))),
                  contradictions.size() > TOLD
                      ? "\n… and " + (contradictions.size() - TOLD) + " more"
                      : ""));
    }
  }

  @Override
  public SubjectIntent of(List<Integer> selectedBy, Subject subject, boolean isTaken) {
    // What is the same for all is never personal; a million subjects end here.
    SubjectIntent known = (isTaken ? taken : intents).get(selectedBy);
    if (known != null) {
      return known;
    }
    if (subject instanceof Subject.OfUser user) {
      List<ResolvedVerb> verbs =
          verbs(selectedBy).stream()
              .filter(ResolvedVerb::isPersonal)
              .map(verb -> verb.forUser(user.id()))
              .toList();
      if (!verbs.isEmpty()) {
        return personal.computeIfAbsent(
            new Personal(selectedBy, verbs),
            key -> join(selectedBy, verb -> verb.forUser(user.id()), false));
      }
    }
    return (isTaken ? taken : intents)
        .computeIfAbsent(selectedBy, key -> join(key, verb -> verb, isTaken));
  }

  private List<ResolvedVerb> verbs(List<Integer> selectedBy) {
    return selectedBy.stream()
        .flatMap(entry -> entries.get(entry).stream())
        .map(Said::verb)
        .toList();
  }

  @Override
  public Collection<LicensedGroup> groups() {
    return resolver.groups();
  }

  @Override
  public List<TenantSnapshot> snapshots(int entry) {
    return verbs(List.of(entry)).stream().flatMap(verb -> verb.snapshot().stream()).toList();
  }

  private SubjectIntent join(
      List<Integer> selectedBy, UnaryOperator<ResolvedVerb> made, boolean isTaken) {
    Set<ResolvedVerb> distinct = new LinkedHashSet<>();
    verbs(selectedBy).forEach(verb -> distinct.add(made.apply(verb)));
    Set<String> reasons = new LinkedHashSet<>();
    selectedBy.forEach(entry -> entries.get(entry).forEach(said -> reasons.add(said.words())));
    List<ResolvedVerb> verbs = List.copyOf(distinct);
    List<Finding> findings = new ArrayList<>();
    if (isTaken) {
      findings.add(FindingTexts.userExists());
    }
    if (isContradictory(verbs)) {
      findings.add(FindingTexts.contradiction(reasons));
    }
    return new SubjectIntent(verbs, List.copyOf(reasons), findings);
  }

  private static boolean isContradictory(List<ResolvedVerb> verbs) {
    for (int i = 0; i < verbs.size(); i++) {
      for (int j = i + 1; j < verbs.size(); j++) {
        if (Decision.contradict(verbs.get(i), verbs.get(j))) {
          return true;
        }
      }
    }
    return false;
  }
}
