/**
 * What a run wrote down before and after each write: the audit trail, and what resuming and undoing
 * go by.
 */
@NullMarked
package io.github.m365licensing.journal;

import org.jspecify.annotations.NullMarked;
