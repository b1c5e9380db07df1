package io.github.m365licensing.testkit.internal.service;

import io.github.m365licensing.rules.Violation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Graph's error answers, word for word where the words are known. Texts marked assumed were never
 * seen in public; only their meaning is known.
 */
public final class Refusals {

  /** Graph's code for nearly every refusal. */
  public static final String BAD_REQUEST = "Request_BadRequest";

  private Refusals() {}

  /** A 400 with Graph's usual code. */
  public static GraphFailure badRequest(String message) {
    return new GraphFailure(400, BAD_REQUEST, message);
  }

  /** A mandatory list is missing from the call. */
  public static GraphFailure missingParameter(String operation, String parameters) {
    return badRequest(
        "One or more parameters of the operation '%s' are missing from the request payload. The missing parameters are: %s."
            .formatted(operation, parameters));
  }

  /** Both lists of the call are empty. */
  public static GraphFailure noChanges() {
    return badRequest(
        "No license changes provided. At least one license to add or remove must be specified.");
  }

  /** The tenant does not own the SKU. */
  public static GraphFailure notOwned(SkuId sku) {
    return badRequest("License " + sku + " does not correspond to a valid company License.");
  }

  /** The user has no valid usage location. */
  public static GraphFailure invalidUsageLocation() {
    return badRequest("License assignment cannot be done for user with invalid usage location.");
  }

  /** No seat is left. */
  public static GraphFailure noSeats(SkuId sku) {
    return badRequest("Subscription with SKU " + sku + " does not have any available licenses.");
  }

  /** The user does not have the SKU. */
  public static GraphFailure notHeld() {
    return badRequest("User does not have a corresponding license.");
  }

  /** The user has the SKU through a group only. */
  public static GraphFailure inherited() {
    return badRequest(
        "User license is inherited from a group membership and it cannot be removed directly from the user.");
  }

  /** Plans that cannot stand together. */
  public static GraphFailure mutuallyExclusive(Collection<ServicePlanId> plans) {
    return badRequest(
        "License assignment failed because service plans %s are mutually exclusive"
            .formatted(joined(plans)));
  }

  /** A plan needs another one. */
  public static GraphFailure missingDependency(
      ServicePlanId dependent, Collection<ServicePlanId> needed) {
    return badRequest(
        "License assignment failed because service plan %s depends on the service plan(s) %s"
            .formatted(dependent, joined(needed)));
  }

  /** A disabled plan is not part of the SKU; the words are assumed. */
  public static GraphFailure planNotInSku(ServicePlanId plan, SkuId sku) {
    return badRequest(
        "The service plan %s does not belong to the subscription %s.".formatted(plan, sku));
  }

  /** The SKU is not for users; the words are approximate. */
  public static GraphFailure notForUsers(SkuId sku) {
    return badRequest("License " + sku + " cannot be assigned to a user");
  }

  /** A mail address is taken in the tenant. */
  public static GraphFailure proxyAddressTaken() {
    return badRequest(
        "Another object with the same value for property proxyAddresses already exists.");
  }

  /** The user principal name is taken. */
  public static GraphFailure nameTaken() {
    return badRequest(
        "Another object with the same value for property userPrincipalName already exists.");
  }

  /** A member that is one already. */
  public static GraphFailure alreadyMember() {
    return badRequest(
        "One or more added object references already exist for the following modified properties: 'members'.");
  }

  /** The attribute is mastered on premises. */
  public static GraphFailure masteredOnPremises() {
    return badRequest(
        "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.");
  }

  /** The group is mail-enabled, so its members are not written through Graph. */
  public static GraphFailure mailEnabledGroup() {
    return badRequest("Cannot Update a mail-enabled security groups and or distribution list.");
  }

  /** The group's members come from a rule; the words are assumed. */
  public static GraphFailure dynamicGroup() {
    return badRequest(
        "Members cannot be added to or removed from a group with dynamic membership.");
  }

  /** The group cannot carry licences; the words are assumed. */
  public static GraphFailure notSecurityEnabled() {
    return badRequest("Licenses can only be assigned to security enabled groups.");
  }

  /** The group still carries licences. */
  public static GraphFailure groupHasLicenses() {
    return badRequest("A group with active licenses assigned cannot be deleted.");
  }

  /** The object does not exist, or is not visible yet. */
  public static GraphFailure notFound(String id) {
    return new GraphFailure(
        404,
        "Request_ResourceNotFound",
        "Resource '%s' does not exist or one of its queried reference-property objects are not present."
            .formatted(id));
  }

  /** The caller may not do this. */
  public static GraphFailure denied() {
    return new GraphFailure(
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }

  /** Another write for the same object is in progress. */
  public static GraphFailure conflict(int status) {
    return new GraphFailure(
        status,
        "Directory_ConcurrencyViolation",
        "Concurrent requests to the tenant conflicted. Please wait and retry the request.");
  }

  /** The quota is used up; with a Retry-After header unless null. */
  public static GraphFailure throttled(@Nullable Duration retryAfter) {
    return new GraphFailure(429, "TooManyRequests", "Please retry again later.", retryAfter);
  }

  /** The service fails for the moment. */
  public static GraphFailure serverError(int status) {
    return switch (status) {
      case 500 ->
          new GraphFailure(
              500, "Service_InternalServerError", "Encountered an internal server error.");
      case 501 ->
          new GraphFailure(501, "NotImplemented", "This operation target is not yet supported.");
      case 503 ->
          new GraphFailure(503, "serviceNotAvailable", "The service is temporarily unavailable.");
      default -> new GraphFailure(status, "UnknownError", "");
    };
  }

  /** What the service answers to this violation. */
  static GraphFailure of(Violation violation) {
    SkuId sku = violation.skuId();
    return switch (violation.kind()) {
      case SKU_NOT_OWNED -> notOwned(sku);
      case USAGE_LOCATION_MISSING -> invalidUsageLocation();
      case COMPANY_SKU, DEVICE_SKU, DEPARTMENT_SKU -> notForUsers(sku);
      case FOREIGN_DISABLED_PLAN -> planNotInSku(violation.servicePlanId().orElseThrow(), sku);
      case NOT_HELD -> notHeld();
      case INHERITED -> inherited();
      case NO_SEAT -> noSeats(sku);
      case MUTUALLY_EXCLUSIVE -> {
        List<ServicePlanId> plans = new ArrayList<>();
        violation.servicePlanId().ifPresent(plans::add);
        plans.addAll(violation.otherPlans());
        yield mutuallyExclusive(plans);
      }
      case DEPENDENCY ->
          missingDependency(violation.servicePlanId().orElseThrow(), violation.otherPlans());
    };
  }

  private static String joined(Collection<ServicePlanId> plans) {
    return plans.stream().map(ServicePlanId::toString).collect(Collectors.joining(", "));
  }
}
