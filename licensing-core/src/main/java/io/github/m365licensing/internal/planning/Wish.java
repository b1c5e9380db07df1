package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.LicenseOptions.PlanChoice;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.internal.observe.GroupRoster;
import io.github.m365licensing.internal.observe.SnapshotBook;
import io.github.m365licensing.plan.Finding;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is wished for a subject, names looked up.
 *
 * @param selectedBy the places of the intent's entries that it comes from, ascending
 * @param verbs in the order of the intent
 * @param reasons the verbs in words
 * @param findings what stands in the way before the subject is looked at
 */
public record Wish(
    List<Integer> selectedBy,
    List<ResolvedVerb> verbs,
    List<String> reasons,
    List<Finding> findings) {

  /** A verb whose names are looked up. */
  sealed interface ResolvedVerb {

    /** Whether it depends on which user it is for, beyond the user's licences. */
    default boolean isPersonal() {
      return false;
    }

    /** The same for one user. */
    default ResolvedVerb forUser(UserId user) {
      return this;
    }

    /** Assign, with the plans named. */
    record Assign(
        SubscribedSku sku, PlanChoice choice, Set<ServicePlanId> plans, boolean replacesChoices)
        implements ResolvedVerb {}

    /** Change, with the plans named. */
    record Change(
        SubscribedSku sku, Verb.Change.Mode mode, Set<ServicePlanId> on, Set<ServicePlanId> off)
        implements ResolvedVerb {}

    /** Remove. */
    record Remove(SubscribedSku sku) implements ResolvedVerb {}

    /** Replace one SKU by another. */
    record Swap(SubscribedSku from, SubscribedSku to, SwapMapping.NewPlans newPlans)
        implements ResolvedVerb {}

    /** Give exactly these. */
    record ReplaceAll(List<Assign> assigns, boolean includesFree) implements ResolvedVerb {}

    /** Move to a group, for users who stand to it like this. */
    record Move(GroupRoster roster, GroupRoster.Standing standing) implements ResolvedVerb {
      @Override
      public boolean isPersonal() {
        return true;
      }

      @Override
      public Move forUser(UserId user) {
        return new Move(roster, roster.standing(user));
      }
    }

    /** Leave a group, for users who stand to it like this. */
    record Leave(GroupRoster roster, GroupRoster.Standing standing) implements ResolvedVerb {
      @Override
      public boolean isPersonal() {
        return true;
      }

      @Override
      public Leave forUser(UserId user) {
        return new Leave(roster, roster.standing(user));
      }
    }

    /**
     * Bring back to what a snapshot says of users like this; null for users whom it does not know.
     */
    record RestoreFrom(SnapshotBook snapshot, @Nullable LicenseState then) implements ResolvedVerb {
      @Override
      public boolean isPersonal() {
        return true;
      }

      @Override
      public RestoreFrom forUser(UserId user) {
        return new RestoreFrom(snapshot, snapshot.find(user));
      }
    }

    /** Bring back. */
    record Restore(Verb.Restore what) implements ResolvedVerb {}

    /** Work off again. */
    enum Reprocess implements ResolvedVerb {
      /** The only value. */
      INSTANCE
    }

    /** Set the usage location. */
    record Locate(UsageLocation usageLocation) implements ResolvedVerb {}
  }
}
