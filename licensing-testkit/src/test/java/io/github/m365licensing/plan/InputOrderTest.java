package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.department;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.replaceAllWith;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.intent.Verbs.swap;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The order in which users are named, read and selected leaves no trace in a plan. */
class InputOrderTest {

  private static final List<Verb> VERBS =
      List.of(
          assign("EMS"),
          assign("EMS").disable("INTUNE_A").replacingChoices(),
          change("EMS").disable("INTUNE_A"),
          remove("EMS"),
          swap("ENTERPRISEPACK", "SPE_E3"),
          replaceAllWith(assign("SPE_E3")),
          setUsageLocation("DE"));

  /**
   * Twelve users in three departments; seats are scarce, some people hold things through a group.
   */
  private static FakeTenant tenant(long seed) {
    Random random = new Random(seed);
    FakeTenantBuilder builder = FakeTenant.builder().sku("SPE_E3", seats(3));
    builder.sku("EMS", seats(9)).sku("ENTERPRISEPACK", seats(12));
    for (int i = 0; i < 12; i++) {
      String department = "D" + i % 3;
      boolean located = random.nextInt(4) > 0;
      boolean ems = located && random.nextInt(3) == 0;
      boolean pack = located && random.nextBoolean();
      builder.user(
          name(i),
          u -> {
            u.department(department);
            if (located) {
              u.usageLocation("NL");
            }
            if (ems) {
              u.licensedWith(LicenseOptions.of("EMS").disable("MFA_PREMIUM"));
            }
            if (pack) {
              u.licensedWith("ENTERPRISEPACK");
            }
          });
    }
    builder.group("Some", g -> g.licensedWith("EMS").members(name(1), name(4), name(7)));
    FakeTenant tenant = builder.build();
    tenant.settle();
    return tenant;
  }

  private static String name(int i) {
    return "user" + i + "@contoso.com";
  }

  /** Answers in an order of its own. */
  private static final class Shuffled extends ForwardingTenant {
    private final Random random;

    Shuffled(FakeTenant tenant, Random random) {
      super(tenant);
      this.random = random;
    }

    private <T> Stream<T> shuffled(Stream<T> stream) {
      List<T> all = new ArrayList<>(stream.toList());
      Collections.shuffle(all, random);
      return all.stream();
    }

    @Override
    public Stream<LicensedUser> listUsers(UserQuery query) {
      return shuffled(super.listUsers(query));
    }

    @Override
    public Stream<LicensedUser> listUsersById(List<UserId> ids) {
      return shuffled(super.listUsersById(ids));
    }

    @Override
    public Stream<LicensedUser> listUsersNamed(List<String> names) {
      return shuffled(super.listUsersNamed(names));
    }

    @Override
    public Stream<LicensedUser> listMembers(GroupId group) {
      return shuffled(super.listMembers(group));
    }
  }

  /** One entry by query, one by names, one by group; all for different people. */
  private static List<LicenseIntent.Entry> entries(long seed, Random order) {
    Random random = new Random(seed);
    List<LicenseIntent.Entry> entries = new ArrayList<>();
    String[] named = {name(1), name(4), name(10)};
    Collections.shuffle(Arrays.asList(named), order);
    entries.add(
        new LicenseIntent.Entry(
            usersWhere(department("D0")).except(membersOf("Some")), List.of(verb(random))));
    entries.add(
        new LicenseIntent.Entry(users(named).except(membersOf("Some")), List.of(verb(random))));
    entries.add(new LicenseIntent.Entry(membersOf("Some"), List.of(verb(random))));
    entries.add(new LicenseIntent.Entry(usersWhere(department("D2")), List.of(verb(random))));
    Collections.shuffle(entries, order);
    return entries;
  }

  private static Verb verb(Random random) {
    return VERBS.get(random.nextInt(VERBS.size()));
  }

  private static String file(LicensePlan plan) {
    try {
      Path path = Files.createTempFile("plan", ".jsonl");
      try {
        plan.writeTo(path);
        return Files.readString(path);
      } finally {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 100)
  void order_of_input_leaves_no_trace(@ForAll long seed, @ForAll long shuffle) {
    Random order = new Random(shuffle);

    LicensePlan plan =
        Licensing.of(tenant(seed)).plan(LicenseIntent.of(entries(seed, new Random(0))));
    LicensePlan shuffled =
        Licensing.of(new Shuffled(tenant(seed), order))
            .plan(LicenseIntent.of(entries(seed, order)));

    assertThat(plan.size()).isGreaterThan(8);
    assertThat(file(shuffled)).isEqualTo(file(plan));
    assertThat(shuffled.planId()).isEqualTo(plan.planId());
    assertThat(shuffled.preview()).isEqualTo(plan.preview());
  }
}
