package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.ServicePlanId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Prints what a snapshot of many users costs: time and bytes of the file, time and heap of reading.
 * Each user has a direct path with five plans off and an inherited one, each with a time of its own
 * (the worst case for sharing). Arguments: the number of users, and {@code write} or {@code read}
 * with a file.
 */
final class SnapshotCost {

  private SnapshotCost() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int users = Integer.parseInt(args[0]);
    Path file = Path.of(args[2]);
    if (args[1].equals("write")) {
      TenantSnapshot snapshot = snapshot(users);
      long start = System.nanoTime();
      snapshot.writeTo(file);
      System.out.printf("wrote %d MB in %.1f s%n", Files.size(file) / 1_000_000, since(start));
      return;
    }
    long before = usedHeap();
    long start = System.nanoTime();
    TenantSnapshot snapshot = TenantSnapshot.read(file);
    double seconds = since(start);
    System.out.printf(
        "read %d users in %.1f s, %d bytes of heap each%n",
        snapshot.users().size(), seconds, (usedHeap() - before) / snapshot.users().size());
    start = System.nanoTime();
    boolean same = snapshot.differenceTo(snapshot).isEmpty();
    System.out.printf("compared in %.1f s: %s%n", since(start), same ? "the same" : "different");
  }

  private static TenantSnapshot snapshot(int users) {
    List<ServicePlanId> off =
        LongStream.range(0, 5).mapToObj(n -> ServicePlanId.of(new UUID(n, n))).toList();
    AssignedLicense direct = AssignedLicense.of(SnapshotFixture.E3, off);
    AssignedLicense inherited = AssignedLicense.of(SnapshotFixture.EMS);
    TenantSnapshot.Builder builder = SnapshotFixture.builder();
    return builder
        .memberIds(Map.of())
        .users(IntStream.range(0, users).mapToObj(n -> user(n, direct, inherited)).toList())
        .build();
  }

  private static LicensedUser user(int n, AssignedLicense direct, AssignedLicense inherited) {
    return LicensedUser.builder()
        .id(UserId.of(new UUID(n * 0x9E3779B97F4A7C15L, n)))
        .userPrincipalName("firstname.lastname" + n + "@contoso.onmicrosoft.com")
        .displayName("Firstname Lastname " + n)
        .department("Department " + n % 200)
        .usageLocation(UsageLocation.of("NL"))
        .addAssignedLicenses(direct, inherited)
        .addLicenseAssignmentStates(
            path(direct, AssignmentSource.direct(), n),
            path(inherited, AssignmentSource.inheritedFrom(SnapshotFixture.SALES), n))
        .build();
  }

  private static LicenseAssignmentState path(
      AssignedLicense license, AssignmentSource source, int n) {
    return LicenseAssignmentState.builder()
        .skuId(license.skuId())
        .disabledPlans(license.disabledPlans())
        .source(source)
        .lastUpdatedDateTime(Instant.ofEpochSecond(1_700_000_000L + n))
        .build();
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
