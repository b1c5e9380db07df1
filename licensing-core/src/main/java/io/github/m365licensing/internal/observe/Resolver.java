package io.github.m365licensing.internal.observe;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.Guards;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.NewUser;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.Observation.Case;
import io.github.m365licensing.internal.observe.SelectionReader.Selected;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.tenant.UnknownNameException;
import io.github.m365licensing.tenant.UserProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads what a plan is worked out from. Users are read page by page; of each only the id, the name
 * and a shared state are kept.
 *
 * @param <I> what is intended for one subject
 */
public final class Resolver<I> {

  private final Tenant tenant;
  private final TenantNames names;
  private final SubjectIntents<I> intents;
  private final SubjectStore selected = new SubjectStore();
  private final StateInterner states = new StateInterner();
  private final CaseInterner<I> cases = new CaseInterner<>();
  private final Map<List<Integer>, Map<List<Integer>, List<Integer>>> unions = new HashMap<>();
  private final Map<Subject, ObservedGroup> groups = new LinkedHashMap<>();
  private final SortedMap<Subject, UserProfile> profiles = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final SelectionReader selections;

  /**
   * A resolver.
   *
   * @param intents what is intended for whom
   */
  public Resolver(Tenant tenant, TenantNames names, SubjectIntents<I> intents) {
    this.tenant = tenant;
    this.names = names;
    this.intents = intents;
    this.selections = new SelectionReader(tenant, names, findings);
  }

  /**
   * Reads.
   *
   * @throws UnknownNameException if a name means nothing in the tenant, or more than one thing
   */
  public Observation<I> observe(LicenseIntent intent) {
    Organization organization = tenant.organization();
    Instant observedAt = tenant.time().now();
    Observation.Guarded guarded = guarded(intent.guards());
    List<LicenseIntent.Entry> entries = intent.entries();
    GroupReader groupReader =
        new GroupReader(tenant, organization, states, guarded.protectedSubjects());
    for (int i = 0; i < entries.size(); i++) {
      Selection selection = entries.get(i).selection();
      if (!select(selection, List.of(i), groupReader, entries.size() > 1)) {
        findings.add(ReadingFindings.emptySelection(selection.toString()));
      }
    }
    NumberedSubjects subjects = SubjectSort.sorted(selected, this::joined);
    findDeleted(entries, subjects);
    Map<GroupId, String> groupNames = groupNames();
    groups.values().forEach(g -> groupNames.put(g.group().id(), g.group().displayName()));
    intents.groups().forEach(group -> groupNames.put(group.id(), group.displayName()));
    return new Observation<>(
        organization.id(),
        observedAt,
        tenant.licensingModel(),
        groupNames,
        subjects,
        cases.all(),
        states.all(),
        groups,
        groupReader.shared(id -> subjects.find(Subject.user(id)) >= 0),
        profiles,
        findings,
        guarded);
  }

  /** Says of snapshots that are restored how many of their users cannot be restored. */
  private void findDeleted(List<LicenseIntent.Entry> entries, NumberedSubjects subjects) {
    for (int i = 0; i < entries.size(); i++) {
      for (TenantSnapshot snapshot : intents.snapshots(i)) {
        long deleted =
            new DeletedUsers(tenant, names, snapshot)
                .count(entries.get(i).selection(), users(subjects));
        if (deleted > 0) {
          findings.add(ReadingFindings.goneSinceSnapshot(deleted));
        }
      }
    }
  }

  private Observation.Guarded guarded(Guards guards) {
    long users = 0;
    if (guards.maxPercent().isPresent()) {
      try (Stream<LicensedUser> all = tenant.listUsers(UserQuery.everyone())) {
        users = all.count();
      }
    }
    return new Observation.Guarded(
        guards, subjects(guards.protectedUsers()), subjects(guards.firstServed()), users);
  }

  private Set<Subject> subjects(List<Selection> of) {
    Set<Subject> subjects = new HashSet<>();
    for (Selection selection : of) {
      try (Selected meant = selection.accept(selections)) {
        meant.groups().forEach(group -> subjects.add(Subject.group(group.id())));
        meant.users().forEach(user -> subjects.add(Subject.user(user.id())));
      }
    }
    return subjects;
  }

  private static Set<UserId> users(NumberedSubjects subjects) {
    Set<UserId> users = new HashSet<>();
    for (int i = 0; i < subjects.size(); i++) {
      if (subjects.subject(i) instanceof Subject.OfUser user) {
        users.add(user.id());
      }
    }
    return users;
  }

  /** Whether the selection names anybody. */
  private boolean select(
      Selection selection, List<Integer> entry, GroupReader groupReader, boolean hasMore) {
    int before = selected.size();
    try (Selected meant = selection.accept(selections)) {
      boolean mayShare = hasMore || meant.groups().size() > 1;
      for (LicensedGroup group : meant.groups()) {
        Subject subject = Subject.group(group.id());
        groups.computeIfAbsent(subject, any -> groupReader.read(group, mayShare));
        I intent = intents.of(entry, subject, false);
        add(subject, group.displayName(), LicenseState.of(group), entry, intent, true);
      }
      meant.newUser().ifPresent(user -> select(user, entry));
      meant
          .users()
          .forEach(
              user -> {
                Subject subject = Subject.user(user.id());
                I intent = intents.of(entry, subject, false);
                add(subject, user.userPrincipalName(), states.of(user), entry, intent, true);
              });
    }
    return selected.size() > before;
  }

  private void select(NewUser newUser, List<Integer> entry) {
    UserProfile profile = newUser.profile();
    Subject subject = newUser.subject();
    profiles.put(subject, profile);
    LicenseState state =
        states.shared(LicenseState.builder().usageLocation(profile.usageLocation()).build());
    I intent = intents.of(entry, subject, isTaken(profile.userPrincipalName()));
    add(subject, profile.userPrincipalName(), state, entry, intent, false);
  }

  private void add(
      Subject subject,
      String name,
      LicenseState state,
      List<Integer> entry,
      I intent,
      boolean exists) {
    selected.add(subject, name, cases.number(state, entry, intent, exists));
  }

  private boolean isTaken(String userPrincipalName) {
    return tenant.findUser(userPrincipalName).isPresent();
  }

  /** The case of a subject that several entries select, or that was read twice: as read first. */
  private int joined(Subject subject, int first, int again) {
    Case<I> before = cases.all().get(first);
    List<Integer> entries =
        unions
            .computeIfAbsent(before.entries(), any -> new HashMap<>())
            .computeIfAbsent(
                cases.all().get(again).entries(),
                more -> {
                  Set<Integer> union = new TreeSet<>(before.entries());
                  union.addAll(more);
                  return List.copyOf(union);
                });
    boolean isTaken =
        subject instanceof Subject.OfNewUser newUser && isTaken(newUser.userPrincipalName());
    I intent = intents.of(entries, subject, isTaken);
    return cases.number(before.state(), entries, intent, before.exists());
  }

  /** The names of the groups that licences come through; they are for people only. */
  private Map<GroupId, String> groupNames() {
    Set<GroupId> wanted = new HashSet<>();
    for (LicenseState state : states.all()) {
      state
          .licenses()
          .all()
          .forEach(
              path -> {
                if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
                  wanted.add(inherited.group());
                }
              });
    }
    Map<GroupId, String> found = new HashMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    try (Stream<LicensedGroup> groups = tenant.listLicensedGroups()) {
      groups
          .filter(group -> wanted.contains(group.id()))
          .forEach(group -> found.put(group.id(), group.displayName()));
    } catch (AccessDeniedException e) {
      findings.add(ReadingFindings.groupNamesUnreadable());
    }
    return found;
  }
}
