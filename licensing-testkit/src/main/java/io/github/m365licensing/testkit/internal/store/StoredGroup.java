package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.ProcessingState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group as the store holds one; its members are in the {@link Directory}. Immutable; a write
 * replaces it.
 *
 * @param id the object id
 * @param position the place in the order of creation
 * @param attributes the plain properties
 * @param assignedLicenses the licences that it gives to its direct user members
 * @param licenseProcessingState how far the service is with them; null if it never had any
 * @param createdDateTime when it was created, UTC
 * @param deletedDateTime when it was deleted, UTC; null while it lives
 */
public record StoredGroup(
    GroupId id,
    long position,
    Attributes<GroupAttribute> attributes,
    List<AssignedLicense> assignedLicenses,
    @Nullable ProcessingState licenseProcessingState,
    Instant createdDateTime,
    @Nullable Instant deletedDateTime)
    implements StoredObject {

  public StoredGroup {
    assignedLicenses = List.copyOf(assignedLicenses);
  }

  @Override
  public UUID objectId() {
    return id.value();
  }

  /** The name people see. */
  public String displayName() {
    return attributes.text(GroupAttribute.DISPLAY_NAME).orElseThrow();
  }

  /** Whether members come from a rule. */
  public boolean isDynamic() {
    return attributes.texts(GroupAttribute.GROUP_TYPES).contains("DynamicMembership");
  }

  /** Whether it is a Microsoft 365 group. */
  public boolean isUnified() {
    return attributes.texts(GroupAttribute.GROUP_TYPES).contains("Unified");
  }

  /** Whether it is mastered on premises. */
  public boolean isSynced() {
    return attributes.isTrue(GroupAttribute.ON_PREMISES_SYNC_ENABLED);
  }

  /** The same with these attributes changed; a null value empties one. */
  public StoredGroup with(Map<GroupAttribute, ? extends @Nullable Object> changes) {
    return new StoredGroup(
        id,
        position,
        attributes.with(changes),
        assignedLicenses,
        licenseProcessingState,
        createdDateTime,
        deletedDateTime);
  }

  /** The same with these licences, processed as far as this. */
  public StoredGroup withLicenses(
      List<AssignedLicense> licenses, @Nullable ProcessingState processingState) {
    return new StoredGroup(
        id, position, attributes, licenses, processingState, createdDateTime, deletedDateTime);
  }

  /** The same, deleted at this moment, or living if null. */
  public StoredGroup deletedAt(@Nullable Instant moment) {
    return new StoredGroup(
        id,
        position,
        attributes,
        assignedLicenses,
        licenseProcessingState,
        createdDateTime,
        moment);
  }
}
