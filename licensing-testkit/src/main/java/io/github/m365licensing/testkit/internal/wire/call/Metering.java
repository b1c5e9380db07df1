package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.scenario.Caller;

/**
 * What one HTTP request came to: the id under which it was logged, and its cost. Not thread-safe.
 */
public final class Metering {

  private static final int SMALL_PAGE = 20;

  private Caller caller = Caller.unrestricted();
  private String requestId = "";
  private int resourceUnits;

  public void calledBy(Caller who) {
    caller = who;
  }

  public Caller caller() {
    return caller;
  }

  void answered(int cost, String id) {
    requestId = id;
    resourceUnits += cost;
  }

  /** A refused request costs nothing, as measured in public. */
  public void failed(String id) {
    requestId = id;
    resourceUnits = 0;
  }

  /** Documented: {@code $select} and a small page make it cheaper, {@code $expand} dearer. */
  static int cost(GraphOperation operation, QueryOptions options) {
    int cost = operation.resourceUnits();
    cost -= options.value(Option.SELECT).isPresent() ? 1 : 0;
    cost -= options.value(Option.TOP).filter(Metering::isSmall).isPresent() ? 1 : 0;
    cost += options.value(Option.EXPAND).isPresent() ? 1 : 0;
    return Math.max(1, cost);
  }

  private static boolean isSmall(String top) {
    return top.matches("\\d{1,3}") && Integer.parseInt(top) < SMALL_PAGE;
  }

  public String requestId() {
    return requestId;
  }

  public int resourceUnits() {
    return resourceUnits;
  }
}
