package io.github.m365licensing.testkit.internal.store;

/**
 * A member of a group.
 *
 * @param position the place in the order of joining; lists of members go by it
 * @param object the user or group
 */
public record Member(long position, StoredObject object) {}
