/**
 * Working out what would happen: verbs, seats, guards and findings, as pure functions of an
 * observation.
 */
@NullMarked
package io.github.m365licensing.internal.planning;

import org.jspecify.annotations.NullMarked;
