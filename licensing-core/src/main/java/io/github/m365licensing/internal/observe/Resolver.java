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
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.internal.Guids;
import io.github.m365licensing.internal.names.GroupNames;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.Observation.Case;
import io.github.m365licensing.internal.planning.FindingTexts;
import io.github.m365licensing.internal.planning.SnapshotVerb;
import io.github.m365licensing.internal.planning.Wish;
import io.github.m365licensing.internal.planning.WishBook;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.NumberedSubjects;
import io.github.m365licensing.plan.SubjectStore;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.UnknownNameException;
import io.github.m365licensing.tenant.UserProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads what a plan is worked out from. Users are read page by page; of each only the id, the name
 * and a shared state are kept.
 */
public final class Resolver {

  /** So many users are asked for at once; the tenant splits that as it needs. */
  private static final int BATCH = 500;

  private final Tenant tenant;
  private final TenantNames names;
  private final SubjectStore selected = new SubjectStore();
  private final StateBook states = new StateBook();
  private final CaseBook cases = new CaseBook();
  private final Map<List<Integer>, Map<List<Integer>, List<Integer>>> unions = new HashMap<>();
  private final Map<Subject, ObservedGroup> groups = new LinkedHashMap<>();
  private final SortedMap<Subject, UserProfile> profiles = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  public Resolver(Tenant tenant, TenantNames names) {
    this.tenant = tenant;
    this.names = names;
  }

  /**
   * Reads.
   *
   * @throws UnknownNameException if a name means nothing in the tenant, or more than one thing
   * @throws IllegalArgumentException if verbs for the same selection contradict each other
   */
  public Observation observe(LicenseIntent intent) {
    Organization organization = tenant.organization();
    Instant observedAt = tenant.time().now();
    WishBook wishes = new WishBook(intent.entries(), names, tenant, this::group);
    Observation.Guarded guarded = guarded(intent.guards());
    GroupReader groupReader =
        new GroupReader(
            tenant, organization, states, guarded.protectedSubjects(), intent.entries());
    for (int i = 0; i < intent.entries().size(); i++) {
      Selection selection = intent.entries().get(i).selection();
      if (!select(selection, List.of(i), wishes, groupReader)) {
        findings.add(FindingTexts.emptySelection(selection.toString()));
      }
    }
    NumberedSubjects subjects =
        SubjectSort.sorted(
            selected, (subject, first, again) -> joined(subject, first, again, wishes));
    findGone(intent.entries(), subjects);
    Map<GroupId, String> groupNames = groupNames();
    groups.values().forEach(g -> groupNames.put(g.group().id(), g.group().displayName()));
    for (GroupRoster roster : wishes.rosters()) {
      roster.group().ifPresent(group -> groupNames.put(group.id(), group.displayName()));
    }
    return new Observation(
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
  private void findGone(List<LicenseIntent.Entry> entries, NumberedSubjects subjects) {
    for (LicenseIntent.Entry entry : entries) {
      for (Verb verb : entry.verbs()) {
        if (verb instanceof Verb.RestoreFrom restore) {
          long gone =
              new GoneUsers(tenant, names, restore.snapshot(), this::group)
                  .count(entry.selection(), users(subjects));
          if (gone > 0) {
            findings.add(SnapshotVerb.gone(gone));
          }
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

  private Set<Subject> subjects(List<Selection> selections) {
    Set<Subject> subjects = new HashSet<>();
    for (Selection selection : selections) {
      groups(selection).forEach(group -> subjects.add(Subject.group(group.id())));
      forEachUser(selection, user -> subjects.add(Subject.user(user.id())));
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

  /** Whether the selection named anybody. */
  private boolean select(
      Selection selection, List<Integer> entry, WishBook wishes, GroupReader groupReader) {
    if (selection.isOfGroups()) {
      List<LicensedGroup> found = groups(selection);
      for (LicensedGroup group : found) {
        Subject subject = Subject.group(group.id());
        groups.computeIfAbsent(subject, any -> groupReader.read(group));
        Wish wish = wishes.of(entry, subject, false);
        add(subject, group.displayName(), LicenseState.of(group), wish, true);
      }
      return !found.isEmpty();
    }
    if (selection instanceof NewUser newUser) {
      UserProfile profile = newUser.profile();
      profiles.put(newUser.subject(), profile);
      Subject subject = newUser.subject();
      LicenseState state = LicenseState.builder().usageLocation(profile.usageLocation()).build();
      Wish wish = wishes.of(entry, subject, isTaken(profile.userPrincipalName()));
      add(subject, profile.userPrincipalName(), states.shared(state), wish, false);
      return true;
    }
    boolean[] any = new boolean[1];
    forEachUser(
        selection,
        user -> {
          any[0] = true;
          Subject subject = Subject.user(user.id());
          Wish wish = wishes.of(entry, subject, false);
          add(subject, user.userPrincipalName(), states.of(user), wish, true);
        });
    return any[0];
  }

  private void add(Subject subject, String name, LicenseState state, Wish wish, boolean exists) {
    selected.add(subject, name, cases.number(state, wish, exists));
  }

  private boolean isTaken(String userPrincipalName) {
    return tenant.findUser(userPrincipalName).isPresent();
  }

  /** The case of a subject that several entries select, or that was read twice: as read first. */
  private int joined(Subject subject, int first, int again, WishBook wishes) {
    Case before = cases.all().get(first);
    List<Integer> entries =
        unions
            .computeIfAbsent(before.wish().selectedBy(), any -> new HashMap<>())
            .computeIfAbsent(
                cases.all().get(again).wish().selectedBy(),
                more -> {
                  Set<Integer> union = new TreeSet<>(before.wish().selectedBy());
                  union.addAll(more);
                  return List.copyOf(union);
                });
    boolean isTaken =
        subject instanceof Subject.OfNewUser newUser && isTaken(newUser.userPrincipalName());
    Wish wish = wishes.of(entries, subject, isTaken);
    return cases.number(before.state(), wish, before.exists());
  }

  private void forEachUser(Selection selection, Consumer<LicensedUser> action) {
    if (selection instanceof Selection.Users users) {
      named(users.names()).forEach(action);
    } else if (selection instanceof Selection.UsersById byId) {
      forEachById(byId.ids(), action);
    } else if (selection instanceof Selection.UsersWhere where) {
      try (Stream<LicensedUser> users = tenant.listUsers(where.condition().in(names))) {
        users.forEach(action);
      }
    } else if (selection instanceof Selection.MembersOf members) {
      LicensedGroup group = group(members.group());
      List<LicensedGroup> nested = tenant.listNestedGroups(group.id());
      if (!nested.isEmpty()) {
        findings.add(FindingTexts.nestedGroups(group, nested.size()));
      }
      try (Stream<LicensedUser> users =
          members.onlyWithLicenseErrors()
              ? tenant.listMembersWithLicenseErrors(group.id())
              : tenant.listMembers(group.id())) {
        users.forEach(action);
      }
    } else if (selection instanceof Selection.Except except) {
      Set<UserId> excluded = new HashSet<>();
      forEachUser(except.excluded(), user -> excluded.add(user.id()));
      forEachUser(
          except.selection(),
          user -> {
            if (!excluded.contains(user.id())) {
              action.accept(user);
            }
          });
    }
  }

  private List<LicensedGroup> groups(Selection selection) {
    if (selection instanceof Selection.OfGroup group) {
      return List.of(group(group.group()));
    }
    return selection instanceof Selection.GroupsById byId
        ? byId.ids().stream().flatMap(id -> tenant.findGroup(id).stream()).toList()
        : List.of();
  }

  private void forEachById(List<UserId> ids, Consumer<LicensedUser> action) {
    for (int from = 0; from < ids.size(); from += BATCH) {
      try (Stream<LicensedUser> users =
          tenant.listUsersById(ids.subList(from, Math.min(from + BATCH, ids.size())))) {
        users.forEach(action);
      }
    }
  }

  private List<LicensedUser> named(List<String> given) {
    Map<String, LicensedUser> byName = new HashMap<>();
    forEachById(
        given.stream().filter(Guids::isGuid).map(UserId::parse).toList(),
        user -> byName.put(key(user.id().toString()), user));
    List<String> names = given.stream().filter(name -> !Guids.isGuid(name)).toList();
    for (int from = 0; from < names.size(); from += BATCH) {
      try (Stream<LicensedUser> users =
          tenant.listUsersNamed(names.subList(from, Math.min(from + BATCH, names.size())))) {
        users.forEach(user -> byName.put(key(user.userPrincipalName()), user));
      }
    }
    List<LicensedUser> found = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      LicensedUser user = byName.get(key(given.get(i)));
      if (user == null) {
        missing.add(i + 1);
      } else {
        found.add(user);
      }
    }
    if (!missing.isEmpty()) {
      throw new UnknownNameException(
          given.size() == 1
              ? "The user named does not exist in this tenant. Nothing was sent. Check the user"
                  + " principal name or object id; a user created a moment ago may not be visible"
                  + " yet."
              : "Of the %d users named, number %s do not exist in this tenant. Nothing was sent. Check these user principal names or object ids; users created a moment ago may not be visible yet."
                  .formatted(given.size(), numbers(missing)),
          List.of());
    }
    return found;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String numbers(List<Integer> missing) {
    List<String> first = missing.stream().limit(20).map(Object::toString).toList();
    return String.join(", ", first)
        + (missing.size() > 20 ? " and " + (missing.size() - 20) + " more" : "");
  }

  private LicensedGroup group(String name) {
    return GroupNames.find(tenant, name);
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
      findings.add(FindingTexts.groupNamesUnreadable());
    }
    return found;
  }
}
