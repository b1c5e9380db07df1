/**
 * The way of every request: authorise, meet a fault, be done, be recorded; and the time in which
 * that happens.
 */
@NullMarked
package io.github.m365licensing.testkit.internal.request;

import org.jspecify.annotations.NullMarked;
