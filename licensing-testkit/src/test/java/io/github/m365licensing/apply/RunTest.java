package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.department;
import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.journal.Journal;
import io.github.m365licensing.journal.JournalEntry;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several lists of writes in flight: order, threads, interrupts, failures. */
class RunTest {

  @TempDir private Path folder;

  /** Users with EMS. */
  static FakeTenant tenant(int users) {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(users));
    for (int i = 0; i < users; i++) {
      builder.user("user" + i + "@contoso.com", u -> u.usageLocation("NL").licensedWith("EMS"));
    }
    return builder.build();
  }

  static LicensePlan intuneOff(FakeTenant tenant) {
    return Licensing.of(tenant).plan(usersWhere(everyone()), change("EMS").disable("INTUNE_A"));
  }

  /** Sends the first write of each list, then does something, then sends the others. */
  private static final class Pausing extends ForwardingTenant {
    private final Runnable between;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    Pausing(FakeTenant tenant, Runnable between) {
      super(tenant);
      this.between = between;
    }

    @Override
    public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
      threads.add(Thread.currentThread());
      call().submit(writes.subList(0, 1), done);
      between.run();
      call().submit(writes.subList(1, writes.size()), done);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void so_many_lists_as_asked_for_are_in_flight_and_no_thread_stays() {
    FakeTenant tenant = tenant(12);
    LicensePlan plan = intuneOff(tenant);
    CountDownLatch three = new CountDownLatch(3);
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Pausing pausing =
        new Pausing(
            tenant,
            () -> {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              three.countDown();
              await(three);
              inFlight.decrementAndGet();
            });

    ApplyReport report =
        Licensing.of(pausing).apply(plan, options -> options.writesPerList(2).listsInFlight(3));

    assertThat(report).isConfirmed();
    assertThat(most).hasValue(3);
    assertThat(pausing.threads).hasSize(6).noneMatch(Thread::isAlive);
  }

  @Test
  void no_subject_has_two_writes_in_flight() {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(20));
    for (int i = 0; i < 20; i++) {
      builder.user("user" + i + "@contoso.com", u -> {});
    }
    FakeTenant tenant = builder.build();
    LicensePlan plan =
        Licensing.of(tenant).plan(usersWhere(everyone()), setUsageLocation("NL"), assign("EMS"));
    Set<Subject> inFlight = ConcurrentHashMap.newKeySet();
    AtomicInteger twice = new AtomicInteger();

    ApplyReport report =
        Licensing.of(
                new ForwardingTenant(tenant) {
                  @Override
                  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
                    for (TenantWrite write : writes) {
                      twice.addAndGet(inFlight.add(write.subject()) ? 0 : 1);
                    }
                    call().submit(writes, done);
                    writes.forEach(write -> inFlight.remove(write.subject()));
                  }
                })
            .apply(plan, options -> options.writesPerList(3));

    assertThat(report).isConfirmed();
    assertThat(twice).hasValue(0);
    assertThat(tenant.requests().writes()).hasSize(40);
  }

  @Test
  void two_runs_on_equal_tenants_end_alike_to_the_byte_of_the_journal() throws IOException {
    FakeTenant one = seatsTakenMeanwhile();
    FakeTenant other = seatsTakenMeanwhile();

    ApplyReport first = scarce(one, "one");
    ApplyReport second = scarce(other, "other");

    assertThat(first.count(ChangeOutcome.Kind.REFUSED)).isEqualTo(10);
    assertThat(first.outcomes()).isEqualTo(second.outcomes());
    assertThat(Files.readString(folder.resolve("one")))
        .isEqualTo(Files.readString(folder.resolve("other")));
    assertThat(one.requests().all().toString()).isEqualTo(other.requests().all().toString());
  }

  @Test
  void seats_go_in_the_order_of_the_plan() {
    ApplyReport report = scarce(seatsTakenMeanwhile(), "journal");

    List<ChangeOutcome.Kind> kinds = report.outcomes().stream().map(ChangeOutcome::kind).toList();
    assertThat(kinds.lastIndexOf(ChangeOutcome.Kind.APPLIED))
        .isLessThan(kinds.indexOf(ChangeOutcome.Kind.REFUSED));
  }

  private static FakeTenant seatsTakenMeanwhile() {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(60));
    for (int i = 0; i < 60; i++) {
      builder.user("user" + i + "@contoso.com", u -> u.usageLocation("NL"));
    }
    return builder.build();
  }

  private ApplyReport scarce(FakeTenant tenant, String journal) {
    Licensing licensing = Licensing.of(tenant);
    LicensePlan plan = licensing.plan(usersWhere(everyone()), assign("EMS"));
    tenant.sku("EMS").units(seats(50));
    return licensing.apply(
        plan, options -> options.journal(folder.resolve(journal)).writesPerList(4));
  }

  @Test
  void interrupt_reaches_the_lists_in_flight_and_stays_set() {
    FakeTenant tenant = tenant(9);
    LicensePlan plan = intuneOff(tenant);
    Thread caller = Thread.currentThread();
    CountDownLatch never = new CountDownLatch(1);
    Pausing pausing =
        new Pausing(
            tenant,
            () -> {
              caller.interrupt();
              await(never);
            });

    ApplyReport report = Licensing.of(pausing).apply(plan, options -> options.writesPerList(3));

    assertThat(Thread.interrupted()).isTrue();
    // Each list had sent one write at most when the interrupt came.
    long applied = report.count(ChangeOutcome.Kind.APPLIED);
    assertThat(applied).isBetween(1L, (long) pausing.threads.size());
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(9 - applied);
    assertThat(tenant.requests().writes()).hasSize((int) applied);
    assertThat(pausing.threads).noneMatch(Thread::isAlive);
  }

  @Test
  void failure_of_the_tenant_ends_the_run_and_what_was_sent_is_written_down() {
    FakeTenant tenant = tenant(8);
    LicensePlan plan = intuneOff(tenant);
    AtomicInteger lists = new AtomicInteger();
    Path journal = folder.resolve("failure");
    Pausing failing =
        new Pausing(
            tenant,
            () -> {
              if (lists.incrementAndGet() == 2) {
                throw new IllegalStateException("the tenant is closed");
              }
            });

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                Licensing.of(failing)
                    .apply(plan, options -> options.journal(journal).writesPerList(2)))
        .withMessage("the tenant is closed");
    assertThat(failing.threads).noneMatch(Thread::isAlive);
    int sent = tenant.requests().writes().size();
    assertThat(Journal.read(journal).entries().stream().filter(e -> isDone(e)).count())
        .isEqualTo(sent);
    assertThat(Licensing.of(tenant).resume(journal).isConfirmed()).isTrue();
    assertThat(tenant.requests().writes()).hasSize(8);
  }

  private static boolean isDone(JournalEntry entry) {
    return entry instanceof JournalEntry.Ended ended && ended.kind() == WriteOutcome.Kind.DONE;
  }

  @Test
  void write_that_the_tenant_did_not_report_is_read_back() {
    FakeTenant tenant = tenant(3);
    LicensePlan plan = intuneOff(tenant);

    ApplyReport report =
        Licensing.of(
                new ForwardingTenant(tenant) {
                  @Override
                  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
                    call().submit(writes.subList(0, 2), done);
                  }
                })
            .apply(plan);

    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(2);
    assertThat(report.outcomes().get(2).kind()).isEqualTo(ChangeOutcome.Kind.UNKNOWN);
  }

  @Test
  void waves_are_read_back_one_by_one() {
    FakeTenant tenant = tenant(5);
    Queue<String> activities = new ConcurrentLinkedQueue<>();

    ApplyReport report =
        Licensing.of(tenant)
            .apply(
                intuneOff(tenant),
                options -> options.waveSize(2).progress(u -> activities.add(u.activity())));

    assertThat(report).isConfirmed();
    assertThat(activities)
        .containsExactly(
            "wave 1 of 3: change licenses",
            "wave 1 of 3: verify",
            "wave 2 of 3: change licenses",
            "wave 2 of 3: verify",
            "wave 3 of 3: change licenses",
            "wave 3 of 3: verify");
  }

  @Test
  void first_divergence_stops_the_waves_after_it() {
    FakeTenant tenant = tenant(6);
    LicensePlan plan = intuneOff(tenant);
    String third = ((Subject.OfUser) plan.changes().toList().get(2).subject()).id().toString();

    ApplyReport report =
        Licensing.of(
                new ForwardingTenant(tenant) {
                  @Override
                  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
                    call().submit(writes, done);
                    if (writes.stream().anyMatch(w -> w.subject().toString().contains(third))) {
                      tenant
                          .user(third)
                          .licensedWith(LicenseOptions.of("EMS").disable("AAD_PREMIUM"));
                    }
                  }
                })
            .apply(plan, options -> options.waveSize(2).stopAtFirstDivergence());

    assertThat(report.outcomes())
        .extracting(ChangeOutcome::verification)
        .startsWith(
            Verification.CONFIRMED,
            Verification.CONFIRMED,
            Verification.DIVERGED,
            Verification.CONFIRMED);
    assertThat(report.count(ChangeOutcome.Kind.NOT_STARTED)).isEqualTo(2);
    assertThat(report.text()).contains("reads back differently");
  }

  @Test
  void wave_never_waits_for_seats_that_a_later_one_frees() {
    FakeTenantBuilder builder = FakeTenant.builder().sku("EMS", seats(4));
    for (int i = 0; i < 8; i++) {
      boolean holds = i % 2 == 0;
      builder.user(
          "user" + i + "@contoso.com",
          u -> {
            u.usageLocation("NL").department(holds ? "Old" : "New");
            if (holds) {
              u.licensedWith("EMS");
            }
          });
    }
    FakeTenant tenant = builder.build();
    Licensing licensing = Licensing.of(tenant);
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(usersWhere(department("Old")), remove("EMS"))
                .and(usersWhere(department("New")), assign("EMS")));

    ApplyReport report = licensing.apply(plan, options -> options.waveSize(3));

    assertThat(report).isConfirmed();
    assertThat(report.count(ChangeOutcome.Kind.APPLIED)).isEqualTo(8);
  }
}
