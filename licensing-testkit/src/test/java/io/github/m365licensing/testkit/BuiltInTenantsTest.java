package io.github.m365licensing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The school, fabrikam, and tenants loaded from snapshots. */
class BuiltInTenantsTest {

  @ParameterizedTest
  @CsvSource({
    "M365EDU_A3_FACULTY, 20, 0, 1, 19",
    "M365EDU_A3_STUUSEBNFT, 800, 0, 4, 796",
    "STANDARDWOFFPACK_STUDENT, 5000, 0, 6, 4994",
    "STANDARDWOFFPACK_FACULTY, 5000, 0, 3, 4997",
    "INTUNE_EDU, 40, 0, 3, 37",
    "M365_A5_SUITE_COMPONENTS_FACULTY, 5, 0, 1, 4",
    "INTUNE_A, 5, 0, 0, 5",
    "INTUNE_A_D, 30, 0, 0, 30",
    "M365EDU_A5_STUUSEBNFT, 0, 100, 0, 100"
  })
  void school_seats_as_in_the_table(String name, int enabled, int warning, int consumed, int free) {
    FakeTenant school = FakeTenant.school();

    SubscribedSku sku = school.sku(name).now();

    assertThat(sku.prepaidUnits()).isEqualTo(new PrepaidUnits(enabled, warning, 0, 0));
    assertThat(sku.consumedUnits()).isEqualTo(consumed);
    assertThat(sku.freeSeats()).isEqualTo(free);
  }

  @Test
  void school_has_its_roles_devices_and_nothing_broken() {
    FakeTenant school = FakeTenant.school();

    assertThat(school.listUsers(new UserQuery.EducationRole("teacher"))).hasSize(3);
    assertThat(school.listUsers(new UserQuery.EducationRole("student"))).hasSize(12);
    assertThat(school.listUsers(UserQuery.NoUsageLocation.INSTANCE)).hasSize(1);
    assertThat(school.listSubscribedSkus()).hasSize(9);
    assertThat(school.listManagedDevices()).hasSize(5);
    assertThat(school.brokenInvariants()).isEmpty();
  }

  @Test
  void fabrikam_is_the_same_each_time_and_nothing_is_broken() {
    FakeTenant one = FakeTenant.fabrikam(500);
    FakeTenant other = FakeTenant.fabrikam(500);

    assertThat(one.listUsers(UserQuery.everyone()))
        .hasSize(500)
        .containsExactlyElementsOf(other.listUsers(UserQuery.everyone()).toList());
    assertThat(one.brokenInvariants()).isEmpty();
  }

  @Test
  void fabrikam_has_twenty_shapes_for_most_users_and_a_tail() {
    Map<List<AssignedLicense>, Long> shapes =
        FakeTenant.fabrikam(2_000)
            .listUsers(UserQuery.everyone())
            .map(LicensedUser::assignedLicenses)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    long common =
        shapes.values().stream()
            .sorted((a, b) -> Long.compare(b, a))
            .limit(20)
            .mapToLong(n -> n)
            .sum();
    assertThat(common).isBetween(1_850L, 1_970L);
    assertThat(shapes.size()).isGreaterThan(50);
  }

  @Test
  void fabrikam_of_a_negative_number_is_refused() {
    assertThatThrownBy(() -> FakeTenant.fabrikam(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void snapshot_of_a_loaded_snapshot_is_the_snapshot() {
    TenantSnapshot snapshot = TenantSnapshot.of(FakeTenant.contoso());

    TenantSnapshot again = TenantSnapshot.of(FakeTenant.of(snapshot));

    assertThat(again).isEqualTo(snapshot);
    assertThat(snapshot.differenceTo(again).isEmpty()).isTrue();
  }

  @Test
  void pseudonymised_snapshot_can_be_loaded() {
    TenantSnapshot snapshot =
        TenantSnapshot.of(FakeTenant.contoso()).pseudonymised("grains of salt");

    FakeTenant loaded = FakeTenant.of(snapshot);

    assertThat(TenantSnapshot.of(loaded)).isEqualTo(snapshot);
    assertThat(loaded.time().now()).isEqualTo(Instant.parse("2026-01-15T09:00:00Z"));
  }

  @Test
  void loaded_tenant_counts_only_what_became_worse() {
    TenantSnapshot snapshot = TenantSnapshot.of(FakeTenant.contoso());
    TenantSnapshot odd =
        TenantSnapshot.builder()
            .from(snapshot)
            .subscribedSkus(
                snapshot.subscribedSkus().stream()
                    .map(
                        sku ->
                            sku.skuPartNumber().equals("EMS")
                                ? SubscribedSku.builder().from(sku).consumedUnits(50).build()
                                : sku)
                    .toList())
            .build();

    FakeTenant loaded = FakeTenant.of(odd);

    assertThat(loaded.sku("EMS").now().consumedUnits()).isEqualTo(50);
    loaded.user("lynne@contoso.com").licensedWith("EMS");
    assertThat(loaded.sku("EMS").now().consumedUnits()).isEqualTo(51);
    assertThat(loaded.brokenInvariants()).isEmpty();
  }
}
