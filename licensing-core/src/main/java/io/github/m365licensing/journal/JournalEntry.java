package io.github.m365licensing.journal;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.DomainStyle;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.WriteOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One line of a {@link Journal}. Subjects stand in it by object id; users to be created by their
 * place in the plan, so that no user principal name is kept. Immutable.
 */
public sealed interface JournalEntry {

  /** When it was written. */
  Instant at();

  /**
   * A run began. Always the first entry, and again for each resumed run.
   *
   * @param at when
   * @param planId the plan
   * @param tenantId the tenant
   */
  record Started(Instant at, String planId, TenantId tenantId) implements JournalEntry {
    public Started {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(planId, "planId");
      Objects.requireNonNull(tenantId, "tenantId");
    }
  }

  /** A write is about to be sent. Without an {@link Ended} after it nobody knows how it ended. */
  @Value.Immutable
  @DomainStyle
  sealed interface Intended extends JournalEntry permits ImmutableIntended {

    /** The place of the subject in the plan, from 0. */
    int place();

    /** The stage. */
    Stage.Kind stage();

    /** The user; absent for one that is about to be created, and for a group. */
    Optional<UserId> user();

    /**
     * The direct licences, or the group's, that the write adds, with the plans that will be off.
     */
    List<AssignedLicense> addLicenses();

    /** The direct licences, or the group's, that the write takes, ordered by id. */
    List<SkuId> removeLicenses();

    /** The same of these SKUs before the write, ordered by SKU id. */
    List<AssignedLicense> before();

    /**
     * The group: that which the user joins or leaves, or, without a user, that whose licences
     * change.
     */
    Optional<GroupId> group();

    /** The country that the write sets. */
    Optional<String> usageLocation();

    /** The country before. */
    Optional<String> usageLocationBefore();

    /** A builder. Not thread-safe. */
    static Builder builder() {
      return new Builder();
    }

    /** Builds an {@link Intended}. Not thread-safe. */
    class Builder extends ImmutableIntended.Builder {
      Builder() {}
    }
  }

  /** A write ended. */
  @Value.Immutable
  @DomainStyle
  sealed interface Ended extends JournalEntry permits ImmutableEnded {

    /** The place of the subject in the plan, from 0. */
    int place();

    /** The stage. */
    Stage.Kind stage();

    /** How it ended. */
    WriteOutcome.Kind kind();

    /** The service's code and the recognised reason, where it said no. */
    Optional<String> error();

    /** The service's id of the request. */
    Optional<String> requestId();

    /** The user that was created. */
    Optional<UserId> createdUser();

    /** A builder. Not thread-safe. */
    static Builder builder() {
      return new Builder();
    }

    /** Builds an {@link Ended}. Not thread-safe. */
    class Builder extends ImmutableEnded.Builder {
      Builder() {}
    }
  }

  /**
   * A run came to its end, with every outcome known to the caller.
   *
   * @param at when
   */
  record Finished(Instant at) implements JournalEntry {
    public Finished {
      Objects.requireNonNull(at, "at");
    }
  }
}
