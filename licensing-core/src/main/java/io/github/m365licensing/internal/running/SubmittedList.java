package io.github.m365licensing.internal.running;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A list of writes with the tenant, on a thread of its own that ends with it. */
final class SubmittedList {

  private final Map<Subject, SubjectRun> subjects;
  private final List<WriteOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Throwable broken;

  /**
   * A list that is not sent yet.
   *
   * @param subjects whom the writes are about, in the order of the writes
   */
  SubmittedList(Tenant tenant, List<TenantWrite> writes, Map<Subject, SubjectRun> subjects) {
    this.subjects = subjects;
    this.thread = new Thread(() -> submit(tenant, writes), "licensing-apply");
  }

  private void submit(Tenant tenant, List<TenantWrite> writes) {
    try {
      tenant.submit(
          writes,
          outcome -> {
            outcomes.add(outcome);
            begun.countDown();
          });
    } catch (Throwable e) {
      broken = e;
    } finally {
      begun.countDown();
    }
  }

  /** Whom the writes are about, in their order. */
  Map<Subject, SubjectRun> subjects() {
    return subjects;
  }

  void start() {
    thread.start();
  }

  /** Has what is in flight finished and the rest not sent. */
  void interrupt() {
    thread.interrupt();
  }

  /** Waits for the first outcome, or for the end. */
  void awaitBegun() throws InterruptedException {
    begun.await();
  }

  /** Waits for the end. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  /** What was reported; all of it once ended. */
  List<WriteOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** What the tenant threw, although it must not; null if nothing. */
  @Nullable Throwable broken() {
    return broken;
  }
}
