package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a write does to the licences and memberships of its subject. */
record WriteEffect(
    List<AssignedLicense> addLicenses,
    Set<SkuId> removeLicenses,
    List<AssignedLicense> licensesGiven,
    Optional<GroupId> groupJoined,
    Optional<GroupId> groupLeft) {

  private static final WriteEffect NONE = onMembership(List.of(), null, null);

  static final PlannedWrite.Cases<WriteEffect> CASES =
      new PlannedWrite.Cases<>() {
        @Override
        public WriteEffect createUser(PlannedWrite.CreateUser write) {
          return NONE;
        }

        @Override
        public WriteEffect setUsageLocation(PlannedWrite.SetUsageLocation write) {
          return NONE;
        }

        @Override
        public WriteEffect reprocess(PlannedWrite.Reprocess write) {
          return NONE;
        }

        @Override
        public WriteEffect addToGroup(PlannedWrite.AddToGroup write) {
          return onMembership(write.assignedLicenses(), write.group(), null);
        }

        @Override
        public WriteEffect leaveGroup(PlannedWrite.LeaveGroup write) {
          return onMembership(List.of(), null, write.group());
        }

        @Override
        public WriteEffect assignLicenses(PlannedWrite.AssignLicenses write) {
          return new WriteEffect(
              write.addLicenses(),
              write.removeLicenses(),
              write.addLicenses(),
              Optional.empty(),
              Optional.empty());
        }
      };

  private static WriteEffect onMembership(
      List<AssignedLicense> given, @Nullable GroupId joined, @Nullable GroupId left) {
    return new WriteEffect(
        List.of(), Set.of(), given, Optional.ofNullable(joined), Optional.ofNullable(left));
  }
}
