package io.github.m365licensing.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GraphPermissionsTest {

  @Test
  void leastFor_readAndAssign_needsOnePermissionEach() {
    assertThat(
            GraphPermissions.leastFor(
                List.of(GraphOperation.GET_USER, GraphOperation.ASSIGN_USER_LICENSE)))
        .containsExactly("LicenseAssignment.ReadWrite.All", "User.Read.All");
  }

  @Test
  void leastFor_assignAndListSkus_readIsCoveredByWrite() {
    assertThat(
            GraphPermissions.leastFor(
                List.of(GraphOperation.LIST_SUBSCRIBED_SKUS, GraphOperation.ASSIGN_USER_LICENSE)))
        .containsExactly("LicenseAssignment.ReadWrite.All");
  }

  @Test
  void leastFor_createAndReadUsers_writeIsEnough() {
    assertThat(
            GraphPermissions.leastFor(List.of(GraphOperation.GET_USER, GraphOperation.CREATE_USER)))
        .containsExactly("User.ReadWrite.All");
  }

  @Test
  void leastFor_nothing_needsNothing() {
    assertThat(GraphPermissions.leastFor(List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(GraphOperation.class)
  void leastFor_anyOperation_isAllowedWithTheSetAndNotWithout(GraphOperation operation) {
    assertThat(GraphPermissions.isAllowed(operation, GraphPermissions.leastFor(List.of(operation))))
        .isTrue();
    assertThat(GraphPermissions.isAllowed(operation, List.of())).isFalse();
  }

  @Test
  void leastFor_everything_coversEverything() {
    var all = EnumSet.allOf(GraphOperation.class);

    assertThat(all).allMatch(o -> GraphPermissions.isAllowed(o, GraphPermissions.leastFor(all)));
  }

  @Test
  void rolesFor_assignToUserAndGroup_namesRolesThatCoverBoth() {
    assertThat(
            GraphPermissions.rolesFor(
                List.of(
                    GraphOperation.ASSIGN_USER_LICENSE,
                    GraphOperation.ASSIGN_GROUP_LICENSE,
                    GraphOperation.LIST_USERS)))
        .containsExactly("Directory Writers", "License Administrator", "User Administrator");
  }

  @Test
  void rolesFor_readsOnly_needsNone() {
    assertThat(GraphPermissions.rolesFor(List.of(GraphOperation.LIST_USERS))).isEmpty();
  }

  @ParameterizedTest(name = "{0} users")
  @CsvSource({"49, 3500", "50, 5000", "500, 5000", "501, 8000"})
  void resourceUnits_bySizeOfTheTenant(long users, int amount) {
    assertThat(ServiceLimits.resourceUnits(users).amount()).isEqualTo(amount);
  }
}
