package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.GROUP;
import static io.github.m365licensing.rules.Fixtures.IN_GROUP;
import static io.github.m365licensing.rules.Fixtures.ORGANIZATION;
import static io.github.m365licensing.rules.Fixtures.RULES;
import static io.github.m365licensing.rules.Fixtures.direct;
import static io.github.m365licensing.rules.Fixtures.license;
import static io.github.m365licensing.rules.Fixtures.sku;
import static io.github.m365licensing.rules.Fixtures.through;
import static io.github.m365licensing.rules.Fixtures.user;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.function.Supplier;

/** Prints what one question to the rule book costs once warm, for a user with four paths. */
final class RulesCost {

  private static final int CALLS = 200_000;

  private RulesCost() {}

  public static void main(String[] args) {
    LicensedUser user =
        user(
            direct("SPE_E3", "SWAY"),
            direct("FLOW_FREE"),
            through(IN_GROUP, "EMS", "ADALLOM_S_DISCOVERY"),
            direct("POWER_BI_PRO"));
    AssignedLicense license = license("SPE_E3", "SWAY", "INTUNE_A");
    SkuId flow = sku("FLOW_FREE");
    measure(
        "checkUserChange",
        () -> RULES.checkUserChange(user, List.of(license), List.of(flow), unused -> 1));
    measure("pathsAfter", () -> RULES.pathsAfter(user, List.of(license), List.of()));
    measure("effectiveServices", () -> RULES.effectiveServices(user.licenses()));
    measure("fingerprint", () -> RULES.fingerprint(user, List.of(license.skuId())));
    measure(
        "applyGroup",
        () ->
            RULES.applyGroup(
                user, GROUP, List.of(license), ORGANIZATION, unused -> 1, GroupObstacles.none()));
  }

  private static void measure(String name, Supplier<?> call) {
    long best = Long.MAX_VALUE;
    int results = 0;
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        results += System.identityHashCode(call.get()) & 1;
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf("%-18s %.2f us (%d)%n", name, best / 1e3 / CALLS, results);
  }
}
