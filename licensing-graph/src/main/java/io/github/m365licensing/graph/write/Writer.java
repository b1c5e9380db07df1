package io.github.m365licensing.graph.write;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.graph.http.Batch;
import io.github.m365licensing.graph.http.Batch.Result;
import io.github.m365licensing.graph.http.Connection;
import io.github.m365licensing.graph.http.Retries;
import io.github.m365licensing.graph.http.Workers;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Sends writes, for several callers at a time. */
public final class Writer {

  private final Connection connection;
  private final Batch batch;
  private final WriteJson json;
  private final Retries retries;
  private final TenantTime time;
  private final Workers workers;
  private final InFlight inFlight = new InFlight();
  private volatile Instant heldUntil = Instant.MIN;

  public Writer(
      Connection connection, Batch batch, Retries retries, TenantTime time, Workers workers) {
    this.connection = connection;
    this.batch = batch;
    this.json = new WriteJson(connection.endpoint().base().toString());
    this.retries = retries;
    this.time = time;
    this.workers = workers;
  }

  /** See {@link io.github.m365licensing.tenant.Tenant#submit}. */
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    Set<Subject> subjects = new HashSet<>();
    for (TenantWrite write : writes) {
      if (!subjects.add(write.subject())) {
        throw new IllegalArgumentException(
            "Two writes in one list are for %s. Nothing was sent. Submit them one after the other."
                .formatted(write.subject()));
      }
    }
    new Submission(this, writes, done).run();
  }

  List<Result> send(List<TenantWrite> writes) {
    return batch.send(
        writes.stream().map(write -> write.accept(json)).toList(),
        writes.stream().map(WriteJson::name).toList());
  }

  /** Throttling of one write says that those after it would be throttled too. */
  synchronized void hold(Duration pause) {
    Instant until = time.now().plus(pause);
    if (until.isAfter(heldUntil)) {
      heldUntil = until;
    }
  }

  Instant heldUntil() {
    return heldUntil;
  }

  void rest(Duration pause) throws InterruptedException {
    connection.pausing(pause);
    time.sleep(pause);
  }

  InFlight inFlight() {
    return inFlight;
  }

  Retries retries() {
    return retries;
  }

  TenantTime time() {
    return time;
  }

  Workers workers() {
    return workers;
  }
}
