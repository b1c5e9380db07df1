package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static io.github.m365licensing.testkit.contract.Mark.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.catalog.WellKnownSkus;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Rules about submitting writes, as the port promises them. */
interface SubmitContract extends TenantUnderTest {

  /** A free licence for every user who has a usage location and lacks it. */
  private static List<TenantWrite> oneWritePerUser(Contoso contoso) {
    try (Stream<LicensedUser> users = contoso.tenant().listUsers(UserQuery.everyone())) {
      return users
          .distinct()
          .filter(user -> user.usageLocation().isPresent())
          .filter(user -> !user.holds(WellKnownSkus.FLOW_FREE))
          .<TenantWrite>map(
              user ->
                  new TenantWrite.AssignUserLicense(
                      user.id(), List.of(AssignedLicense.of(WellKnownSkus.FLOW_FREE)), Set.of()))
          .toList();
    }
  }

  private static boolean holds(Contoso contoso, TenantWrite write) {
    Subject.OfUser subject = (Subject.OfUser) write.subject();
    return contoso
        .tenant()
        .findUser(subject.id().toString())
        .orElseThrow(() -> new AssertionError("The user is gone: " + subject))
        .holds(WellKnownSkus.FLOW_FREE);
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L133_every_write_of_a_list_is_reported_exactly_once() {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes = oneWritePerUser(contoso);

      List<WriteOutcome> outcomes = contoso.submit(writes);

      assertThat(writes).hasSizeGreaterThan(15);
      assertThat(outcomes)
          .extracting(WriteOutcome::write)
          .containsExactlyInAnyOrderElementsOf(writes);
      assertThat(outcomes).extracting(WriteOutcome::kind).containsOnly(Kind.DONE);
      assertThat(writes).allMatch(write -> holds(contoso, write));
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L134_a_refused_write_does_not_hold_up_the_others() {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes =
          List.of(
              contoso.assign("lynne", WellKnownSkus.EMS),
              contoso.remove("alex", WellKnownSkus.EMS),
              contoso.assign("lee", WellKnownSkus.EMS),
              contoso.remove("miriam", WellKnownSkus.EMS));

      List<WriteOutcome> outcomes = contoso.submit(writes);

      assertThat(outcomes)
          .filteredOn(outcome -> outcome.kind() == Kind.DONE)
          .extracting(WriteOutcome::write)
          .containsExactlyInAnyOrder(writes.get(0), writes.get(2));
      assertThat(outcomes)
          .filteredOn(outcome -> outcome.kind() == Kind.REFUSED)
          .extracting(WriteOutcome::write)
          .containsExactlyInAnyOrder(writes.get(1), writes.get(3));
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L135_writes_of_every_kind_can_stand_in_one_list() {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes =
          List.of(
              contoso.assign("lynne", WellKnownSkus.EMS),
              new TenantWrite.SetUsageLocation(contoso.id("diego"), UsageLocation.of("US")),
              contoso.addMembers("Sales team", "patti"),
              contoso.assignToGroup("Marketing", WellKnownSkus.FLOW_FREE),
              contoso.reprocess("isaiah"));

      List<WriteOutcome> outcomes = contoso.submit(writes);

      assertThat(outcomes)
          .extracting(WriteOutcome::write)
          .containsExactlyInAnyOrderElementsOf(writes);
      assertThat(outcomes)
          .allSatisfy(
              outcome ->
                  assertThat(outcome.kind())
                      .isEqualTo(
                          outcome.write().operation() == GraphOperation.ASSIGN_GROUP_LICENSE
                              ? Kind.ACCEPTED
                              : Kind.DONE));
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L136_outcomes_are_never_reported_two_at_a_time() {
    try (Contoso contoso = Contoso.of(this)) {
      AtomicInteger reporting = new AtomicInteger();
      AtomicInteger reported = new AtomicInteger();
      CountDownLatch overlap = new CountDownLatch(1);
      List<TenantWrite> writes = oneWritePerUser(contoso);

      contoso
          .tenant()
          .submit(
              writes,
              outcome -> {
                if (reporting.incrementAndGet() > 1) {
                  overlap.countDown();
                } else if (reported.get() == 0) {
                  lingerFor(overlap);
                }
                reported.incrementAndGet();
                reporting.decrementAndGet();
              });

      assertThat(reported).hasValue(writes.size());
      assertThat(overlap.getCount()).as("1 if no outcome came during another").isEqualTo(1);
    }
  }

  /** Gives a second outcome the chance to come while the first is being reported. */
  private static void lingerFor(CountDownLatch overlap) {
    try {
      boolean overlapped = overlap.await(50, TimeUnit.MILLISECONDS);
      assertThat(overlapped).as("a second outcome came during the first").isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L137_two_writes_for_one_subject_are_rejected_and_nothing_is_sent() {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes =
          List.of(
              contoso.assign("lee", WellKnownSkus.EMS),
              contoso.assign("lynne", WellKnownSkus.EMS),
              contoso.assign("lynne", WellKnownSkus.FLOW_FREE));
      List<WriteOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

      assertThatIllegalArgumentException()
          .isThrownBy(() -> contoso.tenant().submit(writes, outcomes::add));

      assertThat(outcomes).isEmpty();
      assertThat(contoso.user("lynne").assignedLicenses()).isEmpty();
      assertThat(contoso.user("lee").holds(WellKnownSkus.EMS)).isFalse();
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L138_an_empty_list_reports_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      assertThat(contoso.submit(List.of())).isEmpty();
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L139_a_thread_interrupted_before_submitting_sends_nothing() {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes = oneWritePerUser(contoso);

      List<WriteOutcome> outcomes = interrupted(contoso, writes, 0);

      assertThat(outcomes)
          .extracting(WriteOutcome::write)
          .containsExactlyInAnyOrderElementsOf(writes);
      assertThat(outcomes).extracting(WriteOutcome::kind).containsOnly(Kind.NOT_STARTED);
      assertThat(writes).noneMatch(write -> holds(contoso, write));
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L140_a_thread_interrupted_midway_leaves_no_write_in_doubt() {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes = oneWritePerUser(contoso);

      List<WriteOutcome> outcomes = interrupted(contoso, writes, 1);

      assertThat(outcomes)
          .extracting(WriteOutcome::write)
          .containsExactlyInAnyOrderElementsOf(writes);
      assertThat(outcomes)
          .extracting(WriteOutcome::kind)
          .containsAnyOf(Kind.DONE)
          .isSubsetOf(Kind.DONE, Kind.NOT_STARTED);
      assertThat(outcomes)
          .allMatch(outcome -> holds(contoso, outcome.write()) == (outcome.kind() == Kind.DONE));
    }
  }

  /** Submits and interrupts the submitting thread once this many outcomes have come. */
  private static List<WriteOutcome> interrupted(
      Contoso contoso, List<TenantWrite> writes, int after) {
    List<WriteOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    Thread submitting = Thread.currentThread();
    if (after == 0) {
      submitting.interrupt();
    }
    boolean flag;
    try {
      contoso
          .tenant()
          .submit(
              writes,
              outcome -> {
                outcomes.add(outcome);
                if (outcomes.size() == after) {
                  submitting.interrupt();
                }
              });
    } finally {
      flag = Thread.interrupted();
    }
    assertThat(flag).as("the interrupt flag stays set").isTrue();
    return List.copyOf(outcomes);
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L141_several_threads_can_submit_at_once() throws InterruptedException {
    try (Contoso contoso = Contoso.of(this)) {
      List<TenantWrite> writes = oneWritePerUser(contoso);
      int middle = writes.size() / 2;
      List<List<TenantWrite>> halves =
          List.of(writes.subList(0, middle), writes.subList(middle, writes.size()));
      int before = contoso.consumed(WellKnownSkus.FLOW_FREE);
      List<WriteOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

      List<Thread> threads =
          halves.stream()
              .map(half -> new Thread(() -> contoso.tenant().submit(half, outcomes::add)))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      awaitVisible(contoso.tenant());

      assertThat(outcomes)
          .extracting(WriteOutcome::write)
          .containsExactlyInAnyOrderElementsOf(writes);
      assertThat(outcomes).extracting(WriteOutcome::kind).containsOnly(Kind.DONE);
      assertThat(contoso.consumed(WellKnownSkus.FLOW_FREE)).isEqualTo(before + writes.size());
    }
  }

  @Rule(operation = "submit", mark = DOCUMENTED, source = Sources.PORT)
  default void required_L142_null_arguments_of_submit_fail_at_once() {
    try (Contoso contoso = Contoso.of(this)) {
      Nulls nulls = new Nulls(contoso.tenant());

      assertThatNullPointerException().isThrownBy(nulls::submitWithoutWrites);
      assertThatNullPointerException().isThrownBy(nulls::submitWithoutConsumer);
    }
  }

  @Rule(operation = "submit", mark = OBSERVED, source = "msgraph-sdk-powershell#3361")
  default void required_L143_every_answered_write_carries_an_id_of_its_request() {
    try (Contoso contoso = Contoso.of(this)) {
      List<WriteOutcome> outcomes =
          contoso.submit(
              List.of(
                  contoso.assign("lynne", WellKnownSkus.EMS),
                  contoso.assign("diego", WellKnownSkus.EMS)));

      assertThat(outcomes).allSatisfy(o -> assertThat(o.requestId()).isPresent());
    }
  }
}
