package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.store.Attribute;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.Directory;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.ObjectVersions;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creating, changing and deleting groups, and their memberships. Runs under the engine's lock. */
public final class GroupWrites {

  private static final List<GroupAttribute> REQUIRED =
      List.of(
          GroupAttribute.DISPLAY_NAME,
          GroupAttribute.MAIL_ENABLED,
          GroupAttribute.MAIL_NICKNAME,
          GroupAttribute.SECURITY_ENABLED);

  /** What makes a group more than a plain one. */
  private static final Set<String> TYPES = Set.of("Unified", "DynamicMembership");

  private final Engine engine;
  private final Map<GroupId, MembershipRule> rules = new LinkedHashMap<>();

  GroupWrites(Engine engine) {
    this.engine = engine;
  }

  private Directory directory() {
    return engine.directory();
  }

  AcceptedWrite<StoredGroup> create(Attributes<GroupAttribute> attributes, List<UUID> members) {
    for (GroupAttribute attribute : REQUIRED) {
      if (attributes.value(attribute).isEmpty()) {
        throw Refusals.badRequest(
            "A value is required for property '%s' of resource 'Group'."
                .formatted(attribute.graphName()));
      }
    }
    checkTypes(attributes);
    boolean unified = attributes.texts(GroupAttribute.GROUP_TYPES).contains("Unified");
    if (attributes.isTrue(GroupAttribute.MAIL_ENABLED) && !unified) {
      throw Refusals.badRequest(
          "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.");
    }
    members.forEach(member -> checkExists(member));
    if (members.size() > ServiceLimits.MEMBERS_PER_REQUEST) {
      throw tooMany();
    }
    Map<GroupAttribute, Object> all = new EnumMap<>(GroupAttribute.class);
    all.putAll(attributes.present(GroupAttribute.values()));
    for (GroupAttribute attribute : all.keySet()) {
      if (attribute.writing() == Attribute.Writing.SERVICE
          && attribute != GroupAttribute.MAIL_ENABLED) {
        throw readOnly(attribute);
      }
    }
    all.putIfAbsent(GroupAttribute.GROUP_TYPES, List.of());
    StoredGroup group = fresh(engine.ids().next(), Attributes.of(all));
    if (group.isDynamic() && !members.isEmpty()) {
      throw Refusals.dynamicGroup();
    }
    MembershipRule rule = ruleOf(group);
    return AcceptedWrite.of(
        group,
        () -> {
          add(group, rule);
          members.forEach(member -> join(group, member));
          return group;
        });
  }

  private static void checkTypes(Attributes<GroupAttribute> attributes) {
    if (!TYPES.containsAll(attributes.texts(GroupAttribute.GROUP_TYPES))) {
      throw Refusals.badRequest(
          "Invalid value specified for property 'groupTypes' of resource 'Group'.");
    }
  }

  /** Adds a group without asking whether a caller could. */
  public StoredGroup add(UUID id, Attributes<GroupAttribute> attributes) {
    StoredGroup group = fresh(id, attributes);
    add(group, ruleOf(group));
    return group;
  }

  private void add(StoredGroup group, @Nullable MembershipRule rule) {
    directory().put(group);
    if (rule != null) {
      rules.put(group.id(), rule);
      evaluateAll(group, rule);
    }
  }

  /** Adds a group whose members do not come from its rule, if it has one. */
  public StoredGroup addWithoutRule(UUID id, Attributes<GroupAttribute> attributes) {
    StoredGroup group = fresh(id, attributes);
    directory().put(group);
    return group;
  }

  /** A group that is not in the store. */
  StoredGroup fresh(UUID id, Attributes<GroupAttribute> attributes) {
    return new StoredGroup(
        GroupId.of(id),
        directory().nextGroupPosition(),
        attributes,
        List.of(),
        null,
        engine.time().now(),
        null);
  }

  AcceptedWrite<NoContent> update(
      GroupId id, Map<GroupAttribute, ? extends @Nullable Object> changes) {
    StoredGroup group = writable(id);
    for (GroupAttribute attribute : changes.keySet()) {
      if (attribute.writing() == Attribute.Writing.SERVICE) {
        throw readOnly(attribute);
      }
      if (group.isSynced() && attribute.writing() == Attribute.Writing.MASTERED) {
        throw Refusals.masteredOnPremises();
      }
    }
    StoredGroup after = group.with(changes);
    if (changes.containsKey(GroupAttribute.GROUP_TYPES)) {
      checkTypes(after.attributes());
    }
    MembershipRule rule = ruleOf(after);
    return AcceptedWrite.of(
        () -> {
          // A group that becomes dynamic is emptied first, so its members lose its licences.
          rules.remove(id);
          add(after, rule);
        });
  }

  AcceptedWrite<NoContent> delete(GroupId id) {
    StoredGroup group = writable(id);
    if (!group.assignedLicenses().isEmpty() || engine.groupLicensing().isPending(id)) {
      throw Refusals.groupHasLicenses();
    }
    return AcceptedWrite.of(
        () -> {
          rules.remove(id);
          if (group.isUnified()) {
            directory().put(group.deletedAt(engine.time().now()));
            engine.recycleBin().add(group.objectId());
          } else {
            directory().purge(group);
          }
        });
  }

  /** Takes a rule up again, if the group has one. */
  void restored(StoredGroup group) {
    MembershipRule rule = ruleOf(group);
    if (rule != null) {
      rules.put(group.id(), rule);
    }
  }

  AcceptedWrite<NoContent> addMembers(GroupId id, List<UUID> members) {
    StoredGroup group = withWritableMembers(id);
    if (members.size() > ServiceLimits.MEMBERS_PER_REQUEST) {
      throw tooMany();
    }
    Set<UUID> distinct = new HashSet<>();
    for (UUID member : members) {
      checkExists(member);
      if (directory().isMember(id, member) || !distinct.add(member)) {
        throw Refusals.alreadyMember();
      }
    }
    return AcceptedWrite.of(() -> members.forEach(member -> join(group, member)));
  }

  AcceptedWrite<NoContent> removeMember(GroupId id, UUID member) {
    StoredGroup group = withWritableMembers(id);
    if (!directory().isMember(id, member)) {
      throw Refusals.notFound(member.toString());
    }
    return AcceptedWrite.of(() -> leave(group, member));
  }

  /** Makes the object a member and has its licences processed. */
  void join(StoredGroup group, UUID member) {
    if (directory().join(group.id(), member)) {
      engine.groupLicensing().membershipChanged(group.id(), member);
    }
  }

  private void leave(StoredGroup group, UUID member) {
    if (directory().leave(group.id(), member)) {
      engine.groupLicensing().membershipChanged(group.id(), member);
    }
  }

  /** Asks the rules of dynamic groups about a user who was created or changed. */
  public void userChanged(StoredUser user) {
    rules.forEach(
        (id, rule) ->
            directory()
                .group(id.value())
                .map(ObjectVersions::current)
                .ifPresent(group -> evaluate(group, rule, user)));
  }

  private void evaluateAll(StoredGroup group, MembershipRule rule) {
    Set<UUID> before = new LinkedHashSet<>(directory().memberIds(group.id()));
    directory()
        .usersAfter(0)
        .forEach(
            versions -> {
              StoredUser user = versions.current();
              if (user != null && !user.isDeleted()) {
                evaluate(group, rule, user);
                before.remove(user.objectId());
              }
            });
    before.forEach(member -> leave(group, member));
  }

  private void evaluate(StoredGroup group, MembershipRule rule, StoredUser user) {
    if (rule.matches(user)) {
      join(group, user.objectId());
    } else {
      leave(group, user.objectId());
    }
  }

  /** The rule by which the group gets its members; null if it has none. */
  private static @Nullable MembershipRule ruleOf(StoredGroup group) {
    if (!group.isDynamic()) {
      return null;
    }
    return MembershipRule.parse(group.attributes().text(GroupAttribute.MEMBERSHIP_RULE).orElse(""));
  }

  private StoredGroup withWritableMembers(GroupId id) {
    StoredGroup group = writable(id);
    if (group.isDynamic()) {
      throw Refusals.dynamicGroup();
    }
    if (group.isSynced()) {
      throw Refusals.masteredOnPremises();
    }
    if (group.attributes().isTrue(GroupAttribute.MAIL_ENABLED) && !group.isUnified()) {
      throw Refusals.mailEnabledGroup();
    }
    return group;
  }

  /** The group as the last write left it, for a write: it must be visible already. */
  StoredGroup writable(GroupId id) {
    return engine.current(engine.reads().group(id));
  }

  private void checkExists(UUID id) {
    engine.reads().object(id);
  }

  private static GraphFailure tooMany() {
    return Refusals.badRequest(
        "The request adds more than %d members.".formatted(ServiceLimits.MEMBERS_PER_REQUEST));
  }

  private static GraphFailure readOnly(GroupAttribute attribute) {
    return Refusals.badRequest(
        "Property '%s' is read-only and cannot be set.".formatted(attribute.graphName()));
  }
}
