package io.github.m365licensing.plan;

/** What a {@link Finding} is about. */
public enum FindingCode {
  /** A licence is to be assigned directly to a user without usage location; it is never guessed. */
  NO_USAGE_LOCATION,
  /** A named plan is not part of the SKU in this tenant. */
  PLAN_NOT_IN_SKU,
  /** A named plan holds for the whole tenant and cannot be switched per user. */
  PLAN_NOT_FOR_USERS,
  /** The SKU is assigned directly already, with other choices. */
  ALREADY_ASSIGNED,
  /** The SKU is not held, so there is nothing to change or remove. */
  NOT_HELD,
  /** The SKU is held through a group only; a call on the user cannot change that. */
  INHERITED,
  /** Besides the direct path the user holds the SKU through a group. */
  ALSO_INHERITED,
  /** A plan is switched off on one path while another path keeps it on. */
  NO_EFFECT,
  /** No seat is left for this subject. */
  NO_FREE_SEAT,
  /** A stored disabled plan is no longer part of the SKU; it is dropped from the call. */
  STALE_DISABLED_PLAN,
  /** The user has the SKU, and no path says through what; it is left alone. */
  SOURCE_UNKNOWN,
  /** Two plans cannot stand together. */
  MUTUALLY_EXCLUSIVE,
  /** A plan needs another plan. */
  MISSING_PREREQUISITE,
  /** The SKU cannot be assigned to users. */
  SKU_NOT_FOR_USERS,
  /** The SKU was bought by people themselves; the service takes no assignments of it. */
  DEPARTMENT_SKU,
  /** The SKU is bought for devices; a user gains nothing by it. */
  DEVICE_SKU,
  /** The user is synced from on premises, and the next sync may overwrite the usage location. */
  USAGE_LOCATION_MAY_BE_OVERWRITTEN,
  /** The user to be created is there already. */
  USER_EXISTS,
  /** Two entries of the intent want what cannot both be. */
  CONTRADICTION,
  /** An entry of the intent selects nobody. */
  EMPTY_SELECTION,
  /**
   * A group in the selection has groups as members; licences and selections do not reach theirs.
   */
  NESTED_GROUPS,
  /** The caller may not read groups, so groups are shown by their ids. */
  GROUP_NAMES_UNREADABLE
}
