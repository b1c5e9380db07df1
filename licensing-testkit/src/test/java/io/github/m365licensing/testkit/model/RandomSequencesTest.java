package io.github.m365licensing.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.Names;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.FakeUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random sequences of operations end as a model says that is too plain to be wrong. */
class RandomSequencesTest {

  private static final List<String> SKUS = List.copyOf(new TreeSet<>(NaiveTenant.SEATS.keySet()));
  private static final List<String> GROUPS =
      List.copyOf(new TreeSet<>(NaiveTenant.SKU_OF_GROUP.keySet()));
  private static final Names NAMES = Names.of(SkuCatalog.bundled(), TenantSkus.none());

  private static final Map<String, List<Set<String>>> CHOICES =
      Map.of(
          "EMS", List.of(Set.of(), Set.of("INTUNE_A"), Set.of("AAD_PREMIUM")),
          "STANDARDPACK", List.of(Set.of(), Set.of("EXCHANGE_S_STANDARD"), Set.of("SWAY")));

  /** Choices that leave alone what other licences clash with or need. */
  private static final Map<String, List<Set<String>>> GROUP_CHOICES =
      Map.of(
          "Devices", List.of(Set.of(), Set.of("AAD_PREMIUM")),
          "Mail", List.of(Set.of(), Set.of("SWAY")));

  @Property(tries = 500)
  void the_tenant_ends_every_sequence_as_the_model_does(@ForAll("sequences") List<Step> steps) {
    FakeTenant tenant = tenant();
    NaiveTenant model = new NaiveTenant();
    List<FakeUser> users =
        IntStream.range(0, NaiveTenant.USERS).mapToObj(user -> tenant.user(name(user))).toList();

    for (Step step : steps) {
      if (decided(step, model)) {
        boolean done = apply(step, model);
        assertThat(apply(step, tenant, users)).as("whether %s is done", step).isEqualTo(done);
        tenant.settle();
        compare(tenant, model, step);
      }
    }

    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  /**
   * Leaves out what no source decides, such as several failures of one user healed or not in one
   * call, and what cannot be, such as restoring somebody who is not deleted.
   */
  private static boolean decided(Step step, NaiveTenant model) {
    if (step instanceof Step.Reprocess reprocess) {
      return model.problems(reprocess.user()) <= 1;
    }
    if (step instanceof Step.Delete delete) {
      return !model.isDeleted(delete.user());
    }
    if (step instanceof Step.Restore restore) {
      return model.isDeleted(restore.user()) && model.problems(restore.user()) <= 1;
    }
    if (step instanceof Step.Leave leave && model.isDeleted(leave.user())) {
      return false;
    }
    return !(step instanceof Step.Unlicense unlicense) || model.isLicensed(unlicense.group());
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    Arbitrary<Integer> user = Arbitraries.integers().between(0, NaiveTenant.USERS - 1);
    Arbitrary<String> sku = Arbitraries.of(SKUS);
    Arbitrary<String> group = Arbitraries.of(GROUPS);
    Arbitrary<Integer> choice = Arbitraries.integers().between(0, 2);
    Arbitrary<Step.Assign> assign =
        Combinators.combine(user, sku.set().ofMaxSize(2), sku.set().ofMaxSize(1), choice)
            .as((u, add, remove, off) -> assignment(u, add, remove, off))
            .filter(call -> !call.add().isEmpty() || !call.remove().isEmpty());
    return Arbitraries.frequencyOf(
            Tuple.of(8, assign),
            Tuple.of(1, user.map(Step.Locate::new)),
            Tuple.of(4, Combinators.combine(user, group).as(Step.Join::new)),
            Tuple.of(3, Combinators.combine(user, group).as(Step.Leave::new)),
            Tuple.of(
                3,
                Combinators.combine(group, choice)
                    .as((g, off) -> new Step.License(g, GROUP_CHOICES.get(g).get(off % 2)))),
            Tuple.of(1, group.map(Step.Unlicense::new)),
            Tuple.of(1, user.map(Step.Delete::new)),
            Tuple.of(2, user.map(Step.Restore::new)),
            Tuple.of(1, Combinators.combine(sku, choice).as((s, n) -> new Step.Buy(s, n + 1))),
            Tuple.of(2, user.map(Step.Reprocess::new)))
        .map(step -> (Step) step)
        .list()
        .ofMaxSize(40);
  }

  private static Step.Assign assignment(int user, Set<String> add, Set<String> remove, int off) {
    Map<String, Set<String>> wanted = new TreeMap<>();
    for (String sku : add) {
      List<Set<String>> choices = CHOICES.getOrDefault(sku, List.of(Set.of()));
      wanted.put(sku, choices.get(off % choices.size()));
    }
    Set<String> taken = new TreeSet<>(remove);
    taken.removeAll(add);
    return new Step.Assign(user, wanted, taken);
  }

  private static FakeTenant tenant() {
    FakeTenantBuilder builder = FakeTenant.builder();
    SKUS.forEach(sku -> builder.sku(sku, FakeTenant.seats(NaiveTenant.SEATS.get(sku))));
    NaiveTenant model = new NaiveTenant();
    for (int user = 0; user < NaiveTenant.USERS; user++) {
      boolean located = model.isLocated(user);
      builder.user(
          name(user),
          description -> {
            if (located) {
              description.usageLocation("US");
            }
          });
    }
    GROUPS.forEach(builder::group);
    return builder.build();
  }

  private static String name(int user) {
    return "user" + user + "@contoso.com";
  }

  private static boolean apply(Step step, NaiveTenant model) {
    if (step instanceof Step.Assign assign) {
      return model.assign(assign.user(), assign.add(), assign.remove());
    }
    if (step instanceof Step.Join join) {
      return model.join(join.user(), join.group());
    }
    if (step instanceof Step.Leave leave) {
      return model.leave(leave.user(), leave.group());
    }
    if (step instanceof Step.Reprocess reprocess) {
      return model.reprocess(reprocess.user());
    }
    if (step instanceof Step.Locate locate) {
      return model.locate(locate.user());
    }
    if (step instanceof Step.Delete delete) {
      model.delete(delete.user());
    } else if (step instanceof Step.Restore restore) {
      model.restore(restore.user());
    } else if (step instanceof Step.Buy buy) {
      model.buy(buy.sku(), buy.seats());
    } else if (step instanceof Step.License license) {
      model.license(license.group(), license.off());
    } else if (step instanceof Step.Unlicense unlicense) {
      model.unlicense(unlicense.group());
    }
    return true;
  }

  private static boolean apply(Step step, FakeTenant tenant, List<FakeUser> users) {
    if (step instanceof Step.Delete delete) {
      users.get(delete.user()).delete();
      return true;
    }
    if (step instanceof Step.Restore restore) {
      users.get(restore.user()).restore();
      return true;
    }
    if (step instanceof Step.Buy buy) {
      tenant.sku(buy.sku()).units(FakeTenant.seats(buy.seats()));
      return true;
    }
    List<WriteOutcome> outcomes = new ArrayList<>();
    tenant.submit(List.of(write(step, tenant, users)), outcomes::add);
    assertThat(outcomes).hasSize(1);
    Kind kind = outcomes.get(0).kind();
    assertThat(kind).as("outcome of %s", step).isIn(Kind.DONE, Kind.ACCEPTED, Kind.REFUSED);
    return kind != Kind.REFUSED;
  }

  private static TenantWrite write(Step step, FakeTenant tenant, List<FakeUser> users) {
    if (step instanceof Step.Assign assign) {
      List<AssignedLicense> add = new ArrayList<>();
      assign.add().forEach((sku, off) -> add.add(license(sku, off)));
      Set<SkuId> remove = new TreeSet<>();
      assign.remove().forEach(sku -> remove.add(sku(sku)));
      return new TenantWrite.AssignUserLicense(users.get(assign.user()).id(), add, remove);
    }
    if (step instanceof Step.Locate locate) {
      return new TenantWrite.SetUsageLocation(
          users.get(locate.user()).id(), UsageLocation.of("US"));
    }
    if (step instanceof Step.Join join) {
      return new TenantWrite.AddMembers(
          tenant.group(join.group()).id(), Set.of(users.get(join.user()).id()));
    }
    if (step instanceof Step.Leave leave) {
      return new TenantWrite.RemoveMember(
          tenant.group(leave.group()).id(), users.get(leave.user()).id());
    }
    if (step instanceof Step.License license) {
      String sku = NaiveTenant.SKU_OF_GROUP.get(license.group());
      return new TenantWrite.AssignGroupLicense(
          tenant.group(license.group()).id(), List.of(license(sku, license.off())), Set.of());
    }
    if (step instanceof Step.Unlicense unlicense) {
      return new TenantWrite.AssignGroupLicense(
          tenant.group(unlicense.group()).id(),
          List.of(),
          Set.of(sku(NaiveTenant.SKU_OF_GROUP.get(unlicense.group()))));
    }
    return new TenantWrite.ReprocessLicenses(users.get(((Step.Reprocess) step).user()).id());
  }

  private static SkuId sku(String name) {
    return NAMES.sku(name).idOrThrow();
  }

  private static AssignedLicense license(String sku, Set<String> off) {
    Set<ServicePlanId> plans = new TreeSet<>();
    off.forEach(plan -> plans.add(NAMES.planIn(sku(sku), plan).idOrThrow()));
    return AssignedLicense.of(sku(sku), plans);
  }

  private static void compare(FakeTenant tenant, NaiveTenant model, Step after) {
    for (int user = 0; user < NaiveTenant.USERS; user++) {
      Optional<LicensedUser> living = tenant.findUser(name(user));
      assertThat(living.isEmpty())
          .as("whether user %d is deleted after %s", user, after)
          .isEqualTo(model.isDeleted(user));
      if (living.isPresent()) {
        compareUser(living.get(), tenant, model, user, after);
      }
    }
    for (String sku : SKUS) {
      assertThat(tenant.sku(sku).now().consumedUnits())
          .as("seats of %s after %s", sku, after)
          .isEqualTo(model.consumed(sku));
    }
    for (String group : GROUPS) {
      assertThat(tenant.listMembers(tenant.group(group).id()).map(LicensedUser::userPrincipalName))
          .as("members of %s after %s", group, after)
          .containsExactlyInAnyOrderElementsOf(
              model.membersOf(group).stream().map(RandomSequencesTest::name).toList());
    }
  }

  private static void compareUser(
      LicensedUser user, FakeTenant tenant, NaiveTenant model, int number, Step after) {
    Map<String, NaiveTenant.Path> expected = model.pathsOf(number);
    Map<String, LicenseAssignmentState> found = new TreeMap<>();
    user.licenseAssignmentStates().forEach(path -> found.put(key(path, tenant), path));

    assertThat(found.keySet())
        .as("paths of user %d after %s", number, after)
        .isEqualTo(expected.keySet());
    found.forEach(
        (key, path) -> {
          NaiveTenant.Path wanted = expected.get(key);
          String what = "path '%s' of user %d after %s".formatted(key, number, after);
          assertThat(path.state().value()).as(what).isEqualTo(wanted.state());
          assertThat(path.error().isPresent()).as(what).isEqualTo(!wanted.errors().isEmpty());
          path.error().ifPresent(e -> assertThat(wanted.errors()).as(what).contains(e.value()));
          assertThat(path.disabledPlans())
              .as(what)
              .isEqualTo(license(key.substring(0, key.indexOf(' ')), wanted.off()).disabledPlans());
        });
    for (String sku : SKUS) {
      assertThat(user.holds(sku(sku)))
          .as("whether user %d holds %s after %s", number, sku, after)
          .isEqualTo(model.holds(number, sku));
    }
  }

  private static String key(LicenseAssignmentState path, FakeTenant tenant) {
    String source =
        path.source() instanceof AssignmentSource.InheritedFromGroup inherited
            ? tenant.group(inherited.group().toString()).now().displayName()
            : "direct";
    return NAMES.skuPartNumber(path.skuId()) + " " + source;
  }
}
