package io.github.m365licensing.bench;
import io.github.m365licensing.testkit.FakeTenant;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.change;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.tenant.Tenant;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Planning a change of everybody, against one plain pass over the same values, which lie in memory:
 * nothing but planning is measured. {@link #main} prints what a plan keeps in memory for each
 * subject.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
public class PlanUsers {

  /** How many users there are. */
  @Param({"10000", "100000", "1000000"})
  public int users;

  private List<LicensedUser> values;
  private Licensing licensing;

  /** Users with the licences of fabrikam, each value with lists of its own. */
  @Setup
  public void prepare() {
    FakeTenant fabrikam = FakeTenant.fabrikam(2_000);
    List<LicensedUser> models = fabrikam.listUsers(UserQuery.everyone()).toList();
    SplittableRandom random = new SplittableRandom(42);
    values = new ArrayList<>(users);
    for (int i = 0; i < users; i++) {
      values.add(
          LicensedUser.builder()
              .from(models.get(i % models.size()))
              .id(UserId.of(new UUID(random.nextLong(), random.nextLong())))
              .userPrincipalName("user" + i + "@fabrikam.com")
              .build());
    }
    licensing = Licensing.of(listing(fabrikam));
  }

  /** The tenant with our users in place of its own. */
  private Tenant listing(FakeTenant fabrikam) {
    return (Tenant)
        Proxy.newProxyInstance(
            PlanUsers.class.getClassLoader(),
            new Class<?>[] {Tenant.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("listUsers")) {
                return values.stream().filter(((UserQuery) arguments[0])::matches);
              }
              if (method.getName().equals("listManagedDevices")) {
                return Stream.empty();
              }
              try {
                return method.invoke(fabrikam, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Benchmark
  public LicensePlan plan() {
    return licensing.plan(usersWhere(everyone()), change("SPE_E3").disable("INTUNE_A"));
  }

  /** Looks once at every value that matters to licensing, and keeps nothing. */
  @Benchmark
  public int plainPass() {
    int sum = 0;
    for (LicensedUser user : values) {
      sum += user.id().hashCode() + user.usageLocation().hashCode();
      for (AssignedLicense license : user.assignedLicenses()) {
        sum += license.skuId().hashCode() + sum(license.disabledPlans());
      }
      for (LicenseAssignmentState path : user.licenseAssignmentStates()) {
        sum += path.skuId().hashCode() + path.source().hashCode() + sum(path.disabledPlans());
      }
    }
    return sum;
  }

  private static int sum(Set<ServicePlanId> plans) {
    int sum = 0;
    for (ServicePlanId plan : plans) {
      sum += plan.hashCode();
    }
    return sum;
  }

  /** Prints the bytes that a plan keeps for each subject, beyond the values that it was made of. */
  public static void main(String[] args) {
    for (int users : new int[] {10_000, 100_000, 1_000_000}) {
      PlanUsers bench = new PlanUsers();
      bench.users = users;
      bench.prepare();
      bench.plan();
      long before = used();
      LicensePlan plan = bench.plan();
      long after = used();
      System.out.printf(
          "%,9d users: %,d B per subject, %,d shapes%n",
          plan.size(), (after - before) / plan.size(), plan.shapes().size());
      if (bench.values.size() != plan.size()) {
        throw new IllegalStateException("The plan is not about everybody.");
      }
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
