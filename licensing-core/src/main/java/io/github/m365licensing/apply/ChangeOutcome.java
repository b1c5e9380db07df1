package io.github.m365licensing.apply;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.DomainStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How the change of one subject ended. Immutable. */
@Value.Immutable
@DomainStyle
public sealed interface ChangeOutcome permits ImmutableChangeOutcome {

  /** The ways a change can end. */
  enum Kind {
    /** It was written. {@link #verification()} says what reading back showed. */
    APPLIED,
    /** Nothing had to be sent: the subject was as planned already. */
    ALREADY_IN_PLACE,
    /** The plan, a difference since planning, or the service said no; the subject is as it was. */
    REFUSED,
    /** It did not get through; known not to be applied. */
    FAILED,
    /** It was sent, no answer came, and reading did not settle it. Resume reads again. */
    UNKNOWN,
    /** It was not sent, or only a part of its stages was; the refusal says what is missing. */
    NOT_STARTED
  }

  /** Whom the plan named. */
  Subject subject();

  /**
   * What people call the subject: a user principal name, or the display name of a group. It is left
   * out of {@code toString()}, so that it stays out of logs.
   */
  @Value.Redacted
  String name();

  /** How it ended. */
  Kind kind();

  /** What reading back showed. */
  default Verification verification() {
    return Verification.NOT_CHECKED;
  }

  /** What reading back a group's members showed; only where the subject is a group. */
  Optional<MembersReadBack> members();

  /**
   * The licences that reading back showed in error, of a group's members or of a user who was
   * reprocessed, in the order of reading.
   */
  List<LicenseError> licenseErrors();

  /** Why it was not done, for REFUSED, FAILED, NOT_STARTED and UNKNOWN. */
  Optional<Refusal> refusal();

  /** The user that was created. */
  Optional<UserId> createdUser();

  /** The group that the user was made a member of, in this run or one that it resumes. */
  Optional<GroupId> addedToGroup();

  /** Things worth knowing, for example plans that the service switched besides. */
  List<String> notes();

  /** The service's ids of the requests, in the order of sending, as far as it gave them. */
  List<String> requestIds();

  /** A builder. Not thread-safe. {@code build()} names every missing attribute at once. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ChangeOutcome}. Not thread-safe. */
  class Builder extends ImmutableChangeOutcome.Builder {
    Builder() {}
  }
}
