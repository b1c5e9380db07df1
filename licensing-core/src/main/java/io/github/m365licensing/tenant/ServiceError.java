package io.github.m365licensing.tenant;

import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What the service answered when it did not do what was asked: its code, and the typed facts found
 * in its text. Graph gives one code for nearly all licensing refusals and only the text differs, so
 * the text is recognised here, once, with {@link Reason#OTHER} as the safe fallback. Immutable.
 */
@Value.Immutable
@DomainStyle
public sealed interface ServiceError permits ImmutableServiceError {

  /** The HTTP status. */
  int status();

  /** Graph's code, for example {@code Request_BadRequest}; empty if the answer had none. */
  String code();

  /** Graph's text. Stays out of {@code toString}, since it may repeat a user principal name. */
  @Value.Redacted
  String message();

  /** The recognised reason. */
  Reason reason();

  /** The SKUs that the text names, in its order. */
  List<SkuId> skuIds();

  /**
   * The plans that the text names, in its order. For a missing dependency the first one is the
   * dependent, the others are the plans of which one is needed.
   */
  List<ServicePlanId> servicePlanIds();

  /** The service's id of the request. */
  Optional<String> requestId();

  /** How long the service asks to wait, in whole seconds. */
  Optional<Long> retryAfterSeconds();

  /** Why the service refused. */
  enum Reason {
    /** A mandatory list is missing from the call. */
    MISSING_PARAMETER,
    /** Both lists of the call are empty. */
    NO_CHANGES,
    /** The tenant does not own the SKU. */
    SKU_NOT_OWNED,
    /** The user has no valid usage location. */
    INVALID_USAGE_LOCATION,
    /** No seat is left. */
    NO_SEATS,
    /** The user does not have the SKU. */
    NOT_HELD,
    /** The user has the SKU through a group only. */
    INHERITED,
    /** Two plans cannot stand together. */
    MUTUALLY_EXCLUSIVE,
    /** A plan needs another plan. */
    MISSING_DEPENDENCY,
    /** A disabled plan is not part of the SKU. */
    PLAN_NOT_IN_SKU,
    /** The SKU is not for users. */
    NOT_FOR_USERS,
    /** A mail address is taken in the tenant. */
    PROXY_ADDRESS_TAKEN,
    /** A user is a member of the group already. */
    ALREADY_MEMBER,
    /** The attribute is mastered on premises. */
    MASTERED_ON_PREMISES,
    /** The group takes no members from callers: mail-enabled, distribution, dynamic or synced. */
    GROUP_NOT_WRITABLE,
    /** The user principal name is taken. */
    NAME_TAKEN,
    /** The user or group does not exist, or is not visible yet. */
    NOT_FOUND,
    /** The caller may not do this. */
    FORBIDDEN,
    /** The caller is not authenticated. */
    UNAUTHENTICATED,
    /** Another write for the same subject is in progress. */
    CONFLICT,
    /** The quota is used up. */
    THROTTLED,
    /** The service failed for the moment. */
    UNAVAILABLE,
    /** Not recognised; code and text say what there is. */
    OTHER
  }

  /**
   * The error with this answer, its reason and ids recognised.
   *
   * @param status the HTTP status
   * @param code Graph's code, empty if there is none
   * @param message Graph's text, empty if there is none
   */
  static ServiceError of(int status, String code, String message) {
    return ServiceErrorText.read(status, code, message);
  }

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ServiceError}. Not thread-safe. */
  class Builder extends ImmutableServiceError.Builder {
    Builder() {}
  }
}
