package io.github.m365licensing.intent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What shall happen, and to whom: an ordered list of entries. A subject that several entries select
 * gets the verbs of all of them, in one call; whether they contradict each other is said when a
 * plan is made. Immutable; every method returns a new value.
 *
 * <pre>{@code
 * LicenseIntent.of(membersOf("Sales team"), change("EMS").disable("INTUNE_A"))
 *     .and(user("adele@contoso.com"), remove("FLOW_FREE"))
 * }</pre>
 */
public final class LicenseIntent {

  private final List<Entry> entries;
  private final Guards guards;

  private LicenseIntent(List<Entry> entries, Guards guards) {
    this.entries = List.copyOf(entries);
    this.guards = guards;
    IntentChecks.check(this.entries);
  }

  /**
   * One selection and what shall happen to each of its subjects.
   *
   * @param selection whom it is for
   * @param verbs what shall happen
   * @param lines where each verb stands in a file, for the first user; empty if there is no file
   */
  public record Entry(Selection selection, List<Verb> verbs, List<Integer> lines) {

    /**
     * An entry that comes from no file.
     *
     * @throws IllegalArgumentException if there is no verb for users that exist
     */
    public Entry(Selection selection, List<Verb> verbs) {
      this(selection, verbs, List.of());
    }

    /**
     * An entry.
     *
     * @throws IllegalArgumentException if there is no verb for users that exist
     */
    public Entry {
      Objects.requireNonNull(selection, "selection");
      verbs = List.copyOf(verbs);
      lines = List.copyOf(lines);
      if (verbs.isEmpty() && !(selection instanceof NewUser)) {
        throw new IllegalArgumentException(
            "No verb for " + selection + ". Say what shall happen, for example assign(\"EMS\").");
      }
    }
  }

  /**
   * An intent with one entry.
   *
   * @throws IllegalArgumentException if there is no verb, or one that is not for such subjects
   */
  public static LicenseIntent of(Selection selection, Verb... verbs) {
    return new LicenseIntent(List.of(entry(selection, verbs)), Guards.builder().build());
  }

  /**
   * The same with one more entry.
   *
   * @throws IllegalArgumentException if there is no verb, or one that is not for such subjects
   */
  public LicenseIntent and(Selection selection, Verb... verbs) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(entry(selection, verbs));
    return new LicenseIntent(more, guards);
  }

  /**
   * An intent with these entries.
   *
   * @throws IllegalArgumentException if verbs for the same subject contradict each other
   */
  public static LicenseIntent of(List<Entry> entries) {
    return new LicenseIntent(entries, Guards.builder().build());
  }

  /**
   * Reads an intent from a CSV file in UTF-8 with the columns {@code
   * userPrincipalName,verb,sku,plans}, in this or another order. Fields may be quoted; several
   * plans are separated by semicolons.
   *
   * <p>Verbs: {@code assign} (the plans named are off), {@code enable}, {@code disable}, {@code
   * only}, {@code enableAll}, {@code remove}, {@code swap} (column sku: {@code
   * ENTERPRISEPACK>SPE_E3}), {@code replaceAllWith} (one SKU, with the plans that are off, or
   * several separated by semicolons), {@code setUsageLocation} (column sku: the country). Several
   * lines for one user make one change.
   *
   * @throws IllegalArgumentException if a line cannot be used; all of them are named with their
   *     numbers, and nothing was planned
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static LicenseIntent readCsv(Path csv) {
    return of(IntentCsv.read(Objects.requireNonNull(csv, "csv")));
  }

  private static Entry entry(Selection selection, Verb... verbs) {
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(verbs, "verbs");
    for (Verb verb : verbs) {
      Objects.requireNonNull(verb, "verb");
    }
    return new Entry(selection, Arrays.asList(verbs));
  }

  /**
   * Refuses the plan if more people than this would be changed. Of a group each member counts that
   * the change reaches; somebody in several groups counts for each.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public LicenseIntent maxChanges(long people) {
    if (people < 0) {
      throw new IllegalArgumentException("maxChanges cannot be negative: " + people);
    }
    return with(copy().maxChanges(people));
  }

  /**
   * Refuses the plan if more than this share of the tenant's users would be changed. Planning then
   * counts the users of the tenant, which reads a page per 999.
   *
   * @param percent above 0 and at most 100
   * @throws IllegalArgumentException if it is outside that range
   */
  public LicenseIntent maxPercent(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "maxPercent must be above 0 and at most 100, but is " + percent);
    }
    return with(copy().maxPercent(percent));
  }

  /** Blocks these subjects, whatever else selects them, and groups whose change reaches them. */
  public LicenseIntent protectedUsers(Selection selection) {
    return with(copy().addProtectedUsers(selection));
  }

  /** Gives seats to these subjects before the others, if seats are short. */
  public LicenseIntent firstServed(Selection selection) {
    return with(copy().addFirstServed(selection));
  }

  /** Refuses the plan if seats are short, rather than blocking those who get none. */
  public LicenseIntent allOrNothing() {
    return with(copy().isAllOrNothing(true));
  }

  /**
   * Changes subjects of so many people first and goes on only if each of them is confirmed. A group
   * is among them only if the change reaches no more people than this; if no subject is that small,
   * the plan is refused.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public LicenseIntent canary(int subjects) {
    if (subjects < 1) {
      throw new IllegalArgumentException("A canary needs at least one subject, not " + subjects);
    }
    return with(copy().canary(subjects));
  }

  /**
   * Lets findings of a code not block. If another number of subjects has them when the plan is
   * made, the plan is refused.
   *
   * @param code the code
   * @param subjects the number of subjects that is expected to have it; for a group, the members
   *     whom the finding concerns
   * @throws IllegalArgumentException if findings of this code cannot be accepted
   */
  public LicenseIntent accepting(FindingCode code, long subjects) {
    if (!code.isAcceptable()) {
      throw new IllegalArgumentException(
          code
              + " cannot be accepted: there is no call that could be made in spite of it. Its finding"
              + " says the way out.");
    }
    return with(copy().putAccepted(code, subjects));
  }

  private Guards.Builder copy() {
    return Guards.builder().from(guards);
  }

  private LicenseIntent with(Guards.Builder changed) {
    return new LicenseIntent(entries, changed.build());
  }

  /** What the intent allows at most, whom it spares and what it accepts. */
  public Guards guards() {
    return guards;
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
