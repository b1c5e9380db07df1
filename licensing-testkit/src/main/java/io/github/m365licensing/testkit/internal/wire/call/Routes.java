package io.github.m365licensing.testkit.internal.wire.call;

/** The table of paths, to which each entity adds its own. */
public interface Routes {

  /** Adds an answer: a verb, and a path whose placeholders stand in braces. */
  void add(String method, String template, Handler handler);

  /** Refuses an operation that Graph has here and the fake has not. */
  void refuse(String method, String template, String nearest);

  /** Lets the last placeholder of a path also be given as {@code (name='value')}, kept as sent. */
  void alternateKey(String template, String name);

  /** Adds what answers every verb at a path and at all paths below it. */
  void addAll(String template, Handler handler);
}
