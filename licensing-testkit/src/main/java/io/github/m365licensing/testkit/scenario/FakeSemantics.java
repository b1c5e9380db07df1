package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.rules.LicensingSemantics;
import java.util.Objects;

/**
 * What is contested about the service, as switches: those on which licensing rules hang, and those
 * that only a tenant shows. Immutable.
 *
 * @param licensing the switches of the rule book, each with its sources
 * @param successError what a path without error says on the wire
 * @param licenseDetailsAppOnly whether an application may read licenseDetails
 * @param retryAfterOn429 whether throttling says how long to wait
 * @param concurrencyStatus the status of a conflict between two writes
 * @param concurrentGroupWrites what becomes of two calls that license one group at the same time
 * @param groupPrerequisiteRemoval what a group says if it is to lose what it still needs itself
 * @param removedPlans whether {@code assignedPlans} goes on showing plans that were taken away
 * @param mailAddresses whether a mailbox brings its user a mail address
 */
public record FakeSemantics(
    LicensingSemantics licensing,
    SuccessError successError,
    LicenseDetailsAppOnly licenseDetailsAppOnly,
    RetryAfterOn429 retryAfterOn429,
    ConcurrencyStatus concurrencyStatus,
    ConcurrentGroupWrites concurrentGroupWrites,
    GroupPrerequisiteRemoval groupPrerequisiteRemoval,
    RemovedPlans removedPlans,
    MailAddresses mailAddresses) {

  /** What {@code licenseAssignmentState.error} says on success. */
  public enum SuccessError {
    /** The text {@code None}, for which Microsoft's script tests. */
    NONE_TEXT,
    /** Null, as the page says. */
    NULL
  }

  /** Whether an application token may read {@code licenseDetails}. */
  public enum LicenseDetailsAppOnly {
    /** It may; scripts do so. */
    ALLOWED,
    /** 403; the permission table prints "not supported". */
    FORBIDDEN
  }

  /** Whether a 429 carries Retry-After. */
  public enum RetryAfterOn429 {
    /** It does, Graph's default. */
    PRESENT,
    /** It does not, by a field report. */
    ABSENT
  }

  /** The status of {@code Directory_ConcurrencyViolation}. */
  public enum ConcurrencyStatus {
    /** 409. */
    CONFLICT_409,
    /** 503; clients map both. */
    UNAVAILABLE_503
  }

  /** What becomes of the second of two calls that license one group at the same time. */
  public enum ConcurrentGroupWrites {
    /** It is accepted and never done, as a field report saw. */
    SILENTLY_LOST,
    /** It is a conflict, as with users. */
    CONFLICT
  }

  /** What happens to a group's licence that another licence of the same group needs. */
  public enum GroupPrerequisiteRemoval {
    /**
     * Its removal is accepted; it stays on members, in error, as field reports saw. The same where
     * only the plan that is needed is switched off (assumed).
     */
    ACCEPTED,
    /** Its removal is refused at once, as adding without it is. */
    REFUSED
  }

  /** What {@code assignedPlans} shows of plans that were taken away. Nowhere documented. */
  public enum RemovedPlans {
    /**
     * They stay with capabilityStatus Deleted (assumed). How long is not known; here until the plan
     * comes back or the user is gone.
     */
    SHOWN_DELETED,
    /** They are gone at once. */
    GONE
  }

  /** What a licence with a mailbox does to {@code mail} and {@code proxyAddresses}. */
  public enum MailAddresses {
    /** Nothing. */
    UNCHANGED,
    /**
     * The user principal name becomes an address, and {@code mail} if there was none: the service
     * may compute them anew (documented). Addresses stay when the mailbox goes (assumed).
     */
    DERIVED
  }

  /** Takes one value for each switch. */
  public FakeSemantics {
    Objects.requireNonNull(licensing, "licensing");
    Objects.requireNonNull(successError, "successError");
    Objects.requireNonNull(licenseDetailsAppOnly, "licenseDetailsAppOnly");
    Objects.requireNonNull(retryAfterOn429, "retryAfterOn429");
    Objects.requireNonNull(concurrencyStatus, "concurrencyStatus");
    Objects.requireNonNull(concurrentGroupWrites, "concurrentGroupWrites");
    Objects.requireNonNull(groupPrerequisiteRemoval, "groupPrerequisiteRemoval");
    Objects.requireNonNull(removedPlans, "removedPlans");
    Objects.requireNonNull(mailAddresses, "mailAddresses");
  }

  /** The best documented reading of everything. */
  public static FakeSemantics defaults() {
    return of(LicensingSemantics.defaults());
  }

  /** These switches of the rule book, and the best documented reading of the rest. */
  public static FakeSemantics of(LicensingSemantics licensing) {
    return new FakeSemantics(
        licensing,
        SuccessError.NONE_TEXT,
        LicenseDetailsAppOnly.ALLOWED,
        RetryAfterOn429.PRESENT,
        ConcurrencyStatus.CONFLICT_409,
        ConcurrentGroupWrites.SILENTLY_LOST,
        GroupPrerequisiteRemoval.ACCEPTED,
        RemovedPlans.SHOWN_DELETED,
        MailAddresses.UNCHANGED);
  }

  /** The same with this switch. */
  public FakeSemantics with(SuccessError value) {
    return new FakeSemantics(
        licensing,
        value,
        licenseDetailsAppOnly,
        retryAfterOn429,
        concurrencyStatus,
        concurrentGroupWrites,
        groupPrerequisiteRemoval,
        removedPlans,
        mailAddresses);
  }

  /** The same with this switch. */
  public FakeSemantics with(LicenseDetailsAppOnly value) {
    return new FakeSemantics(
        licensing,
        successError,
        value,
        retryAfterOn429,
        concurrencyStatus,
        concurrentGroupWrites,
        groupPrerequisiteRemoval,
        removedPlans,
        mailAddresses);
  }

  /** The same with this switch. */
  public FakeSemantics with(RetryAfterOn429 value) {
    return new FakeSemantics(
        licensing,
        successError,
        licenseDetailsAppOnly,
        value,
        concurrencyStatus,
        concurrentGroupWrites,
        groupPrerequisiteRemoval,
        removedPlans,
        mailAddresses);
  }

  /** The same with this switch. */
  public FakeSemantics with(ConcurrencyStatus value) {
    return new FakeSemantics(
        licensing,
        successError,
        licenseDetailsAppOnly,
        retryAfterOn429,
        value,
        concurrentGroupWrites,
        groupPrerequisiteRemoval,
        removedPlans,
        mailAddresses);
  }

  /** The same with this switch. */
  public FakeSemantics with(ConcurrentGroupWrites value) {
    return new FakeSemantics(
        licensing,
        successError,
        licenseDetailsAppOnly,
        retryAfterOn429,
        concurrencyStatus,
        value,
        groupPrerequisiteRemoval,
        removedPlans,
        mailAddresses);
  }

  /** The same with this switch. */
  public FakeSemantics with(GroupPrerequisiteRemoval value) {
    return new FakeSemantics(
        licensing,
        successError,
        licenseDetailsAppOnly,
        retryAfterOn429,
        concurrencyStatus,
        concurrentGroupWrites,
        value,
        removedPlans,
        mailAddresses);
  }

  /** The same with this switch. */
  public FakeSemantics with(RemovedPlans value) {
    return new FakeSemantics(
        licensing,
        successError,
        licenseDetailsAppOnly,
        retryAfterOn429,
        concurrencyStatus,
        concurrentGroupWrites,
        groupPrerequisiteRemoval,
        value,
        mailAddresses);
  }

  /** The same with this switch. */
  public FakeSemantics with(MailAddresses value) {
    return new FakeSemantics(
        licensing,
        successError,
        licenseDetailsAppOnly,
        retryAfterOn429,
        concurrencyStatus,
        concurrentGroupWrites,
        groupPrerequisiteRemoval,
        removedPlans,
        value);
  }
}
