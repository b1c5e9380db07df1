package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.TenantWrite;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures the fake tenant: the time to create contoso, and for each number of users given (default
 * 1000 100000 1000000) the heap per user and the microseconds per assignLicense at the direct door.
 * Times are those that the thread worked. Run it from the test class path; it is no test and
 * decides nothing.
 */
final class FakeTenantFigures {

  private FakeTenantFigures() {}

  public static void main(String[] args) {
    contoso();
    for (String users : args.length == 0 ? new String[] {"1000", "100000", "1000000"} : args) {
      fabrikam(Integer.parseInt(users));
    }
  }

  private static void contoso() {
    int rounds = 2_000;
    long best = Long.MAX_VALUE;
    long total = 0;
    for (int i = 0; i < rounds; i++) {
      long start = cpu();
      FakeTenant tenant = FakeTenant.contoso();
      long nanos = cpu() - start;
      if (tenant.requests().onlyReads() && i >= rounds / 2) {
        best = Math.min(best, nanos);
        total += nanos;
      }
    }
    System.out.printf(
        "contoso: %.0f µs on average, %.0f µs at best, after %d rounds%n",
        total / 1e3 / (rounds - rounds / 2), best / 1e3, rounds / 2);
  }

  private static void fabrikam(int users) {
    long before = heap();
    long start = cpu();
    FakeTenant tenant = FakeTenant.fabrikam(users);
    long created = cpu() - start;
    long perUser = (heap() - before) / users;

    AssignedLicense license = AssignedLicense.of(tenant.sku("POWER_BI_STANDARD").id());
    List<TenantWrite> writes =
        tenant
            .listUsers(UserQuery.everyone())
            .limit(100_000)
            .map(LicensedUser::id)
            .map(id -> new TenantWrite.AssignUserLicense(id, List.of(license), Set.of()))
            .map(TenantWrite.class::cast)
            .toList();
    long[] done = new long[1];
    long sent = cpu();
    int rounds = Math.max(1, 100_000 / writes.size());
    for (int round = 0; round < rounds; round++) {
      tenant.submit(writes, outcome -> done[0]++);
    }
    double micros = (cpu() - sent) / 1e3 / done[0];
    System.out.printf(
        "%,d users: %d B of heap each, created in %d ms, %.2f µs per assignLicense (%,d of them)%n",
        users, perUser, TimeUnit.NANOSECONDS.toMillis(created), micros, done[0]);
  }

  /** The time this thread worked, so that other load on the machine does not count. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
