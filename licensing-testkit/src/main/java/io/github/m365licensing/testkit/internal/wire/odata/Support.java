package io.github.m365licensing.testkit.internal.wire.odata;

/** Whether Graph's directory answers a query on a property. */
public enum Support {
  /** Never. */
  NONE,
  /** Only with {@code ConsistencyLevel: eventual} and {@code $count=true}. */
  ADVANCED,
  /** Always. */
  DEFAULT;

  /** Whether a query answers, given that it is or is not an advanced one. */
  public boolean allows(boolean advanced) {
    return this == DEFAULT || (this == ADVANCED && advanced);
  }
}
