package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.plan.Severity;

/** Findings about what was read, and about what could not be. */
final class ReadingFindings {

  private ReadingFindings() {}

  static Finding emptySelection(String selection) {
    return advisory(FindingCode.EMPTY_SELECTION)
        .message("Nobody is selected by: " + selection + ".")
        .cure("Check the selection if somebody was expected.")
        .build();
  }

  static Finding nestedGroups(LicensedGroup group, int nested) {
    return advisory(FindingCode.NESTED_GROUPS)
        .message(
            "%d members of group '%s' are groups themselves; their members are not selected."
                .formatted(nested, group.displayName()))
        .cure("Select the members of those groups too if they are meant.")
        .build();
  }

  static Finding groupNamesUnreadable() {
    return advisory(FindingCode.GROUP_NAMES_UNREADABLE)
        .message("The caller may not read groups, so groups are shown by their ids.")
        .cure("Grant GroupMember.Read.All to see names; the plan is the same without.")
        .build();
  }

  static Finding goneSinceSnapshot(long users) {
    return advisory(FindingCode.GONE_SINCE_SNAPSHOT)
        .message(
            "%d users whom the snapshot knows and the selection means do not exist any more."
                .formatted(users))
        .cure("Restore deleted users within 30 days, then plan again.")
        .build();
  }

  private static Finding.Builder advisory(FindingCode code) {
    Finding.Builder finding = Finding.builder();
    finding.code(code).severity(Severity.ADVISORY);
    return finding;
  }
}
