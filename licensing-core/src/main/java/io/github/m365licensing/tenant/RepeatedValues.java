package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps equal values once while users are gathered: a million users share some hundred licence
 * choices, paths and departments. Not thread-safe; to be thrown away afterwards.
 */
final class RepeatedValues {

  // Values that turn out to be as many as the users are not worth remembering.
  private static final int LIMIT = 1 << 16;

  private final Map<Object, Object> kept = new HashMap<>();

  /** The same user, with its repeated values shared and its licences and paths in order. */
  LicensedUser share(LicensedUser user) {
    LicensedUser.Builder shared =
        LicensedUser.builder()
            .from(user)
            .userType(one(user.userType()))
            .assignedLicenses(
                SnapshotOrder.licenses(user.assignedLicenses()).stream().map(this::one).toList())
            .licenseAssignmentStates(
                SnapshotOrder.paths(user.licenseAssignmentStates()).stream()
                    .map(this::path)
                    .toList());
    user.department().map(this::one).ifPresent(shared::department);
    user.usageLocation().map(this::one).ifPresent(shared::usageLocation);
    user.educationRole().map(this::one).ifPresent(shared::educationRole);
    return shared.build();
  }

  /** Paths differ mostly in their time alone, so all but the time is shared. */
  private LicenseAssignmentState path(LicenseAssignmentState path) {
    if (path.lastUpdatedDateTime().isEmpty()) {
      return one(path);
    }
    LicenseAssignmentState timeless =
        LicenseAssignmentState.builder().from(path).lastUpdatedDateTime(Optional.empty()).build();
    return one(timeless).withLastUpdatedDateTime(path.lastUpdatedDateTime().get());
  }

  @SuppressWarnings("unchecked") // equal values are of one type here
  private <T> T one(T value) {
    Object known = kept.get(value);
    if (known != null) {
      return (T) known;
    }
    if (kept.size() < LIMIT) {
      kept.put(value, value);
    }
    return value;
  }
}
