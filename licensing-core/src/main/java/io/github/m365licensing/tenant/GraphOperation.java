package io.github.m365licensing.tenant;

import java.util.List;

/**
 * The Graph operations that licensing touches, each with what the caller must be allowed to do and
 * what it costs under the service's quota.
 *
 * <p>Permissions and roles are as documented by Graph; those marked assumed are not stated there.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
public enum GraphOperation {
  /** {@code GET /organization}; permissions assumed. */
  READ_ORGANIZATION(0, 1, Sets.ORGANIZATION_READ, List.of()),
  /** {@code GET /subscribedSkus}. */
  LIST_SUBSCRIBED_SKUS(0, 3, Sets.SKU_READ, List.of()),
  /** {@code GET /directory/subscriptions}. */
  LIST_SUBSCRIPTIONS(0, 1, Sets.ORGANIZATION_READ, List.of()),
  /** {@code GET /users}. */
  LIST_USERS(0, 2, Sets.USER_READ, List.of()),
  /** {@code GET /users/{id}}. */
  GET_USER(0, 1, Sets.USER_READ, List.of()),
  /** {@code GET /users/{id}/licenseDetails}; with an application token contested. */
  LIST_LICENSE_DETAILS(0, 2, Sets.LICENSE_DETAILS_READ, List.of()),
  /** {@code POST /users}. */
  CREATE_USER(1, 1, Sets.USER_WRITE, List.of("User Administrator")),
  /** {@code PATCH /users/{id}}. */
  UPDATE_USER(1, 1, Sets.USER_WRITE, List.of("User Administrator")),
  /** {@code DELETE /users/{id}}. */
  DELETE_USER(1, 1, Sets.USER_WRITE, List.of("User Administrator")),
  /** {@code POST /users/{id}/assignLicense}. */
  ASSIGN_USER_LICENSE(
      1,
      1,
      List.of("LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
      List.of("License Administrator", "User Administrator", "Directory Writers")),
  /** {@code POST /users/{id}/reprocessLicenseAssignment}. */
  REPROCESS_LICENSES(
      1,
      1,
      Sets.USER_WRITE,
      List.of("License Administrator", "User Administrator", "Directory Writers")),
  /** {@code GET /groups}. */
  LIST_GROUPS(0, 1, Sets.GROUP_READ, List.of()),
  /** {@code GET /groups/{id}}. */
  GET_GROUP(0, 1, Sets.GROUP_READ, List.of()),
  /** {@code POST /groups}. */
  CREATE_GROUP(
      1,
      1,
      List.of("Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"),
      List.of("Groups Administrator", "User Administrator")),
  /** {@code PATCH /groups/{id}}. */
  UPDATE_GROUP(1, 1, Sets.GROUP_WRITE, List.of("Groups Administrator", "User Administrator")),
  /** {@code DELETE /groups/{id}}. */
  DELETE_GROUP(1, 1, Sets.GROUP_WRITE, List.of("Groups Administrator", "User Administrator")),
  /** {@code POST /groups/{id}/assignLicense}. */
  ASSIGN_GROUP_LICENSE(
      1,
      1,
      List.of("LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"),
      List.of(
          "License Administrator",
          "Groups Administrator",
          "User Administrator",
          "Directory Writers")),
  /** {@code GET /groups/{id}/members}. */
  LIST_MEMBERS(0, 3, Sets.GROUP_READ, List.of()),
  /** {@code GET /groups/{id}/transitiveMembers}. */
  LIST_TRANSITIVE_MEMBERS(0, 5, Sets.GROUP_READ, List.of()),
  /** {@code GET /groups/{id}/membersWithLicenseErrors}; permissions assumed as for members. */
  LIST_MEMBERS_WITH_LICENSE_ERRORS(0, 1, Sets.GROUP_READ, List.of()),
  /** {@code GET /users/{id}/memberOf} and {@code transitiveMemberOf}; permissions assumed. */
  LIST_MEMBER_OF(
      0, 2, List.of("User.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"), List.of()),
  /** {@code PATCH /groups/{id}} with {@code members@odata.bind}, or {@code POST members/$ref}. */
  ADD_MEMBERS(
      1,
      1,
      List.of("GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"),
      List.of("Groups Administrator", "User Administrator", "Directory Writers")),
  /** {@code DELETE /groups/{id}/members/{id}/$ref}. */
  REMOVE_MEMBER(
      1,
      1,
      List.of("GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"),
      List.of("Groups Administrator", "User Administrator", "Directory Writers")),
  /** {@code GET /directory/deletedItems}; permissions assumed as for users. */
  LIST_DELETED_ITEMS(0, 1, Sets.USER_READ, List.of()),
  /** {@code POST /directory/deletedItems/{id}/restore}; permissions assumed as for users. */
  RESTORE_DELETED_ITEM(1, 1, Sets.USER_WRITE, List.of("User Administrator")),
  /** {@code DELETE /directory/deletedItems/{id}}; permissions assumed as for users. */
  PURGE_DELETED_ITEM(1, 1, Sets.USER_WRITE, List.of("User Administrator")),
  /** {@code GET /deviceManagement/managedDevices}. Metered apart from directory requests. */
  LIST_MANAGED_DEVICES(
      0,
      1,
      List.of(
          "DeviceManagementManagedDevices.Read.All",
          "DeviceManagementManagedDevices.ReadWrite.All"),
      List.of()),
  /** {@code GET /education/users}; permissions assumed. */
  LIST_EDUCATION_USERS(0, 1, List.of("EduRoster.Read.All", "EduRoster.ReadWrite.All"), List.of());

  private final int writes;
  private final int resourceUnits;
  private final List<String> permissions;
  private final List<String> roles;

  GraphOperation(int writes, int resourceUnits, List<String> permissions, List<String> roles) {
    this.writes = writes;
    this.resourceUnits = resourceUnits;
    this.permissions = permissions;
    this.roles = roles;
  }

  /** Whether the operation changes the tenant, and so counts against the write quota. */
  public boolean isWrite() {
    return writes > 0;
  }

  /**
   * The resource units that a request costs before modifiers: {@code $select} one less, {@code
   * $top} under 20 one less, {@code $expand} one more, never below one. Documented by Graph.
   */
  public int resourceUnits() {
    return resourceUnits;
  }

  /** The permissions of which one is enough, least first. Unmodifiable. */
  public List<String> permissions() {
    return permissions;
  }

  /**
   * The directory roles of which a delegated caller needs one, least first; empty where reading
   * needs none beyond the permission. Unmodifiable.
   */
  public List<String> roles() {
    return roles;
  }

  private static final class Sets {
    private static final List<String> ORGANIZATION_READ =
        List.of(
            "Organization.Read.All",
            "Directory.Read.All",
            "Organization.ReadWrite.All",
            "Directory.ReadWrite.All");
    private static final List<String> SKU_READ =
        List.of(
            "LicenseAssignment.Read.All",
            "LicenseAssignment.ReadWrite.All",
            "Organization.Read.All",
            "Directory.Read.All",
            "Organization.ReadWrite.All",
            "Directory.ReadWrite.All");
    private static final List<String> USER_READ =
        List.of(
            "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
    private static final List<String> LICENSE_DETAILS_READ =
        List.of(
            "LicenseAssignment.Read.All",
            "LicenseAssignment.ReadWrite.All",
            "User.Read.All",
            "User.ReadWrite.All",
            "Directory.Read.All",
            "Directory.ReadWrite.All");
    private static final List<String> USER_WRITE =
        List.of("User.ReadWrite.All", "Directory.ReadWrite.All");
    private static final List<String> GROUP_READ =
        List.of(
            "GroupMember.Read.All",
            "Group.Read.All",
            "GroupMember.ReadWrite.All",
            "Group.ReadWrite.All",
            "Directory.Read.All",
            "Directory.ReadWrite.All");
    private static final List<String> GROUP_WRITE =
        List.of("Group.ReadWrite.All", "Directory.ReadWrite.All");
  }
}
