package io.github.m365licensing.tenant;

import static io.github.m365licensing.tenant.SnapshotFixture.ADELE;
import static io.github.m365licensing.tenant.SnapshotFixture.DELETED;
import static io.github.m365licensing.tenant.SnapshotFixture.EMS;
import static io.github.m365licensing.tenant.SnapshotFixture.GUEST;
import static io.github.m365licensing.tenant.SnapshotFixture.MEGAN;
import static io.github.m365licensing.tenant.SnapshotFixture.RETAIL;
import static io.github.m365licensing.tenant.SnapshotFixture.SALES;
import static io.github.m365licensing.tenant.SnapshotFixture.adele;
import static io.github.m365licensing.tenant.SnapshotFixture.builder;
import static io.github.m365licensing.tenant.SnapshotFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TenantSnapshotTest {

  @Test
  void of_tenantWithEverything_holdsWhatTheTenantAnswers() {
    assertThat(TenantSnapshot.of(new ListedTenant(snapshot()))).isEqualTo(snapshot());
  }

  @Test
  void of_anyTenant_closesEveryStream() {
    ListedTenant tenant = new ListedTenant(snapshot());

    TenantSnapshot.of(tenant);

    assertThat(tenant.openStreams).isZero();
  }

  @Test
  void of_pathNamesGroupWithoutLicences_takesTheGroupAlong() {
    LicensedGroup emptied =
        LicensedGroup.builder().id(DELETED).displayName("Lost its licences").build();
    TenantSnapshot directory =
        builder().addGroups(emptied).members(DELETED, List.of(MEGAN)).build();

    TenantSnapshot taken = TenantSnapshot.of(new ListedTenant(directory));

    assertThat(taken.findGroup(DELETED)).contains(emptied);
    assertThat(taken.membersOf(DELETED)).containsExactly(MEGAN);
  }

  @Test
  void of_manyPathsNameDeletedGroup_asksForItOnce() {
    LicensedUser other =
        LicensedUser.builder()
            .from(SnapshotFixture.megan())
            .id(GUEST)
            .userPrincipalName("other@contoso.com")
            .build();
    ListedTenant tenant =
        new ListedTenant(builder().users(List.of(adele(), SnapshotFixture.megan(), other)).build());

    TenantSnapshot.of(tenant);

    assertThat(tenant.groupsFound).containsExactly(DELETED);
  }

  @Test
  void of_groupWithoutTieToLicences_isLeftOut() {
    TenantSnapshot directory =
        builder()
            .addGroups(LicensedGroup.builder().id(DELETED).displayName("Chess club").build())
            .users(List.of(adele()))
            .build();

    assertThat(TenantSnapshot.of(new ListedTenant(directory)).groups())
        .extracting(LicensedGroup::id)
        .containsExactly(SALES, RETAIL);
  }

  @Test
  void of_groupsNestedInACircle_ends() {
    TenantSnapshot circle = builder().nestedGroups(RETAIL, List.of(SALES)).build();

    assertThat(TenantSnapshot.of(new ListedTenant(circle))).isEqualTo(circle);
  }

  @Test
  void of_memberWhoAppearedMeanwhile_becomesAUser() {
    ListedTenant tenant =
        new ListedTenant(snapshot(), users -> users.filter(user -> !user.id().equals(ADELE)));

    assertThat(TenantSnapshot.of(tenant).findUser(ADELE)).contains(adele());
  }

  @Test
  void of_userListedTwice_isHeldOnce() {
    ListedTenant tenant =
        new ListedTenant(snapshot(), users -> users.flatMap(user -> Stream.of(user, user)));

    assertThat(TenantSnapshot.of(tenant)).isEqualTo(snapshot());
  }

  @Test
  void build_pathsInAnyOrder_ordersThemBySkuThenDirectFirst() {
    LicensedUser shuffled =
        LicensedUser.builder()
            .from(adele())
            .licenseAssignmentStates(
                List.of(
                    path(SnapshotFixture.E3, AssignmentSource.inheritedFrom(RETAIL)),
                    path(EMS, AssignmentSource.inheritedFrom(SALES)),
                    path(EMS, AssignmentSource.direct()),
                    path(SnapshotFixture.E3, AssignmentSource.inheritedFrom(SALES))))
            .build();

    TenantSnapshot snapshot = builder().users(List.of(shuffled)).build();

    assertThat(snapshot.users().get(0).licenseAssignmentStates())
        .containsExactly(
            path(SnapshotFixture.E3, AssignmentSource.inheritedFrom(SALES)),
            path(SnapshotFixture.E3, AssignmentSource.inheritedFrom(RETAIL)),
            path(EMS, AssignmentSource.direct()),
            path(EMS, AssignmentSource.inheritedFrom(SALES)));
  }

  @Test
  void build_sameUserTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().addUsers(adele()).build())
        .withMessageContainingAll("user", ADELE.toString(), "twice");
  }

  @Test
  void build_memberThatIsNoUser_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().users(List.of()).build())
        .withMessageContaining(ADELE.toString());
  }

  @Test
  void build_membersOfUnknownGroup_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().members(DELETED, List.of(ADELE)).build())
        .withMessageContaining(DELETED.toString());
  }

  @Test
  void find_idsThereAndNot_findsExactlyThose() {
    TenantSnapshot snapshot = snapshot();

    assertThat(snapshot.users()).extracting(LicensedUser::id).containsExactly(MEGAN, GUEST, ADELE);
    assertThat(snapshot.users()).allMatch(u -> snapshot.findUser(u.id()).equals(Optional.of(u)));
    assertThat(snapshot.findGroup(RETAIL)).contains(SnapshotFixture.retail());
    assertThat(snapshot.findGroup(DELETED)).isEmpty();
    assertThat(snapshot.membersOf(DELETED)).isEmpty();
    assertThat(snapshot.nestedGroupsOf(SALES)).containsExactly(RETAIL);
  }

  @Test
  void findUser_null_namesTheParameter() {
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> snapshot().findUser(null))
        .withMessage("id");
  }

  @Test
  void toString_namesNobody() {
    assertThat(snapshot().toString()).contains("Contoso").doesNotContain("dele", "megan", "Sales");
  }

  private static LicenseAssignmentState path(SkuId skuId, AssignmentSource source) {
    return SnapshotFixture.path(AssignedLicense.of(skuId), source);
  }
}
