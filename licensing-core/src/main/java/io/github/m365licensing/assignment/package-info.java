/**
 * How licences sit on users and groups: what is assigned, through which path, in which state, and
 * the options that a caller wishes for.
 */
@NullMarked
package io.github.m365licensing.assignment;

import org.jspecify.annotations.NullMarked;
