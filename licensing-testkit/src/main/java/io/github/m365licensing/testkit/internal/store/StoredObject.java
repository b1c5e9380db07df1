package io.github.m365licensing.testkit.internal.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An object of the directory as the store holds it: everything that any door can show of it. */
public sealed interface StoredObject permits StoredUser, StoredGroup {

  /** The object id as a plain GUID. */
  UUID objectId();

  /** The place in the order of creation; grows, never reused. Lists go by it. */
  long position();

  /** When it was created, UTC. */
  Instant createdDateTime();

  /** When it was deleted, UTC; null while it lives. */
  @Nullable Instant deletedDateTime();

  /** Whether it was deleted and can still be restored. */
  default boolean isDeleted() {
    return deletedDateTime() != null;
  }
}
