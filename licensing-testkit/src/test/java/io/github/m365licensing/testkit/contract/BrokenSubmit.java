package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Ports that break what {@link Tenant#submit} promises. */
enum BrokenSubmit implements Break {
  REPORTS_THE_FIRST_OUTCOME_TWICE("L133 L134 L135 L136 L139 L140 L141") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      AtomicInteger reported = new AtomicInteger();
      sound.submit(
          writes,
          outcome -> {
            done.accept(outcome);
            if (reported.incrementAndGet() == 1) {
              done.accept(outcome);
            }
          });
    }
  },
  DROPS_THE_SECOND_OUTCOME("L133 L134 L135 L136 L139 L140 L141") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      AtomicInteger reported = new AtomicInteger();
      sound.submit(
          writes,
          outcome -> {
            if (reported.incrementAndGet() != 2) {
              done.accept(outcome);
            }
          });
    }
  },
  CALLS_A_REFUSAL_DONE(
      "L100 L101 L102 L114 L117 L121 L122 L123 L124 L125 L126 L128"
          + " L134 L145 L148 L52 L55 L56 L57 L58 L59 L60 L61 L62"
          + " L63 L64 L65 L67 L68 L69 L70 L71 L73 L74 L76 L77"
          + " L83 L84 L85 L90 L99") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      sound.submit(
          writes,
          outcome ->
              done.accept(
                  outcome.kind() == Kind.REFUSED
                      ? WriteOutcome.builder().from(outcome).kind(Kind.DONE).build()
                      : outcome));
    }
  },
  CALLS_A_REFUSAL_FAILED(
      "L100 L101 L102 L114 L117 L121 L122 L123 L124 L125 L126 L128"
          + " L134 L145 L148 L52 L55 L56 L57 L58 L59 L60 L61 L62"
          + " L63 L64 L65 L67 L68 L69 L70 L71 L73 L74 L76 L77"
          + " L83 L84 L85 L90 L99") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      sound.submit(
          writes,
          outcome ->
              done.accept(
                  outcome.kind() == Kind.REFUSED
                      ? WriteOutcome.builder().from(outcome).kind(Kind.FAILED).build()
                      : outcome));
    }
  },
  STOPS_AT_THE_FIRST_REFUSAL("L134") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      if (writes.stream().map(TenantWrite::subject).distinct().count() < writes.size()) {
        throw new IllegalArgumentException("Two writes for one subject.");
      }
      List<Kind> last = new ArrayList<>(List.of(Kind.DONE));
      for (TenantWrite write : writes) {
        if (last.get(0) == Kind.REFUSED) {
          done.accept(WriteOutcome.of(write, Kind.NOT_STARTED));
        } else {
          sound.submit(
              List.of(write),
              outcome -> {
                last.set(0, outcome.kind());
                done.accept(outcome);
              });
        }
      }
    }
  },
  TAKES_TWO_WRITES_FOR_ONE_SUBJECT("L137") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      if (writes.stream().map(TenantWrite::subject).distinct().count() == writes.size()) {
        sound.submit(writes, done);
      } else {
        writes.forEach(write -> sound.submit(List.of(write), done));
      }
    }
  },
  SENDS_BEFORE_IT_CHECKS_THE_LIST("L137") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      if (writes.stream().map(TenantWrite::subject).distinct().count() < writes.size()) {
        sound.submit(writes.subList(0, 1), outcome -> {});
      }
      sound.submit(writes, done);
    }
  },
  FORGETS_THE_INTERRUPT("L139 L140") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      sound.submit(writes, done);
      // The flag is cleared on purpose: that is what is broken here.
      if (Thread.interrupted() && writes.isEmpty()) {
        throw new AssertionError("An empty list cannot be interrupted.");
      }
    }
  },
  GOES_ON_WHEN_INTERRUPTED("L139") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      boolean interrupted = Thread.interrupted();
      sound.submit(writes, done);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  },
  CALLS_WHAT_WAS_NOT_STARTED_UNKNOWN("L139 L140") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      sound.submit(
          writes,
          outcome ->
              done.accept(
                  outcome.kind() == Kind.NOT_STARTED
                      ? WriteOutcome.of(outcome.write(), Kind.UNKNOWN)
                      : outcome));
    }
  },
  REPORTS_FROM_TWO_THREADS_AT_ONCE("L136") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      List<WriteOutcome> outcomes = new ArrayList<>();
      sound.submit(writes, outcomes::add);
      // Reports one outcome in the midst of reporting another, as two threads would.
      for (int i = 0; i + 1 < outcomes.size(); i += 2) {
        WriteOutcome first = outcomes.get(i);
        WriteOutcome second = outcomes.get(i + 1);
        Thread other = new Thread(() -> done.accept(second));
        other.start();
        done.accept(first);
        join(other);
      }
      if (outcomes.size() % 2 == 1) {
        done.accept(outcomes.get(outcomes.size() - 1));
      }
    }
  },
  TAKES_A_NULL_CONSUMER("L142") {
    @Override
    void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      sound.submit(writes, done == null ? outcome -> {} : done);
    }
  };

  private final String noticedBy;

  BrokenSubmit(String noticedBy) {
    this.noticedBy = noticedBy;
  }

  abstract void submit(Tenant sound, List<TenantWrite> writes, Consumer<WriteOutcome> done);

  @Override
  public Tenant of(FakeTenant sound) {
    return new DelegatingTenant(sound) {
      @Override
      public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
        if (BrokenSubmit.this != TAKES_A_NULL_CONSUMER) {
          Objects.requireNonNull(done, "done");
        }
        BrokenSubmit.this.submit(sound, writes, done);
      }
    };
  }

  @Override
  public String noticedBy() {
    return noticedBy;
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
