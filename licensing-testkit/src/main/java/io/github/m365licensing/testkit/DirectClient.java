package io.github.m365licensing.testkit;

import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.ThrottledException;
import io.github.m365licensing.tenant.UnexpectedResponseException;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.internal.request.Answer;
import io.github.m365licensing.testkit.internal.request.Pipeline;
import io.github.m365licensing.testkit.internal.request.Request;
import io.github.m365licensing.testkit.internal.request.VirtualTime;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.PortWrites;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls the engine as a client of Graph would: what the service asks to try again is tried again,
 * in virtual time, up to {@link #ATTEMPTS} times. A write is repeated only where the service said
 * that it did not try; without an answer, or with a server error, it may have been applied.
 *
 * <p>A list of writes is done in one piece, in its order; calls of other threads wait.
 */
final class DirectClient {

  private static final int ATTEMPTS = 5;

  private final Pipeline pipeline;
  private final VirtualTime time;

  /** Held by a list to its end and by each read, so that what several threads do has an order. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile Caller caller = Caller.unrestricted();

  DirectClient(Pipeline pipeline, VirtualTime time) {
    this.pipeline = pipeline;
    this.time = time;
  }

  void caller(Caller next) {
    this.caller = Objects.requireNonNull(next, "caller");
  }

  /** What a read answers; empty if there is no such object. */
  <A> Optional<A> find(Read<A> read) {
    turn.lock();
    try {
      return Optional.of(
          repeated(() -> pipeline.perform(caller, read), DirectClient::isPassing, true).value());
    } catch (GraphFailure failure) {
      if (failure.status() == 404) {
        return Optional.empty();
      }
      throw asException(failure, read);
    } catch (ConnectionDroppedException dropped) {
      throw new UnexpectedResponseException(
          read.operation() + ": the connection ended without an answer. Nothing was changed.",
          0,
          "",
          dropped);
    } finally {
      turn.unlock();
    }
  }

  /** What a read answers; an unknown object is an unusable answer. */
  <A> A read(Read<A> read) {
    return find(read)
        .orElseThrow(
            () ->
                new UnexpectedResponseException(
                    read.operation() + ": there is no such object. Nothing was changed.", 404, ""));
  }

  private static RuntimeException asException(GraphFailure failure, Read<?> read) {
    String id = failure.requestId().toString();
    String what = read.operation() + ": " + failure.code() + ". Nothing was changed.";
    return switch (failure.status()) {
      case 401, 403 ->
          new AccessDeniedException(
              what + " One of these permissions is enough: " + read.operation().permissions() + ".",
              id,
              failure);
      case 429 ->
          new ThrottledException(
              what, id, Objects.requireNonNullElse(failure.retryAfter(), Duration.ZERO));
      default -> new UnexpectedResponseException(what, failure.status(), id, failure);
    };
  }

  void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    Objects.requireNonNull(done, "done");
    List<TenantWrite> all = List.copyOf(Objects.requireNonNull(writes, "writes"));
    Set<Object> subjects = new HashSet<>();
    for (TenantWrite write : all) {
      if (!subjects.add(write.subject())) {
        throw new IllegalArgumentException(
            "Two writes of one list are about " + write.subject() + ". Nothing was sent.");
      }
    }
    turn.lock();
    try {
      for (int item = 0; item < all.size(); item++) {
        TenantWrite write = all.get(item);
        done.accept(
            Thread.currentThread().isInterrupted()
                ? WriteOutcome.of(write, Kind.NOT_STARTED)
                : outcome(write, item));
      }
    } finally {
      turn.unlock();
    }
  }

  private WriteOutcome outcome(TenantWrite write, int item) {
    WriteOutcome.Builder outcome = WriteOutcome.builder();
    outcome.write(write);
    try {
      Answer<?> answer =
          repeated(
              () -> pipeline.perform(Request.of(caller, PortWrites.of(write)).item(item)),
              DirectClient::isNotAttempted,
              false);
      outcome
          .kind(
              write.operation() == GraphOperation.ASSIGN_GROUP_LICENSE ? Kind.ACCEPTED : Kind.DONE)
          .requestId(answer.requestId().toString());
      if (write.operation() == GraphOperation.CREATE_USER
          && answer.value() instanceof StoredUser user) {
        outcome.createdUser(user.id());
      }
    } catch (GraphFailure failure) {
      outcome.requestId(failure.requestId().toString());
      if (isNotAttempted(failure)) {
        outcome.kind(Kind.FAILED).error(asError(failure));
      } else if (failure.status() >= 500) {
        outcome.kind(Kind.UNKNOWN);
      } else {
        outcome.kind(Kind.REFUSED).error(asError(failure));
      }
    } catch (ConnectionDroppedException dropped) {
      outcome.kind(Kind.UNKNOWN);
    }
    return outcome.build();
  }

  private static ServiceError asError(GraphFailure failure) {
    ServiceError.Builder error = ServiceError.builder();
    error.from(ServiceError.of(failure.status(), failure.code(), failure.message()));
    error.requestId(failure.requestId().toString());
    if (failure.retryAfter() != null) {
      error.retryAfterSeconds(failure.retryAfter().toSeconds());
    }
    return error.build();
  }

  private <A> Answer<A> repeated(
      Supplier<Answer<A>> request, Predicate<GraphFailure> again, boolean alsoIfDropped) {
    for (int attempt = 1; ; attempt++) {
      Duration wait = Duration.ofSeconds(1L << attempt);
      try {
        return request.get();
      } catch (GraphFailure failure) {
        if (attempt == ATTEMPTS || !again.test(failure)) {
          throw failure;
        }
        wait = Objects.requireNonNullElse(failure.retryAfter(), wait);
      } catch (ConnectionDroppedException dropped) {
        if (attempt == ATTEMPTS || !alsoIfDropped) {
          throw dropped;
        }
      }
      time.advance(wait);
    }
  }

  /** Whether reading again may help. */
  private static boolean isPassing(GraphFailure failure) {
    return failure.status() == 429 || (failure.status() >= 500 && failure.status() != 501);
  }

  /** Whether the service said that it did not even try. */
  private static boolean isNotAttempted(GraphFailure failure) {
    return failure.status() == 429
        || failure.status() == 409
        || failure.code().equals("Directory_ConcurrencyViolation");
  }
}
