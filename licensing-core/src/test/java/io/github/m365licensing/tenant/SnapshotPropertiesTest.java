package io.github.m365licensing.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.lines.Relinked;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SnapshotPropertiesTest {

  private static final List<GroupId> GROUPS =
      List.of(GroupId.of(new UUID(7, 1)), GroupId.of(new UUID(-7, 2)), GroupId.of(new UUID(0, 3)));

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void write_thenRead_givesAnEqualSnapshot(@ForAll("snapshots") TenantSnapshot snapshot) {
    inFile(
        file -> {
          snapshot.writeTo(file);

          assertThat(TenantSnapshot.read(file)).isEqualTo(snapshot);
        });
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void write_shuffledInput_givesEqualBytes(
      @ForAll("snapshots") TenantSnapshot snapshot, @ForAll long seed) {
    TenantSnapshot shuffled = shuffled(snapshot, new Random(seed));

    assertThat(shuffled).isEqualTo(snapshot);
    assertThat(bytes(shuffled)).isEqualTo(bytes(snapshot));
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void readLinesShuffledWithinTheirKind_givesAnEqualSnapshot(
      @ForAll("snapshots") TenantSnapshot snapshot, @ForAll long seed) {
    inFile(
        file -> {
          snapshot.writeTo(file);
          List<String> lines = Files.readAllLines(file);
          List<String> users =
              lines.stream().filter(line -> line.contains("\"kind\":\"user\"")).toList();
          List<String> mixed = new ArrayList<>(users);
          Collections.shuffle(mixed, new Random(seed));
          int first = users.isEmpty() ? 0 : lines.indexOf(users.get(0));
          for (int i = 0; i < mixed.size(); i++) {
            lines.set(first + i, mixed.get(i));
          }
          Files.writeString(file, Relinked.lines(String.join("\n", lines) + "\n"));

          assertThat(TenantSnapshot.read(file)).isEqualTo(snapshot);
        });
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void differenceTo_itself_isEmpty(@ForAll("snapshots") TenantSnapshot snapshot) {
    assertThat(snapshot.differenceTo(snapshot).isEmpty()).isTrue();
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void differenceTo_backwards_swapsAddedAndRemoved(
      @ForAll("snapshots") TenantSnapshot one, @ForAll("snapshots") TenantSnapshot other) {
    SnapshotDifference forth = one.differenceTo(other);
    SnapshotDifference back = other.differenceTo(one);

    assertThat(back.users().added()).isEqualTo(forth.users().removed());
    assertThat(back.users().removed()).isEqualTo(forth.users().added());
    assertThat(back.users().changed()).hasSameSizeAs(forth.users().changed());
    assertThat(back.groups().changed()).hasSameSizeAs(forth.groups().changed());
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void pseudonymised_anySnapshot_keepsNumbersAndLicences(
      @ForAll("snapshots") TenantSnapshot snapshot) {
    TenantSnapshot replaced = snapshot.pseudonymised("salt of this test");

    assertThat(replaced.users()).hasSameSizeAs(snapshot.users());
    assertThat(replaced.memberIds().values().stream().mapToInt(List::size).sum())
        .isEqualTo(snapshot.memberIds().values().stream().mapToInt(List::size).sum());
    assertThat(replaced.users().stream().map(LicensedUser::assignedLicenses))
        .containsExactlyInAnyOrderElementsOf(
            snapshot.users().stream().map(LicensedUser::assignedLicenses).toList());
  }

  @Provide
  Arbitrary<TenantSnapshot> snapshots() {
    Arbitrary<List<LicensedUser>> users =
        users().list().ofMaxSize(8).uniqueElements(LicensedUser::id);
    return Combinators.combine(
            users, groups(), Arbitraries.integers().list().ofMaxSize(9), instants())
        .as(SnapshotPropertiesTest::snapshot);
  }

  private static TenantSnapshot snapshot(
      List<LicensedUser> users, List<LicensedGroup> groups, List<Integer> picks, Instant takenAt) {
    TenantSnapshot.Builder builder = TenantSnapshot.builder();
    builder
        .takenAt(takenAt)
        .organization(SnapshotFixture.organization())
        .subscribedSkus(List.of(SnapshotFixture.ems(), SnapshotFixture.e3()))
        .users(users)
        .groups(groups);
    for (int g = 0; g < groups.size() && !users.isEmpty(); g++) {
      List<UserId> members = new ArrayList<>();
      for (int i = g; i < picks.size(); i += groups.size()) {
        members.add(users.get(Math.floorMod(picks.get(i), users.size())).id());
      }
      builder.members(groups.get(g).id(), members);
    }
    return builder.build();
  }

  private static Arbitrary<LicensedUser> users() {
    return Combinators.combine(
            longs(), text(), text().optional(), text().optional(), locations(), licenses(), paths())
        .as(
            (id, upn, name, department, location, licenses, paths) ->
                LicensedUser.builder()
                    .id(UserId.of(new UUID(id, id)))
                    .userPrincipalName(upn)
                    .displayName(name)
                    .department(department)
                    .usageLocation(location)
                    .accountEnabled(id % 2 == 0)
                    .assignedLicenses(licenses)
                    .licenseAssignmentStates(paths)
                    .build());
  }

  private static Arbitrary<List<LicensedGroup>> groups() {
    return Combinators.combine(Arbitraries.subsetOf(GROUPS), text(), text().optional(), licenses())
        .as(
            (ids, name, rule, licenses) ->
                ids.stream()
                    .map(
                        id ->
                            LicensedGroup.builder()
                                .id(id)
                                .displayName(name)
                                .membershipRule(rule)
                                .assignedLicenses(licenses)
                                .build())
                    .toList());
  }

  private static Arbitrary<List<AssignedLicense>> licenses() {
    return license().list().ofMaxSize(3).uniqueElements(AssignedLicense::skuId);
  }

  private static Arbitrary<AssignedLicense> license() {
    return Combinators.combine(
            Arbitraries.of(1L, 2L, 1L << 63),
            Arbitraries.of(1L, 2L, 1L << 63).map(n -> ServicePlanId.of(new UUID(n, 0))).set())
        .as((sku, plans) -> AssignedLicense.of(SkuId.of(new UUID(sku, 0)), plans));
  }

  private static Arbitrary<List<LicenseAssignmentState>> paths() {
    return Combinators.combine(
            license(),
            Arbitraries.of(GROUPS).optional(),
            Arbitraries.of(AssignmentState.ACTIVE, AssignmentState.of("NotYetKnown")),
            Arbitraries.of(AssignmentError.OTHER).optional(),
            instants().optional())
        .as(
            (license, group, state, error, updated) ->
                LicenseAssignmentState.builder()
                    .skuId(license.skuId())
                    .disabledPlans(license.disabledPlans())
                    .source(
                        group
                            .map(AssignmentSource::inheritedFrom)
                            .orElse(AssignmentSource.direct()))
                    .state(state)
                    .error(error)
                    .lastUpdatedDateTime(updated)
                    .build())
        .list()
        .ofMaxSize(4);
  }

  private static Arbitrary<Long> longs() {
    return Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(0, 5));
  }

  private static Arbitrary<Optional<UsageLocation>> locations() {
    return Arbitraries.of("NL", "US").map(UsageLocation::of).optional();
  }

  /** Texts with quotes, line ends, separators and characters beyond the first plane. */
  private static Arbitrary<String> text() {
    return Arbitraries.of("a", "@", "\"", "\\", "\n", "\r", "\u2028", "\u0000", "é", "🦊", "{}")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(0, 4_000_000_000L)
        .map(second -> Instant.ofEpochSecond(second, second % 1_000_000_000));
  }

  private static TenantSnapshot shuffled(TenantSnapshot snapshot, Random random) {
    TenantSnapshot.Builder builder = TenantSnapshot.builder();
    builder
        .takenAt(snapshot.takenAt())
        .organization(snapshot.organization())
        .licensingModel(snapshot.licensingModel())
        .subscribedSkus(shuffled(snapshot.subscribedSkus(), random))
        .groups(shuffled(snapshot.groups(), random))
        .users(
            shuffled(snapshot.users(), random).stream()
                .map(
                    user ->
                        LicensedUser.builder()
                            .from(user)
                            .assignedLicenses(shuffled(user.assignedLicenses(), random))
                            .licenseAssignmentStates(
                                shuffled(user.licenseAssignmentStates(), random))
                            .build())
                .toList());
    for (GroupId group : shuffled(List.copyOf(snapshot.memberIds().keySet()), random)) {
      builder.members(group, shuffled(snapshot.membersOf(group), random));
    }
    return builder.build();
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }

  private static byte[] bytes(TenantSnapshot snapshot) {
    byte[][] bytes = new byte[1][];
    inFile(
        file -> {
          snapshot.writeTo(file);
          bytes[0] = Files.readAllBytes(file);
        });
    return bytes[0];
  }

  @FunctionalInterface
  private interface WithFile {
    void accept(Path file) throws IOException;
  }

  private static void inFile(WithFile use) {
    try {
      Path file = Files.createTempFile("snapshot", ".jsonl");
      try {
        use.accept(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
