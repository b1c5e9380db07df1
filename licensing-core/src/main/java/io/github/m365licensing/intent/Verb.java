package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What shall happen to each subject of a selection; made by {@link Verbs}. SKUs and plans are named
 * as the caller likes and looked up when a plan is made. Only what a verb names is changed: not
 * mentioned is not removed. Immutable.
 */
public sealed interface Verb {

  /**
   * Adds a direct assignment. It never alters one that is there, unless told to.
   *
   * @param options the SKU and which of its plans shall be on
   * @param replacesChoices whether an assignment that is there with other choices takes these
   */
  record Assign(LicenseOptions options, boolean replacesChoices) implements Verb {
    /** Checks the argument. */
    public Assign {
      Objects.requireNonNull(options, "options");
    }

    /** The same with these plans off. See {@link LicenseOptions#disable}. */
    public Assign disable(String... plans) {
      return new Assign(options.disable(plans), replacesChoices);
    }

    /** The same with only these plans on. See {@link LicenseOptions#only}. */
    public Assign only(String... plans) {
      return new Assign(options.only(plans), replacesChoices);
    }

    /** The same, also where the SKU is assigned already with other choices. */
    public Assign replacingChoices() {
      return new Assign(options, true);
    }

    @Override
    public String toString() {
      String choice =
          switch (options.choice()) {
            case ALL -> "";
            case DISABLE -> " without " + String.join(", ", options.plans());
            case ONLY -> " with only " + String.join(", ", options.plans());
          };
      return "assign " + options.sku() + choice + (replacesChoices ? ", replacing choices" : "");
    }
  }

  /**
   * Switches plans of an assignment that is there; the other choices stay. It never assigns.
   *
   * @param sku the SKU
   * @param mode how the plans are meant
   * @param on the plans to switch on, or for {@link Mode#ONLY} those that stay on; unmodifiable
   * @param off the plans to switch off; unmodifiable
   */
  record Change(String sku, Mode mode, Set<String> on, Set<String> off) implements Verb {

    /** How the plans of a {@link Change} are meant. */
    public enum Mode {
      /** The named plans are switched, the others stay as they are. */
      MERGE,
      /** The named plans are on, all others that are for users off. */
      ONLY,
      /** Every plan is on. */
      ALL
    }

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if a name is blank, if no plan is named though the mode
     *     needs one, or if a plan is to be on and off
     */
    public Change {
      sku = GivenNames.checked(sku, "sku");
      Objects.requireNonNull(mode, "mode");
      on = GivenNames.plans(on);
      off = GivenNames.plans(off);
      if (mode != Mode.ALL && on.isEmpty() && off.isEmpty()) {
        throw new IllegalArgumentException(
            "The change of SKU '" + sku + "' names no plan. Name at least one.");
      }
      for (String plan : on) {
        if (off.stream().anyMatch(plan::equalsIgnoreCase)) {
          throw new IllegalArgumentException(
              "Plan '%s' of SKU '%s' is to be on and off. Say one of the two."
                  .formatted(plan, sku));
        }
      }
    }

    /**
     * The same and these plans on.
     *
     * @throws IllegalStateException if {@code only} or {@code enableAll} was said before
     */
    public Change enable(String... plans) {
      return new Change(merging("enable"), Mode.MERGE, GivenNames.joined(on, plans), off);
    }

    /**
     * The same and these plans off.
     *
     * @throws IllegalStateException if {@code only} or {@code enableAll} was said before
     */
    public Change disable(String... plans) {
      return new Change(merging("disable"), Mode.MERGE, on, GivenNames.joined(off, plans));
    }

    private String merging(String word) {
      if (mode != Mode.MERGE) {
        throw new IllegalStateException(
            "The change of SKU '%s' already says %s; %s cannot be added. Say one of the two."
                .formatted(sku, mode == Mode.ONLY ? "only" : "enableAll", word));
      }
      return sku;
    }

    @Override
    public String toString() {
      List<String> parts = new ArrayList<>();
      switch (mode) {
        case ALL -> parts.add("every plan on");
        case ONLY -> parts.add("only " + String.join(", ", on));
        case MERGE -> {
          if (!on.isEmpty()) {
            parts.add(String.join(", ", on) + " on");
          }
          if (!off.isEmpty()) {
            parts.add(String.join(", ", off) + " off");
          }
        }
      }
      return "change " + sku + ": " + String.join("; ", parts);
    }
  }

  /**
   * Takes the direct assignment of a SKU; what comes through groups stays.
   *
   * @param sku the SKU
   */
  record Remove(String sku) implements Verb {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Remove {
      sku = GivenNames.checked(sku, "sku");
    }

    @Override
    public String toString() {
      return "remove " + sku;
    }
  }

  /**
   * Replaces one SKU by another in one call, so that there is no gap. Choices are carried by plan,
   * then by what plans give.
   *
   * @param from the SKU that goes; nothing happens to those who do not have it directly
   * @param to the SKU that comes
   * @param newPlans what becomes of plans of the new SKU to which no choice carries
   */
  record Swap(String from, String to, SwapMapping.NewPlans newPlans) implements Verb {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is blank, or both are the same
     */
    public Swap {
      from = GivenNames.checked(from, "from");
      to = GivenNames.checked(to, "to");
      Objects.requireNonNull(newPlans, "newPlans");
      if (from.equalsIgnoreCase(to)) {
        throw new IllegalArgumentException("SKU '" + from + "' cannot be swapped for itself.");
      }
    }

    /** The same with another fate of plans to which no choice carries. Default: ON. */
    public Swap newPlans(SwapMapping.NewPlans fate) {
      return new Swap(from, to, fate);
    }

    @Override
    public String toString() {
      return "swap " + from + " for " + to;
    }
  }

  /**
   * Gives exactly these direct licences and takes all others, in one call. SKUs that were bought by
   * people themselves are never taken.
   *
   * @param assigns what shall be there
   * @param includesFree whether free, viral and resource-account SKUs are taken too
   */
  record ReplaceAll(List<Assign> assigns, boolean includesFree) implements Verb {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public ReplaceAll {
      assigns = List.copyOf(assigns);
      if (assigns.isEmpty()) {
        throw new IllegalArgumentException(
            "replaceAllWith(…) names no SKU. To take licences, use remove(…).");
      }
    }

    /** The same, free, viral and resource-account SKUs included. */
    public ReplaceAll includingFree() {
      return new ReplaceAll(assigns, true);
    }

    @Override
    public String toString() {
      return "replace all by " + String.join(", ", assigns.stream().map(Assign::toString).toList());
    }
  }

  /**
   * Moves direct licences to a group that carries them: makes the user a member, waits until the
   * group's licences are seen to be active, then drops the direct ones. The user is never without.
   * Only SKUs that the group carries are dropped. It stands alone: no other verb can be said for
   * the same subject.
   *
   * @param group the display name or object id of the group
   */
  record MoveToGroup(String group) implements Verb {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public MoveToGroup {
      group = Objects.requireNonNull(group, "group").strip();
      if (group.isEmpty()) {
        throw new IllegalArgumentException(
            "The name of the group is blank. Give its display name or object id.");
      }
    }

    @Override
    public String toString() {
      return "move to group '" + group + "'";
    }
  }

  /**
   * Brings back what a change took, as far as the subject still is as that change left it. Used to
   * undo; SKUs are named by id.
   *
   * @param before the direct licences of the SKUs that were touched, as they were
   * @param after the same as the change left them; a SKU in neither list was not touched
   * @param usageLocationBefore the country before, empty if there was none or it was not changed
   * @param usageLocationAfter the country that was set, empty if it was not changed
   * @param isCreated whether the change created the user, who stays
   */
  record Restore(
      List<AssignedLicense> before,
      List<AssignedLicense> after,
      String usageLocationBefore,
      String usageLocationAfter,
      boolean isCreated)
      implements Verb {
    /** Copies the lists. */
    public Restore {
      before = List.copyOf(before);
      after = List.copyOf(after);
      Objects.requireNonNull(usageLocationBefore, "usageLocationBefore");
      Objects.requireNonNull(usageLocationAfter, "usageLocationAfter");
    }

    @Override
    public String toString() {
      return "undo";
    }
  }

  /** Has the service work off licences again that are in error. Only for users. */
  enum Reprocess implements Verb {
    /** The only value. */
    INSTANCE;

    @Override
    public String toString() {
      return "reprocess";
    }
  }

  /**
   * Brings direct licences, their plans and the usage location back to what a snapshot says, as far
   * as they differ. Direct licences that came since are taken, except those that people bought
   * themselves. What comes through groups is reported, never fought.
   *
   * <p>A plan that joined a SKU since the snapshot keeps its present choice where the SKU is
   * assigned, and is on where the SKU is assigned anew.
   *
   * @param snapshot of the same tenant, not pseudonymised
   */
  record RestoreFrom(TenantSnapshot snapshot) implements Verb {
    /** Checks the argument. */
    public RestoreFrom {
      Objects.requireNonNull(snapshot, "snapshot");
    }

    @Override
    public String toString() {
      return "restore from the snapshot of " + snapshot.takenAt();
    }
  }

  /**
   * Takes the user out of a group that a move added it to, once the direct licences are back. Used
   * to undo, together with {@link Restore}.
   *
   * @param group the group
   */
  record LeaveGroup(GroupId group) implements Verb {
    /** Checks the argument. */
    public LeaveGroup {
      Objects.requireNonNull(group, "group");
    }

    @Override
    public String toString() {
      return "leave group " + group;
    }
  }

  /**
   * Sets the country for licensing.
   *
   * @param usageLocation the country
   */
  record SetUsageLocation(UsageLocation usageLocation) implements Verb {
    /** Checks the argument. */
    public SetUsageLocation {
      Objects.requireNonNull(usageLocation, "usageLocation");
    }

    @Override
    public String toString() {
      return "set usage location " + usageLocation;
    }
  }
}
