package io.github.m365licensing.testkit.circle.below;

import io.github.m365licensing.testkit.circle.Outer;

/** The other half of a circle, for the architecture test to find. */
public final class Inner {

  /** The one half. */
  public Outer outer() {
    return new Outer();
  }
}
