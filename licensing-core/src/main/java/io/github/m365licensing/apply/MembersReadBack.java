package io.github.m365licensing.apply;

/**
 * What reading back the members of a group showed.
 *
 * @param members how many direct user members there were
 * @param confirmed for how many of them everything is as planned
 * @param inError how many have a licence of this group in error; each is among the outcome's {@link
 *     ChangeOutcome#licenseErrors}
 * @param pending for how many the service was not through when the budget ended
 */
public record MembersReadBack(long members, long confirmed, long inError, long pending) {}
