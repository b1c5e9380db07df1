package io.github.m365licensing.internal.planning;

import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.List;
import java.util.Optional;

/** A verb whose names are looked up. Two are equal if they mean the same for every subject. */
sealed interface ResolvedVerb permits ResolvedVerb.ForAll, MoveVerb, LeaveVerb, SnapshotVerb {

  /** What it decides; empty for a verb that goes with every other. */
  List<Decision> decisions();

  /** Whether it cannot be meant. */
  default boolean contradictsItself() {
    return Decision.contradict(this, this);
  }

  /** Says in a draft what shall become of its subject, and what stands in the way. */
  void apply(SubjectDraft draft);

  /** Whether it means something else for each user, beyond what the user's licences say. */
  boolean isPersonal();

  /** The same for one user. */
  ResolvedVerb forUser(UserId user);

  /** The snapshot that it restores from. */
  Optional<TenantSnapshot> snapshot();

  /** A verb that means the same for all who hold the same licences. */
  sealed interface ForAll extends ResolvedVerb
      permits AssignVerb,
          ChangeVerb,
          RemoveVerb,
          SwapVerb,
          ReplaceAllVerb,
          RestoreVerb,
          LocateVerb,
          ReprocessVerb {
    @Override
    default boolean isPersonal() {
      return false;
    }

    @Override
    default ResolvedVerb forUser(UserId user) {
      return this;
    }

    @Override
    default Optional<TenantSnapshot> snapshot() {
      return Optional.empty();
    }
  }
}
