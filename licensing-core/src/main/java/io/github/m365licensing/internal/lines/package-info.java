/**
 * Files of lines, of which there are three: plans, journals and snapshots. One header, one way of
 * versioning, one chain of checks, one set of limits, and one form of licences in JSON.
 *
 * <p>Two ways to write: a file that is replaced as a whole, and one that grows and is forced to
 * disk. Both are for their owner only.
 */
@NullMarked
package io.github.m365licensing.internal.lines;

import org.jspecify.annotations.NullMarked;
