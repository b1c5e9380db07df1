package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.GraphOperation;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A write as planned, without the subject, so that many subjects can share it. Immutable. */
public sealed interface PlannedWrite {

  /** The Graph operation it stands for. */
  GraphOperation operation();

  /** Answers with the case of this kind of write. */
  <R> R accept(Cases<R> cases);

  /** The licences that the call assigns to its subject; empty if it assigns none. */
  default List<AssignedLicense> addLicenses() {
    return accept(WriteEffect.CASES).addLicenses();
  }

  /** The SKUs that the call takes from its subject; empty if it takes none. */
  default Set<SkuId> removeLicenses() {
    return accept(WriteEffect.CASES).removeLicenses();
  }

  /** The licences that its subject has afterwards, directly or through the group it joins. */
  default List<AssignedLicense> licensesGiven() {
    return accept(WriteEffect.CASES).licensesGiven();
  }

  /** The group that the user becomes a member of. */
  default Optional<GroupId> groupJoined() {
    return accept(WriteEffect.CASES).groupJoined();
  }

  /** The group that the user is taken out of. */
  default Optional<GroupId> groupLeft() {
    return accept(WriteEffect.CASES).groupLeft();
  }

  /**
   * One answer per kind of write.
   *
   * @param <R> what is answered
   */
  interface Cases<R> {

    /** A user is created. */
    R createUser(CreateUser write);

    /** A country is set. */
    R setUsageLocation(SetUsageLocation write);

    /** Licences are processed again. */
    R reprocess(Reprocess write);

    /** A user joins a group. */
    R addToGroup(AddToGroup write);

    /** A user is taken out of a group. */
    R leaveGroup(LeaveGroup write);

    /** Licences of a user or a group are assigned, changed or removed. */
    R assignLicenses(AssignLicenses write);
  }

  /**
   * What should be read once the service took it, as far as this write goes: a group's licences
   * count as given.
   */
  LicenseState applyTo(LicenseState before);

  /** Creates the user; the profile stands in the plan. */
  enum CreateUser implements PlannedWrite {
    /** Creates the user. */
    INSTANCE;

    @Override
    public GraphOperation operation() {
      return GraphOperation.CREATE_USER;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.createUser(this);
    }

    @Override
    public LicenseState applyTo(LicenseState before) {
      return before;
    }

    @Override
    public String toString() {
      return "create user";
    }
  }

  /**
   * Sets the country.
   *
   * @param usageLocation the country
   */
  record SetUsageLocation(UsageLocation usageLocation) implements PlannedWrite {
    /** A country. */
    public SetUsageLocation {
      Objects.requireNonNull(usageLocation, "usageLocation");
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.UPDATE_USER;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.setUsageLocation(this);
    }

    @Override
    public LicenseState applyTo(LicenseState before) {
      return before.withUsageLocation(usageLocation);
    }
  }

  /** Asks the service to process the user's licences again. */
  enum Reprocess implements PlannedWrite {
    /** Reprocesses the user. */
    INSTANCE;

    @Override
    public GraphOperation operation() {
      return GraphOperation.REPROCESS_LICENSES;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.reprocess(this);
    }

    @Override
    public LicenseState applyTo(LicenseState before) {
      return before;
    }

    @Override
    public String toString() {
      return "reprocess";
    }
  }

  /**
   * Makes the user a member of a group that carries licences.
   *
   * @param group the group
   * @param groupName what people call it
   * @param assignedLicenses what the group gives to its members, ordered by SKU id
   */
  record AddToGroup(GroupId group, String groupName, List<AssignedLicense> assignedLicenses)
      implements PlannedWrite {
    /** Orders the licences. */
    public AddToGroup {
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(groupName, "groupName");
      assignedLicenses =
          assignedLicenses.stream().sorted(Comparator.comparing(AssignedLicense::skuId)).toList();
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.ADD_MEMBERS;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.addToGroup(this);
    }

    @Override
    public LicenseState applyTo(LicenseState before) {
      return before.withLicenses(before.licenses().withGroup(group, assignedLicenses));
    }
  }

  /**
   * Takes the user out of a group.
   *
   * @param group the group
   * @param groupName what people call it
   */
  record LeaveGroup(GroupId group, String groupName) implements PlannedWrite {
    /** A group and its name. */
    public LeaveGroup {
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(groupName, "groupName");
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.REMOVE_MEMBER;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.leaveGroup(this);
    }

    @Override
    public LicenseState applyTo(LicenseState before) {
      return before.withLicenses(before.licenses().withoutGroup(group));
    }
  }

  /**
   * Adds, replaces and removes direct licences of a user, or licences of a group, in one call.
   *
   * @param addLicenses SKUs to add, or to give new {@code disabledPlans}; ordered by SKU id
   * @param removeLicenses SKUs to take; ordered by id
   * @param ofGroup whether the subject is a group
   */
  record AssignLicenses(
      List<AssignedLicense> addLicenses, Set<SkuId> removeLicenses, boolean ofGroup)
      implements PlannedWrite {

    /** A call about a user. */
    public AssignLicenses(List<AssignedLicense> addLicenses, Set<SkuId> removeLicenses) {
      this(addLicenses, removeLicenses, false);
    }

    /** Orders the arguments. */
    public AssignLicenses {
      addLicenses =
          addLicenses.stream().sorted(Comparator.comparing(AssignedLicense::skuId)).toList();
      removeLicenses = Ordered.set(removeLicenses, "removeLicenses");
    }

    @Override
    public GraphOperation operation() {
      return ofGroup ? GraphOperation.ASSIGN_GROUP_LICENSE : GraphOperation.ASSIGN_USER_LICENSE;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.assignLicenses(this);
    }

    @Override
    public LicenseState applyTo(LicenseState before) {
      return before.withLicenses(before.licenses().withDirect(addLicenses, removeLicenses));
    }
  }
}
