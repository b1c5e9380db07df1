package io.github.m365licensing.intent;

import io.github.m365licensing.plan.Finding;

/** What a {@link Finding} is about. */
public enum FindingCode {
  /**
   * A licence is to be assigned directly to a user without usage location; it is never guessed.
   * Members of a group without one are licensed by the tenant's location (documented).
   */
  NO_USAGE_LOCATION(true),
  /** The user is synced from on premises, and the next sync may overwrite the usage location. */
  USAGE_LOCATION_MAY_BE_OVERWRITTEN(true),
  /** No seat is left for this subject. */
  NO_FREE_SEAT(true),
  /** Seats are short, and the intent wants all subjects served or none. */
  SEATS_SHORT(false),
  /** Two plans cannot stand together. */
  MUTUALLY_EXCLUSIVE(true),
  /** A plan needs another plan. */
  MISSING_PREREQUISITE(true),
  /**
   * A plan is on without the plan that Microsoft wants beside it; the service does not refuse it.
   */
  MISSING_COMPANION(true),
  /** A named plan is not part of the SKU in this tenant. */
  PLAN_NOT_IN_SKU(false),
  /** A named plan holds for the whole tenant and cannot be switched per user. */
  PLAN_NOT_FOR_USERS(false),
  /** The SKU is assigned directly already, with other choices. */
  ALREADY_ASSIGNED(false),
  /** The SKU is not held, so there is nothing to change or remove. */
  NOT_HELD(true),
  /** No licence of the user is in error, so there is nothing to reprocess. */
  NOTHING_IN_ERROR(true),
  /** The SKU is held through a group only; a call on the user cannot change that. */
  INHERITED(false),
  /** Besides the direct path the user holds the SKU through a group. */
  ALSO_INHERITED(true),
  /** A plan is switched off on one path while another path keeps it on. */
  NO_EFFECT(true),
  /** A stored disabled plan is no longer part of the SKU; it is dropped from the call. */
  STALE_DISABLED_PLAN(true),
  /** The user has the SKU, and no path says through what; it is left alone. */
  SOURCE_UNKNOWN(false),
  /** The SKU is for the whole tenant and cannot be assigned to users. */
  SKU_NOT_FOR_USERS(true),
  /** The SKU was bought by people themselves; the service takes no assignments of it. */
  DEPARTMENT_SKU(true),
  /** The SKU is bought for devices; a user gains nothing by it. */
  DEVICE_SKU(true),
  /** The SKU is suspended, locked out or deleted; nobody can be given it. */
  SUSPENDED_SKU(true),
  /**
   * The group cannot be what is asked of it: its members come from a rule or from on premises, it
   * is a mail group, it gives roles, or it cannot carry licences. Licences of a group can be
   * changed where members cannot: in dynamic and synced groups (documented).
   */
  GROUP_NOT_WRITABLE(false),
  /** The group carries no licence. */
  GROUP_NOT_LICENSED(false),
  /**
   * The service has not finished the group's licences ({@code licenseProcessingState} is not {@code
   * ProcessingComplete}, documented), so what was read of its members may change yet.
   */
  GROUP_IN_PROCESS(true),
  /** The user has no direct licence that the group carries. */
  NOTHING_TO_MOVE(true),
  /** The user is a member through a group inside the group only; licences do not reach it. */
  NESTED_MEMBER(true),
  /** A licence through the group is in error for this user. */
  INHERITED_IN_ERROR(false),
  /** A plan that is on directly is off in the group's licence and would be lost. */
  LOSES_PLAN(true),
  /** The tenant keeps assignments in allotments, where removing takes every path of a SKU. */
  ALLOTMENTS(true),
  /** Data is at risk: a mailbox, files or a phone number. */
  DATA_LOSS(true),
  /**
   * The last Intune plan goes, and devices are managed for the user: those are managed no more. Who
   * has no device has no such finding and is not counted among the members of a group, as far as
   * devices can be read.
   */
  LAST_INTUNE_PLAN(true),
  /** Last Intune plans go, and the caller may not read which devices are managed. */
  DEVICES_UNREADABLE(true),
  /** The subject is one that the intent protects. */
  PROTECTED_USER(true),
  /**
   * More than 1,000 people are affected, members of changed groups included, and neither a limit
   * nor a canary guards that.
   */
  MANY_PEOPLE(true),
  /** More people would be changed than the intent allows. */
  TOO_MANY_CHANGES(false),
  /** Findings of a code were accepted, but there are more or fewer of them than expected. */
  ACCEPTED_COUNT_DIFFERS(false),
  /** A swap brings plans, or drops choices, that have no counterpart in the other SKU. */
  WITHOUT_COUNTERPART(true),
  /** The subject is not as the change to be undone left it; it is left alone. */
  CHANGED_SINCE(false),
  /** A part of a change that cannot be brought back. */
  CANNOT_UNDO(true),
  /** The snapshot does not know the user, who is left alone. */
  NOT_IN_SNAPSHOT(true),
  /** Users whom the snapshot knows and the selection means do not exist any more. */
  GONE_SINCE_SNAPSHOT(true),
  /** What comes through groups is not as the snapshot says; it is left alone. */
  INHERITED_DIFFERS(true),
  /** A plan joined the SKU since the snapshot, so that it says nothing about it. */
  PLAN_JOINED_SINCE(true),
  /** The user to be created is there already. */
  USER_EXISTS(false),
  /** Two entries of the intent want what cannot both be. */
  CONTRADICTION(false),
  /** An entry of the intent selects nobody. */
  EMPTY_SELECTION(true),
  /**
   * A group in the selection has groups as members; licences and selections do not reach theirs.
   */
  NESTED_GROUPS(true),
  /**
   * Members would be left in error. The service gives a member all new licences of a group or none,
   * so what is wrong with one product keeps the others back too (documented).
   */
  MEMBERS_LEFT_OUT(true),
  /** The caller may not read groups, so groups are shown by their ids. */
  GROUP_NAMES_UNREADABLE(true);

  private final boolean acceptable;

  FindingCode(boolean acceptable) {
    this.acceptable = acceptable;
  }

  /**
   * Whether {@link LicenseIntent#accepting} can override it: the service has the last word. Where
   * no call could be made, or a guard of the intent itself is broken, there is nothing to accept.
   */
  public boolean isAcceptable() {
    return acceptable;
  }
}
