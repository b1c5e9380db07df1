package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.LicenseError;
import io.github.m365licensing.apply.MembersReadBack;
import java.util.List;

/**
 * What one reading of all members of a group showed.
 *
 * @param members how many there were
 * @param confirmed how many are as planned
 * @param inError how many have a licence of the group in error
 * @param errors these licences
 */
record MemberReading(long members, long confirmed, long inError, List<LicenseError> errors) {

  /** For how many the service is not through. */
  long pending() {
    return members - confirmed - inError;
  }

  boolean isSame(MemberReading other) {
    return counts().equals(other.counts()) && errors.equals(other.errors());
  }

  MembersReadBack counts() {
    return new MembersReadBack(members, confirmed, inError, pending());
  }
}
