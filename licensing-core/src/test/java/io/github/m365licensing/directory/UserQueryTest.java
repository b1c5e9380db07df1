package io.github.m365licensing.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserQueryTest {

  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final SkuId E3 = SkuId.parse("05e9a617-0261-4cee-bb44-138d3ef5d965");
  private static final ServicePlanId INTUNE =
      ServicePlanId.parse("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");
  private static final GroupId GROUP = GroupId.parse("0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11");

  /** Sales, NL, EMS through a group with INTUNE_A off. */
  private static final LicensedUser MEGAN =
      user("megan@contoso.com")
          .department("Sales")
          .usageLocation(UsageLocation.of("NL"))
          .addAssignedLicenses(AssignedLicense.of(EMS, INTUNE))
          .addLicenseAssignmentStates(
              LicenseAssignmentState.active(
                  AssignedLicense.of(EMS, INTUNE), AssignmentSource.inheritedFrom(GROUP)))
          .build();

  /** A guest without any attribute. */
  private static final LicensedUser LARS =
      user("lars@fabrikam.com").userType(UserType.GUEST).build();

  private static LicensedUser.Builder user(String name) {
    return LicensedUser.builder()
        .id(UserId.parse("87d349ed-44d7-43e1-9a83-5f2406dee5bd"))
        .userPrincipalName(name);
  }

  private static UserQuery department(String name) {
    return new UserQuery.Department(name);
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of(UserQuery.everyone(), true, true),
        Arguments.of(department("sales"), true, false),
        Arguments.of(department("sales").negate(), false, false),
        Arguments.of(department("Retail").negate(), true, false),
        Arguments.of(new UserQuery.Domain("CONTOSO.com"), true, false),
        Arguments.of(new UserQuery.InUsageLocation(UsageLocation.of("nl")).negate(), false, false),
        Arguments.of(UserQuery.NoUsageLocation.INSTANCE, false, true),
        Arguments.of(new UserQuery.Guest(true), false, true),
        Arguments.of(new UserQuery.Synced(false), true, true),
        Arguments.of(new UserQuery.Enabled(false), false, false),
        Arguments.of(new UserQuery.HasSku(EMS), true, false),
        Arguments.of(new UserQuery.HasDirectSku(EMS), false, false),
        Arguments.of(new UserQuery.HasSku(EMS).negate(), false, true),
        Arguments.of(new UserQuery.HasPlanOn(INTUNE, List.of(EMS, E3)), false, false),
        Arguments.of(new UserQuery.EducationRole("student").negate(), false, false),
        Arguments.of(department("Sales").and(new UserQuery.HasSku(EMS)), true, false),
        Arguments.of(department("Sales").or(new UserQuery.Guest(true)), true, true),
        Arguments.of(department("Sales").or(new UserQuery.Guest(false)).negate(), false, false),
        Arguments.of(department("Sales").and(new UserQuery.Guest(false)).negate(), false, true));
  }

  @ParameterizedTest(name = "{0}: megan {1}, lars {2}")
  @MethodSource("queries")
  void matches_absentAttributesNeverMatchAlsoUnderNot(
      UserQuery query, boolean megan, boolean lars) {
    assertThat(query.matches(MEGAN)).isEqualTo(megan);
    assertThat(query.matches(LARS)).isEqualTo(lars);
  }

  @Test
  void matches_null_namesTheParameter() {
    assertThatNullPointerException()
        .isThrownBy(() -> UserQuery.everyone().matches(null))
        .withMessage("user");
  }

  @Test
  void toString_nested_readsAsASentence() {
    assertThat(department("Sales").and(new UserQuery.Guest(true).negate()))
        .hasToString("(Department[department=Sales] and not Guest[guest=true])");
  }
}
