package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.Writes.assignGroup;
import static io.github.m365licensing.testkit.Writes.remove;
import static io.github.m365licensing.testkit.Writes.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.rules.LicensingSemantics.GroupRemovalDependants;
import io.github.m365licensing.tenant.LicensingModel;
import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.FakeSemantics.RemovedPlans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tenant loaded from a snapshot. */
class SnapshotTenantTest {

  private final TenantSnapshot snapshot = TenantSnapshot.of(FakeTenant.contoso());

  @Test
  void loaded_tenant_decides_contested_facts_as_told() {
    LicensingSemantics licensing =
        LicensingSemantics.builder()
            .groupRemovalDependants(GroupRemovalDependants.CONVERT_TO_DIRECT)
            .build();
    FakeSemantics semantics = FakeSemantics.of(licensing).with(RemovedPlans.GONE);

    FakeTenant tenant = FakeTenant.of(snapshot, semantics);
    send(tenant, remove(tenant, "adele@contoso.com", "EMS"));

    assertThat(tenant.semantics()).isEqualTo(semantics);
    assertThat(
            tenant
                .pipeline()
                .perform(Caller.unrestricted(), Read.getUser("adele@contoso.com"))
                .value()
                .lostPaths())
        .isEmpty();
  }

  @Test
  void tenant_in_allotments_is_refused_by_name() {
    TenantSnapshot moved = withModel(LicensingModel.ALLOTMENTS);

    assertThatThrownBy(() -> FakeTenant.of(moved))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allotments")
        .hasMessageContaining("Nothing was loaded");
  }

  @ParameterizedTest
  @EnumSource(value = LicensingModel.class, mode = EnumSource.Mode.EXCLUDE, names = "ALLOTMENTS")
  void any_other_model_is_loaded_as_classic(LicensingModel model) {
    assertThat(FakeTenant.of(withModel(model)).licensingModel()).isEqualTo(LicensingModel.CLASSIC);
  }

  @Test
  void path_in_state_disabled_is_kept_and_gives_nothing() {
    LicensedUser adele =
        snapshot.users().stream()
            .filter(user -> user.userPrincipalName().equals("adele@contoso.com"))
            .findFirst()
            .orElseThrow();
    LicenseAssignmentState path = adele.licenseAssignmentStates().get(0);
    LicenseAssignmentState disabled =
        LicenseAssignmentState.builder().from(path).state(AssignmentState.DISABLED).build();
    LicensedUser stopped =
        LicensedUser.builder()
            .from(adele)
            .assignedLicenses(List.of())
            .licenseAssignmentStates(List.of(disabled))
            .build();
    TenantSnapshot odd =
        TenantSnapshot.builder()
            .from(snapshot)
            .users(
                snapshot.users().stream()
                    .map(u -> u.id().equals(adele.id()) ? stopped : u)
                    .toList())
            .build();

    FakeTenant tenant = FakeTenant.of(odd);

    assertThat(tenant.user("adele@contoso.com").now().licenseAssignmentStates())
        .containsExactly(disabled);
    assertThat(tenant.user("adele@contoso.com").now().holds(path.skuId())).isFalse();
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  @Test
  void member_of_a_dynamic_group_stays_one_when_the_rule_no_longer_fits() {
    FakeTenant contoso = FakeTenant.contoso();
    send(contoso, assignGroup(contoso, "Retail", "FLOW_FREE"));
    contoso.settle();
    FakeTenant tenant = FakeTenant.of(TenantSnapshot.of(contoso));
    FakeUser lynne = tenant.user("lynne@contoso.com");

    lynne.department("Sales");
    tenant.settle();

    assertThat(tenant.listMembers(tenant.group("Retail").id())).contains(lynne.now());
    assertThat(lynne.now().holds(tenant.sku("FLOW_FREE").id())).isTrue();
  }

  private TenantSnapshot withModel(LicensingModel model) {
    return TenantSnapshot.builder().from(snapshot).licensingModel(model).build();
  }
}
