package io.github.m365licensing.testkit.internal.wire.call;

/**
 * An object in a list.
 *
 * @param position its place, which grows along the list and never changes
 * @param object the object
 */
public record Positioned<T>(long position, T object) {}
