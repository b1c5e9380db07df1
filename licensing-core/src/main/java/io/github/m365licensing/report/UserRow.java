package io.github.m365licensing.report;

import java.util.List;

/** A row of a report that is about users. */
public sealed interface UserRow
    permits Overlap, WastedLicense, GroupError, GroupErrorCause, NewPlan, Lapse {

  /** The users that the row is about, ordered; may be none. Unmodifiable. */
  List<ReportedUser> users();
}
