package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.ChangeOutcome;
import io.github.m365licensing.apply.CreatedUser;
import io.github.m365licensing.tenant.InitialPassword;
import java.util.Collection;
import java.util.Optional;

/**
 * First passwords between being sent and being handed over. A password is made when its user is
 * sent, handed over once the user is known to be created, and forgotten.
 */
final class Passwords {

  private final ApplyOptions options;

  Passwords(ApplyOptions options) {
    this.options = options;
  }

  InitialPassword make(SubjectRun subject) {
    InitialPassword password = options.passwordGenerator().next();
    subject.keep(password);
    return password;
  }

  /**
   * Hands over the passwords of users that are created by now, and forgets those of failed ones.
   */
  void deliver(Collection<SubjectRun> subjects) {
    for (SubjectRun subject : subjects) {
      if (subject.id().isPresent()) {
        subject.takePassword().ifPresent(password -> deliver(subject, password));
      } else if (subject.kind() != ChangeOutcome.Kind.UNKNOWN) {
        subject.takePassword();
      }
    }
  }

  private void deliver(SubjectRun subject, InitialPassword password) {
    CreatedUser user = new CreatedUser(subject.id().orElseThrow(), subject.change().name());
    try {
      options.initialPasswords().orElseThrow().accept(user, password);
    } catch (RuntimeException e) {
      subject.note(
          "The first password is lost, since its consumer failed with "
              + e.getClass().getName()
              + ". Reset it.");
    }
  }

  /** What to say about a user whose creation never became certain. */
  static Optional<String> lost(SubjectRun subject) {
    return subject.takePassword().isPresent()
        ? Optional.of(
            "Should the user appear later, reset the password: the first one is forgotten.")
        : Optional.empty();
  }
}
