package io.github.m365licensing.apply;

import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A tenant whose caller dies at a chosen call: before it, or in the midst of a list of writes. */
final class CrashingTenant extends ForwardingTenant {

  /** The end of the process. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash");
    }
  }

  private final AtomicInteger callsLeft;

  CrashingTenant(FakeTenant tenant, int callsLeft) {
    super(tenant);
    this.callsLeft = new AtomicInteger(callsLeft);
  }

  @Override
  protected FakeTenant call() {
    if (callsLeft.getAndDecrement() <= 0) {
      throw new Crash();
    }
    return super.call();
  }

  /**
   * Each write counts as a call, so that a crash can fall between two of a list and after the last.
   */
  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    for (TenantWrite write : writes) {
      call().submit(List.of(write), done);
    }
    call();
  }
}
