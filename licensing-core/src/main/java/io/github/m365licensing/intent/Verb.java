package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What shall happen to each subject of a selection; made by {@link Verbs}. SKUs and plans are named
 * as the caller likes and looked up when a plan is made. Only what a verb names is changed: not
 * mentioned is not removed. Its text says what it does. Immutable.
 */
public sealed interface Verb
    permits Verb.Assign,
        Verb.Change,
        Verb.Swap,
        Verb.ReplaceAll,
        Verb.Restore,
        Verb.LeaveGroup,
        VerbForms.Remove,
        VerbForms.MoveToGroup,
        VerbForms.RestoreFrom,
        VerbForms.SetUsageLocation,
        VerbForms.Reprocess {

  /** Asks the case that the verb is. */
  <R> R accept(Cases<R> cases);

  /**
   * One method for each kind of verb.
   *
   * @param <R> what is answered
   */
  interface Cases<R> {
    /**
     * Assigns.
     *
     * @param replacesChoices whether an assignment that is there with other choices takes these
     */
    R assign(LicenseOptions options, boolean replacesChoices);

    /**
     * Switches plans of an assignment that is there.
     *
     * @param on the plans to switch on, or for {@link Change.Mode#ONLY} those that stay on
     * @param off the plans to switch off
     */
    R change(String sku, Change.Mode mode, Set<String> on, Set<String> off);

    /** Takes the direct assignment. */
    R remove(String sku);

    /**
     * Replaces one SKU by another.
     *
     * @param newPlans what becomes of plans of the new SKU to which no choice carries
     */
    R swap(String from, String to, SwapMapping.NewPlans newPlans);

    /**
     * Gives exactly these direct licences.
     *
     * @param includesFree whether free, viral and resource-account SKUs are taken too
     */
    R replaceAllWith(List<LicenseOptions> licenses, boolean includesFree);

    /** Moves direct licences to a group. */
    R moveToGroup(String group);

    /** Sets the country. */
    R setUsageLocation(UsageLocation usageLocation);

    /** Has licences in error processed again. */
    R reprocess();

    /** Brings back what a snapshot says. */
    R restoreFrom(TenantSnapshot snapshot);

    /** Brings back what a change took. */
    R restore(Restore restore);

    /** Takes the user out of a group. */
    R leaveGroup(GroupId group);
  }

  /** Adds a direct assignment. It never alters one that is there, unless told to. */
  sealed interface Assign extends Verb permits VerbForms.Assigned {
    /** The same with these plans off. See {@link LicenseOptions#disable}. */
    Assign disable(String... plans);

    /** The same with only these plans on. See {@link LicenseOptions#only}. */
    Assign only(String... plans);

    /** The same, also where the SKU is assigned already with other choices. */
    Assign replacingChoices();
  }

  /**
   * Switches plans of an assignment that is there; the other choices stay. It never assigns.
   * Planning refuses a change that wants a plan on and off.
   */
  sealed interface Change extends Verb permits VerbForms.Changed {

    /** How the plans of a {@link Change} are meant. */
    enum Mode {
      /** The named plans are switched, the others stay as they are. */
      MERGE,
      /** The named plans are on, all others that are for users off. */
      ONLY,
      /** Every plan is on. */
      ALL
    }

    /**
     * The same and these plans on.
     *
     * @throws IllegalStateException if {@code only} or {@code enableAll} was said before
     */
    Change enable(String... plans);

    /**
     * The same and these plans off.
     *
     * @throws IllegalStateException if {@code only} or {@code enableAll} was said before
     */
    Change disable(String... plans);
  }

  /**
   * Replaces one SKU by another in one call, so that there is no gap. Choices are carried by plan,
   * then by what plans give. Nothing happens to those who do not have the first SKU directly.
   */
  sealed interface Swap extends Verb permits VerbForms.Swapped {
    /** The same with another fate of plans to which no choice carries. Default: ON. */
    Swap newPlans(SwapMapping.NewPlans fate);
  }

  /**
   * Gives exactly these direct licences and takes all others, in one call. SKUs that were bought by
   * people themselves are never taken.
   */
  sealed interface ReplaceAll extends Verb permits VerbForms.Replaced {
    /** The same, free, viral and resource-account SKUs included. */
    ReplaceAll includingFree();
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
    public Restore {
      before = List.copyOf(before);
      after = List.copyOf(after);
      Objects.requireNonNull(usageLocationBefore, "usageLocationBefore");
      Objects.requireNonNull(usageLocationAfter, "usageLocationAfter");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.restore(this);
    }

    @Override
    public String toString() {
      return "undo";
    }
  }

  /**
   * Takes the user out of a group that a move added it to, once the direct licences are back. Used
   * to undo, together with {@link Restore}.
   *
   * @param group the group
   */
  record LeaveGroup(GroupId group) implements Verb {
    public LeaveGroup {
      Objects.requireNonNull(group, "group");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.leaveGroup(group);
    }

    @Override
    public String toString() {
      return "leave group " + group;
    }
  }
}
