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

  InitialPassword make(Track track) {
    InitialPassword password = options.passwordGenerator().next();
    track.keep(password);
    return password;
  }

  /**
   * Hands over the passwords of users that are created by now, and forgets those of failed ones.
   */
  void deliver(Collection<Track> tracks) {
    for (Track track : tracks) {
      if (track.id().isPresent()) {
        track.takePassword().ifPresent(password -> deliver(track, password));
      } else if (track.kind() != ChangeOutcome.Kind.UNKNOWN) {
        track.takePassword();
      }
    }
  }

  private void deliver(Track track, InitialPassword password) {
    CreatedUser user = new CreatedUser(track.id().orElseThrow(), track.change().name());
    try {
      options.initialPasswords().orElseThrow().accept(user, password);
    } catch (RuntimeException e) {
      track.note(
          "The first password is lost, since its consumer failed with "
              + e.getClass().getName()
              + ". Reset it.");
    }
  }

  /** What to say about a user whose creation never became certain. */
  static Optional<String> lost(Track track) {
    return track.takePassword().isPresent()
        ? Optional.of(
            "Should the user appear later, reset the password: the first one is forgotten.")
        : Optional.empty();
  }
}
