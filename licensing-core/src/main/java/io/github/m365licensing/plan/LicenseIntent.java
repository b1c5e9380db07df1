package io.github.m365licensing.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What shall happen, and to whom: an ordered list of entries. A subject that several entries select
 * gets the verbs of all of them, in one call. Immutable; every method returns a new value.
 *
 * <pre>{@code
 * LicenseIntent.of(membersOf("Sales team"), change("EMS").disable("INTUNE_A"))
 *     .and(user("adele@contoso.com"), remove("FLOW_FREE"))
 * }</pre>
 */
public final class LicenseIntent {

  private final List<Entry> entries;

  private LicenseIntent(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    IntentChecks.check(this.entries);
  }

  /**
   * One selection and what shall happen to each of its subjects.
   *
   * @param selection whom it is for
   * @param verbs what shall happen
   */
  public record Entry(Selection selection, List<Verb> verbs) {
    /**
     * Checks the arguments and copies the list.
     *
     * @throws IllegalArgumentException if there is no verb for users that exist
     */
    public Entry {
      Objects.requireNonNull(selection, "selection");
      verbs = List.copyOf(verbs);
      if (verbs.isEmpty() && !(selection instanceof NewUser)) {
        throw new IllegalArgumentException(
            "No verb for " + selection + ". Say what shall happen, for example assign(\"EMS\").");
      }
    }
  }

  /**
   * An intent with one entry.
   *
   * @throws IllegalArgumentException if there is no verb, or verbs contradict each other
   */
  public static LicenseIntent of(Selection selection, Verb... verbs) {
    return new LicenseIntent(List.of(entry(selection, verbs)));
  }

  /**
   * The same with one more entry.
   *
   * @throws IllegalArgumentException if there is no verb, or verbs for the same subject contradict
   *     each other
   */
  public LicenseIntent and(Selection selection, Verb... verbs) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry(selection, verbs));
    return new LicenseIntent(more);
  }

  private static Entry entry(Selection selection, Verb... verbs) {
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(verbs, "verbs");
    for (Verb verb : verbs) {
      Objects.requireNonNull(verb, "verb");
    }
    return new Entry(selection, Arrays.asList(verbs));
  }

  /** The entries in order; unmodifiable. */
  public List<Entry> entries() {
    return entries;
  }

  /** The entries in words, without names of users. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    entries.forEach(entry -> words.add(entry.selection() + ": " + entry.verbs()));
    return String.join("; ", words);
  }
}
