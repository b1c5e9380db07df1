package io.github.m365licensing.rules;

import java.util.List;

/**
 * What a change does to a user's services.
 *
 * @param lost on before, not after; as it was before; ordered by name; unmodifiable
 * @param gained on after, not before; as it is after; ordered by name; unmodifiable
 * @param keptThroughOthers on before and after, though at least one path that had it on has it no
 *     more; as it is after; ordered by name; unmodifiable
 */
public record ServiceDifference(
    List<EffectiveService> lost,
    List<EffectiveService> gained,
    List<EffectiveService> keptThroughOthers) {

  /** Copies the lists. */
  public ServiceDifference {
    lost = List.copyOf(lost);
    gained = List.copyOf(gained);
    keptThroughOthers = List.copyOf(keptThroughOthers);
  }

  /** Whether no service goes on or off. */
  public boolean isEmpty() {
    return lost.isEmpty() && gained.isEmpty();
  }
}
