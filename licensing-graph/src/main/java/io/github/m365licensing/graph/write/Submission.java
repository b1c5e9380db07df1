package io.github.m365licensing.graph.write;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.graph.http.Batch.Fate;
import io.github.m365licensing.graph.http.Batch.Result;
import io.github.m365licensing.graph.http.Failure;
import io.github.m365licensing.graph.http.NoTokenException;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One list of writes on its way. The calling thread alone decides, waits and reports; the workers
 * only send. So outcomes never overlap, and an interrupt wakes a waiting thread but cuts off no
 * call.
 */
final class Submission {

  private final Writer writer;
  private final Consumer<WriteOutcome> done;
  private final Deque<Pending> open = new ArrayDeque<>();
  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
  private int underWay;
  private boolean blocked;
  private boolean stopped;
  private boolean interrupted;
  private @Nullable Throwable broken;

  Submission(Writer writer, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    this.writer = writer;
    this.done = done;
    writes.forEach(write -> open.add(new Pending(write)));
  }

  /** Returns when every write was reported. */
  void run() {
    while (!open.isEmpty() || underWay > 0) {
      if (Thread.interrupted()) {
        stop();
      }
      long departures = writer.inFlight().departures();
      while (!stopped && underWay < writer.workers().count() && sendReady()) {}
      if (underWay > 0) {
        settle(nextAnswer());
      } else if (stopped) {
        leaveRest();
      } else {
        rest(departures);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (broken instanceof Error error) {
      throw error;
    }
    if (broken instanceof RuntimeException failure) {
      throw failure;
    }
  }

  /** A write that has no outcome yet. */
  private static final class Pending {
    private final TenantWrite write;
    private int tries;
    private Duration waited = Duration.ZERO;
    private Instant notBefore = Instant.MIN;
    private Failure last = Failure.NONE;

    Pending(TenantWrite write) {
      this.write = write;
    }
  }

  /** What a worker brought: results, or what broke it. */
  private record Answered(List<Pending> batch, List<Result> results, @Nullable Throwable broken) {}

  /**
   * Hands a worker the writes that may go now, up to a batch of them; says whether there were any.
   */
  private boolean sendReady() {
    List<Pending> ready = takeReady();
    if (ready.isEmpty()) {
      return false;
    }
    try {
      writer.workers().execute(() -> answers.add(send(ready)));
      underWay++;
    } catch (RejectedExecutionException e) {
      giveBack(ready);
      ready.forEach(open::addLast);
      stopped = true;
    }
    return true;
  }

  private Answered send(List<Pending> ready) {
    try {
      return new Answered(
          ready, writer.send(ready.stream().map(pending -> pending.write).toList()), null);
    } catch (Throwable e) {
      return new Answered(ready, List.of(), e);
    }
  }

  private List<Pending> takeReady() {
    List<Pending> ready = new ArrayList<>();
    blocked = false;
    Instant now = writer.time().now();
    if (now.isBefore(writer.heldUntil())) {
      return ready;
    }
    Iterator<Pending> candidates = open.iterator();
    while (candidates.hasNext() && ready.size() < ServiceLimits.REQUESTS_PER_BATCH) {
      Pending pending = candidates.next();
      if (now.isBefore(pending.notBefore)) {
        continue;
      }
      if (writer.inFlight().enter(pending.write.subject())) {
        candidates.remove();
        ready.add(pending);
      } else {
        blocked = true;
      }
    }
    return ready;
  }

  private Answered nextAnswer() {
    while (true) {
      try {
        return answers.take();
      } catch (InterruptedException e) {
        stop();
      }
    }
  }

  private void settle(Answered answered) {
    underWay--;
    giveBack(answered.batch());
    if (answered.broken() != null) {
      remember(answered.broken());
      answered.batch().forEach(pending -> report(WriteOutcome.of(pending.write, Kind.UNKNOWN)));
      return;
    }
    for (int i = 0; i < answered.batch().size(); i++) {
      settle(answered.batch().get(i), answered.results().get(i));
    }
  }

  private void settle(Pending pending, Result result) {
    pending.tries++;
    pending.last = result.failure();
    if (!isNotAttempted(result)) {
      report(outcome(pending.write, result));
      return;
    }
    Optional<Duration> pause =
        result.failure().cause() instanceof NoTokenException
            ? Optional.empty()
            : writer.retries().pause(result.failure(), pending.tries, pending.waited);
    if (pause.isEmpty()) {
      report(failed(pending));
      return;
    }
    if (result.failure().isThrottled()) {
      writer.hold(pause.get());
    }
    pending.waited = pending.waited.plus(pause.get());
    pending.notBefore = writer.time().now().plus(pause.get());
    open.addLast(pending);
  }

  private static boolean isNotAttempted(Result result) {
    return result.fate() == Fate.NOT_SENT
        || (result.fate() == Fate.ANSWERED && result.failure().isNotAttempted());
  }

  private static WriteOutcome outcome(TenantWrite write, Result result) {
    WriteOutcome.Builder outcome = WriteOutcome.builder().write(write);
    if (!result.requestId().isEmpty()) {
      outcome.requestId(result.requestId());
    }
    if (result.isSuccess()) {
      if (write.operation() == GraphOperation.CREATE_USER) {
        outcome.createdUser(WriteJson.createdUser(result.body()));
      }
      return outcome.kind(result.status() == 202 ? Kind.ACCEPTED : Kind.DONE).build();
    }
    // A server error does not say how far the server got.
    if (result.fate() == Fate.LOST || result.failure().status() >= 500) {
      return outcome.kind(Kind.UNKNOWN).build();
    }
    return outcome.kind(Kind.REFUSED).error(result.failure().serviceError()).build();
  }

  private static WriteOutcome failed(Pending pending) {
    WriteOutcome.Builder outcome =
        WriteOutcome.builder()
            .write(pending.write)
            .kind(Kind.FAILED)
            .error(pending.last.serviceError());
    if (!pending.last.requestId().isEmpty()) {
      outcome.requestId(pending.last.requestId());
    }
    return outcome.build();
  }

  /** Reports what is not sent any more: what never was, and what was refused for the moment. */
  private void leaveRest() {
    while (!open.isEmpty()) {
      Pending pending = open.removeFirst();
      report(
          pending.tries == 0 ? WriteOutcome.of(pending.write, Kind.NOT_STARTED) : failed(pending));
    }
  }

  /**
   * Nothing is under way and nothing may go: waits for the time, or for another caller's writes.
   */
  private void rest(long departures) {
    Instant now = writer.time().now();
    Instant next =
        open.stream().map(pending -> pending.notBefore).min(Instant::compareTo).orElse(now);
    Instant wake = Collections.max(List.of(next, writer.heldUntil()));
    try {
      if (wake.isAfter(now)) {
        writer.rest(Duration.between(now, wake));
      } else if (blocked) {
        writer.inFlight().awaitDeparture(departures);
      } // Otherwise the time came while we looked.
    } catch (InterruptedException e) {
      stop();
    }
  }

  private void stop() {
    interrupted = true;
    stopped = true;
  }

  private void giveBack(List<Pending> batch) {
    List<Subject> subjects = batch.stream().map(pending -> pending.write.subject()).toList();
    writer.inFlight().leave(subjects);
  }

  private void report(WriteOutcome outcome) {
    try {
      done.accept(outcome);
    } catch (RuntimeException | Error e) {
      remember(e);
    }
  }

  /** The other writes are reported all the same; the first failure is thrown at the end. */
  private void remember(Throwable failure) {
    if (broken == null) {
      broken = failure;
    } else {
      broken.addSuppressed(failure);
    }
  }
}
