package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.GivenNames;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.List;
import java.util.Set;

/**
 * What shall happen to each subject of a selection. Meant for static import, together with {@link
 * Selections}.
 *
 * <p>SKUs and plans are named by part number or plan name, GUID or product name; blanks around them
 * and case do not matter.
 */
public final class Verbs {

  private Verbs() {}

  /**
   * Assigns a SKU with every plan on; narrow it with {@link Verb.Assign#disable} or {@link
   * Verb.Assign#only}.
   *
   * <p>Where the SKU is assigned already with the same choices nothing is sent. With other choices
   * the subject is blocked ({@link FindingCode#ALREADY_ASSIGNED}); {@link #change} says what to
   * switch.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static Verb.Assign assign(String sku) {
    return assign(LicenseOptions.of(sku));
  }

  /** Assigns a SKU with these options. */
  public static Verb.Assign assign(LicenseOptions options) {
    return new VerbForms.Assigned(options, false);
  }

  /** Switches plans of a SKU that is assigned already: say which with the next call. */
  public static ChangeOf change(String sku) {
    return new ChangeOf(GivenNames.checked(sku, "sku"));
  }

  /** Takes the direct assignment of a SKU. */
  public static Verb remove(String sku) {
    return new VerbForms.Remove(sku);
  }

  /**
   * Replaces a SKU by another in one call; choices are carried.
   *
   * <p>Planning refuses it if both names mean the same SKU.
   *
   * @throws IllegalArgumentException if a name is blank
   */
  public static Verb.Swap swap(String from, String to) {
    return new VerbForms.Swapped(from, to, SwapMapping.NewPlans.ON);
  }

  /**
   * Gives exactly these direct licences and takes all others in one call, except free, viral,
   * self-purchased and resource-account SKUs. The preview counts what is taken. Planning refuses it
   * if it gives the same SKU twice with different plans.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Verb.ReplaceAll replaceAllWith(Verb.Assign... assigns) {
    return new VerbForms.Replaced(List.of(assigns), false);
  }

  /**
   * Moves direct licences to a group that carries them, without a gap: the user becomes a member,
   * and the direct licences are dropped once the group's are seen to be active with at least the
   * same plans on. Nothing is dropped that the group does not carry. It stands alone: no other verb
   * can be said for the same subject.
   *
   * <p>The service processes groups in minutes to hours. A user for whom it takes longer than the
   * budget keeps the direct licences; resuming the journal goes on from there.
   *
   * @param group the display name or object id of a group with assigned members
   * @throws IllegalArgumentException if the name is blank
   */
  public static Verb moveToGroup(String group) {
    return new VerbForms.MoveToGroup(group);
  }

  /**
   * Brings direct licences, their plans and the usage location of each user back to what a snapshot
   * says; only what differs is sent. Direct licences that came since are taken, except those that
   * people bought themselves. What comes through groups is reported, never fought. A plan that
   * joined a SKU since keeps its present choice where the SKU is assigned, and is on where it is
   * assigned anew. Meant to repair what others damaged: what a run of this library changed is
   * better undone from its report or journal.
   *
   * <p>A user whom the snapshot does not know is left alone, which the plan says. Planning throws
   * {@link IllegalArgumentException} if the snapshot is of another tenant or pseudonymised.
   */
  public static Verb restoreFrom(TenantSnapshot snapshot) {
    return new VerbForms.RestoreFrom(snapshot);
  }

  /**
   * Sets the country for licensing.
   *
   * @param countryCode two letters
   * @throws IllegalArgumentException if it is not two letters
   */
  public static Verb setUsageLocation(String countryCode) {
    return new VerbForms.SetUsageLocation(UsageLocation.of(countryCode));
  }

  /**
   * Has the service process licences again that come through groups and are in error, for example
   * after seats were bought: the service does not do so by itself (documented). Users without an
   * error are left alone. There is no such call for a whole group.
   *
   * <pre>{@code
   * licensing.plan(membersOf("Sales team").withLicenseErrors(), reprocess());
   * }</pre>
   */
  public static Verb reprocess() {
    return new VerbForms.Reprocess();
  }

  /** The SKU whose plans are about to be switched. */
  public static final class ChangeOf {
    private final String sku;

    private ChangeOf(String sku) {
      this.sku = sku;
    }

    /** These plans on; the others stay as they are. */
    public Verb.Change enable(String... plans) {
      return merge(GivenNames.joined(Set.of(), plans), Set.of());
    }

    /** These plans off; the others stay as they are. */
    public Verb.Change disable(String... plans) {
      return merge(Set.of(), GivenNames.joined(Set.of(), plans));
    }

    /** These plans on, all others that are for users off. */
    public Verb.Change only(String... plans) {
      return new VerbForms.Changed(
          sku, Verb.Change.Mode.ONLY, GivenNames.joined(Set.of(), plans), Set.of());
    }

    /** Every plan on. */
    public Verb.Change enableAll() {
      return new VerbForms.Changed(sku, Verb.Change.Mode.ALL, Set.of(), Set.of());
    }

    private Verb.Change merge(Set<String> on, Set<String> off) {
      return new VerbForms.Changed(sku, Verb.Change.Mode.MERGE, on, off);
    }
  }
}
