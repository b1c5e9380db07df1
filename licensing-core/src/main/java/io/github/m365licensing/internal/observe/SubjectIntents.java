package io.github.m365licensing.internal.observe;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.Collection;
import java.util.List;

/**
 * What is intended for each subject of an intent, as whoever plans works it out.
 *
 * @param <I> what is intended for one subject
 */
public interface SubjectIntents<I> {

  /**
   * What is intended for a subject that these entries select; the same instance for subjects for
   * whom the same is intended.
   *
   * @param entries the places of the entries, ascending
   * @param isTaken whether the subject is a user to be created whose name is taken
   */
  I of(List<Integer> entries, Subject subject, boolean isTaken);

  /** The groups that verbs name. */
  Collection<LicensedGroup> groups();

  /** The snapshots that the verbs of an entry restore from. */
  List<TenantSnapshot> snapshots(int entry);
}
