package io.github.m365licensing.apply;

import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.journal.Journal;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pausing and cancelling a run from outside. */
@Timeout(30)
class RunControlTest {

  @TempDir private Path folder;

  private final FakeTenant tenant = RunTest.tenant(10);
  private final LicensePlan plan = RunTest.intuneOff(tenant);
  private final RunControl control = RunControl.create();

  /** A run that is paused after its first list was settled, with its thread at rest. */
  private FutureTask<ApplyReport> paused(int listsInFlight) {
    FutureTask<ApplyReport> run =
        new FutureTask<>(
            () ->
                Licensing.of(tenant)
                    .apply(
                        plan,
                        options ->
                            options
                                .journal(folder.resolve("journal"))
                                .writesPerList(2)
                                .listsInFlight(listsInFlight)
                                .control(control)
                                .progress(
                                    update -> {
                                      if (update.done() == 2) {
                                        control.pause();
                                      }
                                    })));
    Thread thread = new Thread(run);
    thread.start();
    while (!isAtRest(thread)) {
      Thread.onSpinWait();
    }
    return run;
  }

  private static boolean isAtRest(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        && Stream.of(thread.getStackTrace())
            .anyMatch(frame -> frame.getMethodName().equals("awaitResumed"));
  }

  @Test
  void paused_run_sends_nothing_until_it_is_resumed() throws Exception {
    FutureTask<ApplyReport> run = paused(1);

    assertThat(tenant.requests().writes()).hasSize(2);
    control.resume();

    assertThat(run.get(20, TimeUnit.SECONDS).isConfirmed()).isTrue();
    assertThat(tenant.requests().writes()).hasSize(10);
  }

  @Test
  void subject_that_changed_during_the_pause_is_refused() throws Exception {
    FutureTask<ApplyReport> run = paused(1);
    tenant.user(plan.changes().skip(9).findFirst().orElseThrow().name()).notLicensedWith("EMS");

    control.resume();

    ApplyReport report = run.get(20, TimeUnit.SECONDS);
    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(9);
    assertThat(report.count(ChangeOutcome.Kind.REFUSED)).isEqualTo(1);
  }

  @Test
  void lists_in_flight_are_settled_before_the_pause() throws Exception {
    FutureTask<ApplyReport> run = paused(3);

    long ended =
        Journal.read(folder.resolve("journal")).entries().stream()
            .filter(JournalEntry.Ended.class::isInstance)
            .count();
    assertThat(ended).isEqualTo(tenant.requests().writes().size()).isLessThan(10);
    control.resume();

    assertThat(run.get(20, TimeUnit.SECONDS).isConfirmed()).isTrue();
  }

  @Test
  void paused_run_can_be_cancelled_and_its_journal_resumed() throws Exception {
    FutureTask<ApplyReport> run = paused(1);

    control.cancel();

    ApplyReport report = run.get(20, TimeUnit.SECONDS);
    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(2);
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(8);
    assertThat(report.outcomes().get(9).refusal().orElseThrow().message()).contains("cancelled");
    assertThat(report.outcomes().get(0).verification()).isEqualTo(Verification.CONFIRMED);
    assertThat(tenant.requests().writes()).hasSize(2);

    assertThat(Licensing.of(tenant).resume(folder.resolve("journal")).isConfirmed()).isTrue();
    assertThat(tenant.requests().writes()).hasSize(10);
  }

  @Test
  void cancel_reaches_a_list_in_flight() {
    ApplyReport report =
        Licensing.of(
                new ForwardingTenant(tenant) {
                  @Override
                  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
                    call().submit(writes.subList(0, 1), done);
                    control.cancel();
                    call().submit(writes.subList(1, writes.size()), done);
                  }
                })
            .apply(plan, options -> options.control(control));

    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(1);
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(9);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void cancelled_before_it_begins_sends_nothing() {
    control.cancel();

    ApplyReport report = Licensing.of(tenant).apply(plan, options -> options.control(control));

    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(10);
    assertThat(tenant).received().onlyReads();
  }

  @Test
  void cancelled_stays_cancelled() {
    control.cancel();

    control.pause();
    control.resume();

    assertThat(control.state()).isEqualTo(RunControl.State.CANCELLED);
  }
}
