package io.github.m365licensing.testkit.internal.request;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.TenantInternals;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.PortWrites;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.FakeSemantics.ConcurrentGroupWrites;
import io.github.m365licensing.testkit.scenario.LoggedRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two threads whose writes truly overlap: the second is sent while the first is in the engine. The
 * test holds the engine still until both are there.
 */
@Timeout(60)
class ConcurrentWritesTest {

  private static final String USER = "a@contoso.com";

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static FakeTenant tenant(ConcurrentGroupWrites groupWrites) {
    return FakeTenant.builder()
        .semantics(FakeSemantics.defaults().with(groupWrites))
        .sku("EMS", seats(5))
        .sku("FLOW_FREE", seats(5))
        .user(USER, u -> u.usageLocation("US"))
        .group("Staff", g -> g.member(USER))
        .build();
  }

  @Test
  void second_write_for_a_user_conflicts() throws Exception {
    FakeTenant tenant = tenant(ConcurrentGroupWrites.CONFLICT);

    List<Integer> statuses =
        overlapping(tenant, userWrite(tenant, "EMS"), userWrite(tenant, "FLOW_FREE"));

    assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    assertThat(tenant.user(USER).now().assignedLicenses())
        .containsExactly(AssignedLicense.of(sku(tenant, "EMS")));
  }

  @Test
  void second_write_for_a_group_is_accepted_and_lost() throws Exception {
    FakeTenant tenant = tenant(ConcurrentGroupWrites.SILENTLY_LOST);

    List<Integer> statuses =
        overlapping(tenant, groupWrite(tenant, "EMS"), groupWrite(tenant, "FLOW_FREE"));

    assertThat(statuses).containsExactly(202, 202);
    assertThat(tenant.group("Staff").now().assignedLicenses())
        .containsExactly(AssignedLicense.of(sku(tenant, "EMS")));
  }

  @Test
  void second_write_for_a_group_that_the_service_refuses_is_refused_not_lost() throws Exception {
    FakeTenant tenant = tenant(ConcurrentGroupWrites.SILENTLY_LOST);
    TenantWrite twice =
        new TenantWrite.AssignGroupLicense(
            tenant.group("Staff").id(), List.of(), Set.of(sku(tenant, "FLOW_FREE")));

    List<Integer> statuses = overlapping(tenant, groupWrite(tenant, "EMS"), twice);

    assertThat(statuses).containsExactlyInAnyOrder(202, 400);
  }

  @Test
  void second_write_for_a_group_conflicts_under_the_other_reading() throws Exception {
    FakeTenant tenant = tenant(ConcurrentGroupWrites.CONFLICT);

    List<Integer> statuses =
        overlapping(tenant, groupWrite(tenant, "EMS"), groupWrite(tenant, "FLOW_FREE"));

    assertThat(statuses).containsExactlyInAnyOrder(202, 409);
  }

  @Test
  void member_who_leaves_while_the_group_is_licensed_conflicts_and_is_not_lost() throws Exception {
    FakeTenant tenant = tenant(ConcurrentGroupWrites.SILENTLY_LOST);
    UserId member = tenant.user(USER).id();
    TenantWrite leave = new TenantWrite.RemoveMember(tenant.group("Staff").id(), member);

    List<Integer> statuses = overlapping(tenant, groupWrite(tenant, "EMS"), leave);

    assertThat(statuses).containsExactlyInAnyOrder(202, 409);
    assertThat(tenant.listMembers(tenant.group("Staff").id())).hasSize(1);
  }

  @Test
  void writes_for_two_users_do_not_conflict() throws Exception {
    FakeTenant tenant =
        FakeTenant.builder()
            .sku("EMS", seats(5))
            .user(USER, u -> u.usageLocation("US"))
            .user("b@contoso.com", u -> u.usageLocation("US"))
            .build();
    TenantWrite other =
        new TenantWrite.AssignUserLicense(
            tenant.user("b@contoso.com").id(), license(tenant, "EMS"), Set.of());

    List<Integer> statuses = overlapping(tenant, userWrite(tenant, "EMS"), other);

    assertThat(statuses).containsExactly(200, 200);
  }

  /** Has the second write sent while the first is being done; how each was answered. */
  private List<Integer> overlapping(FakeTenant tenant, TenantWrite first, TenantWrite second)
      throws Exception {
    ReentrantLock engine = TenantInternals.pipeline(tenant).engine().lock();
    CompletableFuture<Void> one;
    CompletableFuture<Void> other;
    engine.lock();
    try {
      one = CompletableFuture.runAsync(() -> send(tenant, first), threads);
      await(() -> engine.getQueueLength() == 1);
      CompletableFuture<Void> late =
          CompletableFuture.runAsync(() -> send(tenant, second), threads);
      other = late;
      await(() -> engine.getQueueLength() == 2 || late.isDone());
    } finally {
      engine.unlock();
    }
    one.get(30, TimeUnit.SECONDS);
    other.get(30, TimeUnit.SECONDS);
    return tenant.requests().writes().stream().map(LoggedRequest::status).toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Thread.onSpinWait();
    }
  }

  /** As a client of the wire does, which has no turn to wait for; the log tells the answer. */
  private static void send(FakeTenant tenant, TenantWrite write) {
    try {
      TenantInternals.pipeline(tenant).perform(Caller.unrestricted(), PortWrites.of(write));
    } catch (GraphFailure refused) {
      assertThat(refused.status()).isGreaterThanOrEqualTo(400);
    }
  }

  private static TenantWrite userWrite(FakeTenant tenant, String sku) {
    return new TenantWrite.AssignUserLicense(
        tenant.user(USER).id(), license(tenant, sku), Set.of());
  }

  private static TenantWrite groupWrite(FakeTenant tenant, String sku) {
    return new TenantWrite.AssignGroupLicense(
        tenant.group("Staff").id(), license(tenant, sku), Set.of());
  }

  private static List<AssignedLicense> license(FakeTenant tenant, String sku) {
    return List.of(AssignedLicense.of(sku(tenant, sku)));
  }

  private static SkuId sku(FakeTenant tenant, String name) {
    return tenant.sku(name).id();
  }
}
