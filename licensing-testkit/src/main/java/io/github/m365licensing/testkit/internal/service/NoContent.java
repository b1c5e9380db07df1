package io.github.m365licensing.testkit.internal.service;

/** The answer of an operation that has nothing to tell: 204, no content. */
public enum NoContent {
  INSTANCE
}
