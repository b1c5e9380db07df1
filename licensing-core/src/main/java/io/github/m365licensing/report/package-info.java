/**
 * What people ask about a tenant: who gets the same service twice, which licences are wasted, which
 * plans came without being asked for, how many seats are left, what lapses next. {@link
 * io.github.m365licensing.report.Reports} answers; every answer is a value with rows, a table for
 * people and CSV, and where it names users it becomes a selection to plan for.
 *
 * <p>Reports only read.
 */
@NullMarked
package io.github.m365licensing.report;

import org.jspecify.annotations.NullMarked;
