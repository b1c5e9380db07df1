package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.license;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Same seed and order, same tenant; threads lose nothing; nothing ever breaks an invariant. */
class DeterminismTest {

  private static final List<String> SKUS =
      List.of("EMS", "INTUNE_A_VL", "STANDARDPACK", "DESKLESSPACK", "WORKPLACE_ANALYTICS");

  @Property(tries = 60)
  void random_histories_break_nothing_and_repeat_exactly(@ForAll long seed) {
    FakeTenant one = afterHistory(seed);
    FakeTenant other = afterHistory(seed);

    assertThat(one.brokenInvariants()).isEmpty();
    assertThat(TenantSnapshot.of(one)).isEqualTo(TenantSnapshot.of(other));
    one.settle();
    assertThat(one.brokenInvariants()).isEmpty();
  }

  private static FakeTenant afterHistory(long seed) {
    Random random = new Random(seed);
    FakeTenantBuilder builder = FakeTenant.builder().seed(seed);
    SKUS.forEach(sku -> builder.sku(sku, seats(random.nextInt(6))));
    for (int i = 0; i < 6; i++) {
      String name = name(i);
      builder.user(
          name,
          u -> {
            if (random.nextInt(4) > 0) {
              u.usageLocation("US");
            }
          });
    }
    FakeTenant tenant = builder.group("one").group("two").build();
    for (int step = 0; step < 60; step++) {
      step(tenant, random);
    }
    return tenant;
  }

  private static void step(FakeTenant tenant, Random random) {
    String user = name(random.nextInt(6));
    FakeGroup group = tenant.group(random.nextBoolean() ? "one" : "two");
    String sku = SKUS.get(random.nextInt(SKUS.size()));
    boolean there = tenant.findUser(user).isPresent();
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        if (there) {
          Writes.send(tenant, Writes.assign(tenant, user, sku));
        }
      }
      case 2 -> {
        if (there) {
          Writes.send(tenant, Writes.remove(tenant, user, sku));
        }
      }
      case 3 -> Writes.send(tenant, Writes.assignGroup(tenant, group.now().displayName(), sku));
      case 4 -> Writes.send(tenant, Writes.removeFromGroup(tenant, group.now().displayName(), sku));
      case 5 -> {
        if (there) {
          group.member(user);
        }
      }
      case 6 -> {
        if (there) {
          group.withoutMember(user);
        }
      }
      case 7 -> tenant.advance(java.time.Duration.ofSeconds(random.nextInt(120)));
      default -> {
        if (there) {
          Writes.send(tenant, new TenantWrite.ReprocessLicenses(tenant.user(user).id()));
        }
      }
    }
  }

  private static String name(int number) {
    return "u" + number + "@contoso.com";
  }

  @Test
  void threads_that_write_different_users_lose_nothing() throws Exception {
    FakeTenant tenant = FakeTenant.fabrikam(400);
    List<LicensedUser> users = tenant.listUsers(UserQuery.everyone()).collect(Collectors.toList());
    int before = tenant.sku("POWER_BI_STANDARD").now().consumedUnits();
    long holders =
        users.stream().filter(u -> u.holds(tenant.sku("POWER_BI_STANDARD").id())).count();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<WriteOutcome>>> parts = new ArrayList<>();
      for (int part = 0; part < 4; part++) {
        List<TenantWrite> writes = new ArrayList<>();
        for (int i = part; i < users.size(); i += 4) {
          writes.add(
              new TenantWrite.AssignUserLicense(
                  users.get(i).id(), List.of(license(tenant, "POWER_BI_STANDARD")), Set.of()));
        }
        parts.add(() -> Writes.sendAll(tenant, writes));
      }
      for (Future<List<WriteOutcome>> outcomes : pool.invokeAll(parts)) {
        assertThat(outcomes.get()).extracting(WriteOutcome::kind).containsOnly(Kind.DONE);
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(tenant.sku("POWER_BI_STANDARD").now().consumedUnits())
        .isEqualTo(before + 400 - (int) holders);
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  @Test
  void interrupted_thread_finishes_nothing_more_and_keeps_its_flag() {
    FakeTenant tenant = FakeTenant.contoso();
    List<Kind> kinds = new ArrayList<>();

    tenant.submit(
        List.of(
            Writes.assign(tenant, "lynne@contoso.com", "EMS"),
            Writes.assign(tenant, "adele@contoso.com", "EMS")),
        outcome -> {
          kinds.add(outcome.kind());
          Thread.currentThread().interrupt();
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(kinds).containsExactly(Kind.DONE, Kind.NOT_STARTED);
  }

  @Test
  void two_writes_for_one_subject_in_one_list_are_refused_and_nothing_is_sent() {
    FakeTenant tenant = FakeTenant.contoso();
    TenantWrite write = Writes.assign(tenant, "lynne@contoso.com", "EMS");

    assertThatThrownBy(() -> tenant.submit(List.of(write, write), outcome -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(tenant.requests().all()).isEmpty();
  }
}
