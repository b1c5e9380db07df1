package io.github.m365licensing.directory;

import java.util.Objects;
import java.util.Set;

/**
 * How far the service is with a group's licences ({@code licenseProcessingState.state}).
 *
 * <p>{@link #COMPLETE} alone proves nothing: the first reads after a change may still show the
 * previous operation as complete.
 *
 * <p>An open value: the service may send words that are not among the constants; they are kept as
 * they came.
 *
 * @param value the word as Graph spells it
 */
public record ProcessingState(String value) {

  /** Waiting to be processed. */
  public static final ProcessingState QUEUED = new ProcessingState("QueuedForProcessing");

  /** Members are being processed. */
  public static final ProcessingState IN_PROGRESS = new ProcessingState("ProcessingInProgress");

  /** Every member was processed, with or without error. */
  public static final ProcessingState COMPLETE = new ProcessingState("ProcessingComplete");

  /** Seen only in a Microsoft script, not in the documentation. */
  public static final ProcessingState FAILED = new ProcessingState("ProcessingFailed");

  private static final Set<ProcessingState> KNOWN = Set.of(QUEUED, IN_PROGRESS, COMPLETE, FAILED);

  public ProcessingState {
    Objects.requireNonNull(value, "value");
  }

  /** The value with this word. */
  public static ProcessingState of(String value) {
    return new ProcessingState(value);
  }

  /** Whether this is one of the constants of this type. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  /** The word as Graph spells it. */
  @Override
  public String toString() {
    return value;
  }
}
