package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.SkuId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One write to a tenant, as data. Each is one Graph request. The set is closed: it is everything
 * the library ever writes. Immutable.
 */
public sealed interface TenantWrite {

  /** Whom the write changes. No two writes for one subject may be in flight together. */
  Subject subject();

  /** The Graph operation it stands for. */
  GraphOperation operation();

  /** Answers with the case of this kind of write. */
  <R> R accept(Cases<R> cases);

  /**
   * One answer per kind of write. Who implements {@link Tenant} implements this, and is asked by
   * the compiler for every kind.
   *
   * @param <R> what is answered
   */
  interface Cases<R> {

    /** Licences of a user are assigned, changed or removed. */
    R assignUserLicense(AssignUserLicense write);

    /** Licences of a group are assigned, changed or removed. */
    R assignGroupLicense(AssignGroupLicense write);

    /** A user is created. */
    R createUser(CreateUser write);

    /** A country is set. */
    R setUsageLocation(SetUsageLocation write);

    /** Users join a group. */
    R addMembers(AddMembers write);

    /** A user is taken out of a group. */
    R removeMember(RemoveMember write);

    /** Licences of a user are processed again. */
    R reprocessLicenses(ReprocessLicenses write);
  }

  /**
   * Adds, replaces and removes direct licences of a user in one call. Applied as a whole or not at
   * all; a swap leaves no gap. Both lists are always sent.
   *
   * @param user the user
   * @param addLicenses SKUs to add, or to give new {@code disabledPlans}; ordered by SKU id
   * @param removeLicenses SKUs to take; ordered by id
   */
  record AssignUserLicense(
      UserId user, List<AssignedLicense> addLicenses, Set<SkuId> removeLicenses)
      implements TenantWrite {

    /**
     * Checks and orders the arguments.
     *
     * @throws IllegalArgumentException if both lists are empty, or a SKU is named twice
     */
    public AssignUserLicense {
      Objects.requireNonNull(user, "user");
      addLicenses = ordered(addLicenses);
      removeLicenses = Ordered.set(removeLicenses, "removeLicenses");
      checkLicenses(addLicenses, removeLicenses);
    }

    @Override
    public Subject subject() {
      return Subject.user(user);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.ASSIGN_USER_LICENSE;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.assignUserLicense(this);
    }
  }

  /**
   * Adds, replaces and removes licences of a group in one call. Accepted at once and processed
   * member by member later.
   *
   * @param group the group
   * @param addLicenses SKUs to add, or to give new {@code disabledPlans}; ordered by SKU id
   * @param removeLicenses SKUs to take; ordered by id
   */
  record AssignGroupLicense(
      GroupId group, List<AssignedLicense> addLicenses, Set<SkuId> removeLicenses)
      implements TenantWrite {

    /**
     * Checks and orders the arguments.
     *
     * @throws IllegalArgumentException if both lists are empty, or a SKU is named twice
     */
    public AssignGroupLicense {
      Objects.requireNonNull(group, "group");
      addLicenses = ordered(addLicenses);
      removeLicenses = Ordered.set(removeLicenses, "removeLicenses");
      checkLicenses(addLicenses, removeLicenses);
    }

    @Override
    public Subject subject() {
      return Subject.group(group);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.ASSIGN_GROUP_LICENSE;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.assignGroupLicense(this);
    }
  }

  /**
   * Creates a user. Licences come in a write of their own: Graph takes none at creation.
   *
   * @param profile what the user is created with
   * @param password the first password, to be changed at first sign-in
   */
  record CreateUser(UserProfile profile, InitialPassword password) implements TenantWrite {

    public CreateUser {
      Objects.requireNonNull(profile, "profile");
      Objects.requireNonNull(password, "password");
    }

    @Override
    public Subject subject() {
      return Subject.newUser(profile.userPrincipalName());
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.CREATE_USER;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.createUser(this);
    }
  }

  /**
   * Sets the country of a user. For a synced user the next sync may overwrite it.
   *
   * @param user the user
   * @param usageLocation the country
   */
  record SetUsageLocation(UserId user, UsageLocation usageLocation) implements TenantWrite {

    public SetUsageLocation {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(usageLocation, "usageLocation");
    }

    @Override
    public Subject subject() {
      return Subject.user(user);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.UPDATE_USER;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.setUsageLocation(this);
    }
  }

  /**
   * Adds members to a group in one request, all or none: one that is a member already fails them
   * all.
   *
   * @param group the group
   * @param users the users; at most {@link ServiceLimits#MEMBERS_PER_REQUEST}, ordered by id
   */
  record AddMembers(GroupId group, Set<UserId> users) implements TenantWrite {

    /**
     * Checks and orders the arguments.
     *
     * @throws IllegalArgumentException if there is no user or more than one request takes
     */
    public AddMembers {
      Objects.requireNonNull(group, "group");
      users = Ordered.set(users, "users");
      if (users.isEmpty() || users.size() > ServiceLimits.MEMBERS_PER_REQUEST) {
        throw new IllegalArgumentException(
            "One request adds 1 to %d members, not %d."
                .formatted(ServiceLimits.MEMBERS_PER_REQUEST, users.size()));
      }
    }

    @Override
    public Subject subject() {
      return Subject.group(group);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.ADD_MEMBERS;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.addMembers(this);
    }
  }

  /**
   * Takes a member out of a group.
   *
   * @param group the group
   * @param user the user
   */
  record RemoveMember(GroupId group, UserId user) implements TenantWrite {

    public RemoveMember {
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(user, "user");
    }

    @Override
    public Subject subject() {
      return Subject.group(group);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.REMOVE_MEMBER;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.removeMember(this);
    }
  }

  /**
   * Asks the service to process a user's licences again. There is no such call for a group.
   *
   * @param user the user
   */
  record ReprocessLicenses(UserId user) implements TenantWrite {

    public ReprocessLicenses {
      Objects.requireNonNull(user, "user");
    }

    @Override
    public Subject subject() {
      return Subject.user(user);
    }

    @Override
    public GraphOperation operation() {
      return GraphOperation.REPROCESS_LICENSES;
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.reprocessLicenses(this);
    }
  }

  private static List<AssignedLicense> ordered(List<AssignedLicense> licenses) {
    return Objects.requireNonNull(licenses, "addLicenses").stream()
        .sorted(Comparator.comparing(AssignedLicense::skuId))
        .toList();
  }

  private static void checkLicenses(List<AssignedLicense> add, Set<SkuId> remove) {
    if (add.isEmpty() && remove.isEmpty()) {
      throw new IllegalArgumentException(
          "addLicenses and removeLicenses are both empty. Name at least one SKU.");
    }
    long distinct = add.stream().map(AssignedLicense::skuId).distinct().count();
    if (distinct < add.size() || add.stream().anyMatch(l -> remove.contains(l.skuId()))) {
      throw new IllegalArgumentException(
          "A SKU is named twice in one call: addLicenses %s, removeLicenses %s."
              .formatted(add.stream().map(AssignedLicense::skuId).toList(), remove));
    }
  }
}
