package io.github.m365licensing.plan;

import java.util.Locale;
import java.util.Objects;

/**
 * A part of a plan that is finished before the next one begins. Each subject has at most one write
 * in a stage.
 *
 * @param kind what happens in it
 * @param gate what each subject must pass before
 * @param writes how many subjects are written in it; 0 for a stage that only waits
 */
public record Stage(Kind kind, Gate gate, long writes) {

  /** The kinds of stage, in the order in which they run. */
  public enum Kind {
    /** Users are created, without licences. */
    CREATE_USERS,
    /** Usage locations are set. */
    SET_USAGE_LOCATIONS,
    /** Licences are taken by calls that need no seat, so that seats are free for what follows. */
    FREE_SEATS,
    /** Licences are taken from groups by calls that need no seat. */
    FREE_SEATS_OF_GROUPS,
    /** All other changes of licences of groups. */
    CHANGE_GROUP_LICENSES,
    /** All other changes of licences of users, except those below. */
    CHANGE_LICENSES,
    /** Changes of licences of users whose usage location was set before. */
    CHANGE_LICENSES_OF_LOCATED_USERS,
    /** Licences of users who were created before. */
    ASSIGN_TO_NEW_USERS,
    /** Users become members of groups that carry licences. */
    ADD_TO_GROUPS,
    /** Direct licences go that a group gives by now. */
    DROP_DIRECT_LICENSES,
    /** Users leave groups, once they have directly what they keep. */
    LEAVE_GROUPS,
    /** Users in error are processed again by the service. */
    REPROCESS_LICENSES;

    /** Whether it writes members of groups, so that one request can be about many subjects. */
    public boolean changesMembers() {
      return this == ADD_TO_GROUPS || this == LEAVE_GROUPS;
    }

    /** What it always waits for. */
    Gate usualGate() {
      return switch (this) {
        case CREATE_USERS,
            SET_USAGE_LOCATIONS,
            FREE_SEATS,
            FREE_SEATS_OF_GROUPS,
            CHANGE_GROUP_LICENSES,
            CHANGE_LICENSES,
            ADD_TO_GROUPS,
            REPROCESS_LICENSES ->
            Gate.NONE;
        case CHANGE_LICENSES_OF_LOCATED_USERS -> Gate.USAGE_LOCATION_VISIBLE;
        case ASSIGN_TO_NEW_USERS -> Gate.USER_VISIBLE;
        case DROP_DIRECT_LICENSES -> Gate.INHERITED_ACTIVE;
        case LEAVE_GROUPS -> Gate.DIRECT_ACTIVE;
      };
    }
  }

  public Stage {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(gate, "gate");
  }

  /** The kind in words. */
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
