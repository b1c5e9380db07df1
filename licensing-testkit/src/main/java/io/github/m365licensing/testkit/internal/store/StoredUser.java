package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as the store holds one. Immutable; a write replaces it.
 *
 * @param id the object id
 * @param position the place in the order of creation
 * @param attributes the plain properties
 * @param licenseAssignmentStates the paths, in the order in which they came to be
 * @param unattributed licences in effect for which no path is known; nearly always empty
 * @param lostPaths paths that are gone, one per SKU, with the plans that they gave; mostly empty
 * @param createdDateTime when it was created, UTC
 * @param deletedDateTime when it was deleted, UTC; null while it lives
 */
public record StoredUser(
    UserId id,
    long position,
    Attributes<UserAttribute> attributes,
    List<LicenseAssignmentState> licenseAssignmentStates,
    List<AssignedLicense> unattributed,
    List<LicenseAssignmentState> lostPaths,
    Instant createdDateTime,
    @Nullable Instant deletedDateTime)
    implements StoredObject {

  public StoredUser {
    licenseAssignmentStates = List.copyOf(licenseAssignmentStates);
    unattributed = List.copyOf(unattributed);
    lostPaths = List.copyOf(lostPaths);
  }

  @Override
  public UUID objectId() {
    return id.value();
  }

  /** The sign-in name. */
  public String userPrincipalName() {
    return attributes.text(UserAttribute.USER_PRINCIPAL_NAME).orElseThrow();
  }

  /** The country for licensing. */
  public Optional<String> usageLocation() {
    return attributes.text(UserAttribute.USAGE_LOCATION);
  }

  /** Whether the user is mastered on premises. */
  public boolean isSynced() {
    return attributes.isTrue(UserAttribute.ON_PREMISES_SYNC_ENABLED);
  }

  /** The same with these attributes changed; a null value empties one. */
  public StoredUser with(Map<UserAttribute, ? extends @Nullable Object> changes) {
    return new StoredUser(
        id,
        position,
        attributes.with(changes),
        licenseAssignmentStates,
        unattributed,
        lostPaths,
        createdDateTime,
        deletedDateTime);
  }

  /** The same with these paths. */
  public StoredUser withPaths(List<LicenseAssignmentState> paths) {
    return new StoredUser(
        id, position, attributes, paths, unattributed, lostPaths, createdDateTime, deletedDateTime);
  }

  /** The same with these paths gone. */
  public StoredUser withLostPaths(List<LicenseAssignmentState> lost) {
    return new StoredUser(
        id,
        position,
        attributes,
        licenseAssignmentStates,
        unattributed,
        lost,
        createdDateTime,
        deletedDateTime);
  }

  /** The same, deleted at this moment, or living if null. */
  public StoredUser deletedAt(@Nullable Instant moment) {
    return new StoredUser(
        id,
        position,
        attributes,
        licenseAssignmentStates,
        unattributed,
        lostPaths,
        createdDateTime,
        moment);
  }
}
