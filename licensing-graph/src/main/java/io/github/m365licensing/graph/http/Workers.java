package io.github.m365licensing.graph.http;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that talk to Graph for a caller. They are never interrupted: an interrupt in the
 * middle of a call would lose the reply to a write.
 */
public final class Workers implements AutoCloseable {

  private final int count;
  private final ExecutorService executor;

  public Workers(int count) {
    this.count = count;
    this.executor =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "licensing-graph");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many calls can be under way. */
  public int count() {
    return count;
  }

  /**
   * Hands over work that tells of its end itself.
   *
   * @throws RejectedExecutionException if closed
   */
  public void execute(Runnable work) {
    executor.execute(work);
  }

  /**
   * Hands over work with a result.
   *
   * @throws IllegalStateException if closed
   */
  public <T> Future<T> start(Callable<T> work) {
    try {
      return executor.submit(work);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException(
          "The tenant is closed. Nothing was read. Connect again, or close it later.", e);
    }
  }

  /** Takes no more work; what was started is finished. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
