package io.github.m365licensing.testkit.circle;

import io.github.m365licensing.testkit.circle.below.Inner;

/** One half of a circle, for the architecture test to find. */
public final class Outer {

  /** The other half. */
  public Inner inner() {
    return new Inner();
  }
}
