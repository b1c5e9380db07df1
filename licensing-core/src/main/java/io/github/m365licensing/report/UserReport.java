package io.github.m365licensing.report;

import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.intent.Selections;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A report about users, from which a change can be planned. Immutable.
 *
 * <pre>{@code
 * UserReport<WastedLicense> waste = licensing.waste().where(w -> w.skuPartNumber().equals("EMS"));
 * System.out.println(waste.text());
 * LicensePlan plan = licensing.plan(waste.selection(), remove("EMS"));
 * }</pre>
 *
 * @param <R> what a row is
 */
public final class UserReport<R> extends Report<R> {

  private final Function<R, List<ReportedUser>> users;

  UserReport(
      String title,
      Instant takenAt,
      List<R> rows,
      Function<R, List<ReportedUser>> users,
      Layout<R> text,
      Layout<R> csv) {
    super(title, takenAt, rows, text, csv);
    this.users = users;
  }

  /**
   * The users of all rows, each once, in the order of the rows; by object id, so that a new sign-in
   * name does no harm; those who do not exist any more are left out. Selects nobody if there are
   * none: a plan for it has no change and says so.
   */
  public Selection selection() {
    return Selections.usersById(
        rows.stream().flatMap(row -> users.apply(row).stream()).map(ReportedUser::id).toList());
  }

  /** The report with only the rows that match. */
  public UserReport<R> where(Predicate<? super R> condition) {
    Objects.requireNonNull(condition, "condition");
    return new UserReport<>(
        title, takenAt, rows.stream().filter(condition).toList(), users, text, csv);
  }
}
