package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.Member;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Creating, changing, deleting and restoring users and groups. */
class DirectoryWritesTest {

  private static final String A = "a@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .user(A, u -> u.usageLocation("US").licensedWith("EMS"))
          .user("synced@contoso.com", u -> u.synced().department("Sales"))
          .group("staff", g -> g.member(A))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a@contoso.com   | Another object with the same value for property userPrincipalName already exists.
          A@Contoso.com   | Another object with the same value for property userPrincipalName already exists.
          new@fabrikam.org | The domain portion of the userPrincipalName property is invalid.
          nothing         | Invalid value specified for property 'userPrincipalName' of resource 'User'.
          two@at@contoso.com | Invalid value specified for property 'userPrincipalName' of resource 'User'.
          """)
  void user_with_a_name_that_cannot_be_is_refused(String name, String text) {
    assertThat(refusal(Write.createUser(person(name))).message()).startsWith(text);
  }

  @ParameterizedTest
  @EnumSource(
      value = UserAttribute.class,
      names = {"DISPLAY_NAME", "MAIL_NICKNAME", "ACCOUNT_ENABLED", "USER_PRINCIPAL_NAME"})
  void user_without_a_required_property_is_refused(UserAttribute missing) {
    Attributes<UserAttribute> attributes = person("new@contoso.com").with(nothing(missing));

    assertThat(refusal(Write.createUser(attributes)).message())
        .isEqualTo(
            "A value is required for property '%s' of resource 'User'."
                .formatted(missing.graphName()));
  }

  @Test
  void renamed_user_is_found_by_the_new_name_only() {
    done(Write.updateUser(A, Map.of(UserAttribute.USER_PRINCIPAL_NAME, "b@contoso.com")));

    assertThat(tenant.findUser("b@contoso.com")).isPresent();
    assertThat(tenant.findUser(A)).isEmpty();
  }

  @Test
  void properties_of_the_service_are_refused() {
    assertThat(
            refusal(Write.updateUser(A, Map.of(UserAttribute.IS_MANAGEMENT_RESTRICTED, true)))
                .message())
        .contains("isManagementRestricted");
  }

  @Test
  void location_of_a_directly_licensed_user_cannot_be_emptied() {
    assertThat(refusal(Write.updateUser(A, nothing(UserAttribute.USAGE_LOCATION))).status())
        .isEqualTo(400);
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  @Test
  void deleted_user_gives_its_seat_back_and_restores_with_licences_and_memberships() {
    StoredUser user = done(Read.getUser(A));
    done(Write.deleteUser(A));
    assertThat(tenant.sku("EMS").now().consumedUnits()).isZero();
    assertThat(tenant.listMembers(tenant.group("staff").id())).isEmpty();

    done(Write.restoreDeletedItem(user.objectId()));

    assertThat(tenant.sku("EMS").now().consumedUnits()).isEqualTo(1);
    assertThat(tenant.listMembers(tenant.group("staff").id())).hasSize(1);
  }

  @Test
  void deleted_user_is_gone_after_thirty_days() {
    StoredUser user = done(Read.getUser(A));
    done(Write.deleteUser(A));

    tenant.advance(Duration.ofDays(29));
    assertThat(done(Read.listDeletedUsers())).hasSize(1);
    tenant.advance(Duration.ofDays(1));

    assertThat(done(Read.listDeletedUsers())).isEmpty();
    assertThat(refusal(Write.restoreDeletedItem(user.objectId())).status()).isEqualTo(404);
  }

  @Test
  void name_of_a_deleted_user_is_free_and_then_hinders_the_restore() {
    StoredUser user = done(Read.getUser(A));
    done(Write.deleteUser(A));
    done(Write.createUser(person(A)));

    assertThat(refusal(Write.restoreDeletedItem(user.objectId())).message())
        .contains("userPrincipalName already exists");
  }

  @Test
  void microsoft_365_group_is_deleted_softly_and_a_security_group_at_once() {
    StoredGroup unified = done(Write.createGroup(group(List.of("Unified"), true), List.of()));
    StoredGroup security = done(Write.createGroup(group(List.of(), false), List.of()));

    done(Write.deleteGroup(unified.id()));
    done(Write.deleteGroup(security.id()));

    assertThat(done(Read.listDeletedGroups()))
        .extracting(StoredGroup::id)
        .containsExactly(unified.id());
    done(Write.restoreDeletedItem(unified.objectId()));
    assertThat(tenant.findGroup(unified.id())).isPresent();
  }

  @Test
  void mail_enabled_group_without_microsoft_365_is_refused() {
    assertThat(refusal(Write.createGroup(group(List.of(), true), List.of())).status())
        .isEqualTo(400);
  }

  @Test
  void group_that_becomes_dynamic_is_emptied_first() {
    done(
        Write.updateGroup(
            tenant.group("staff").id(),
            Map.of(
                GroupAttribute.GROUP_TYPES,
                List.of("DynamicMembership"),
                GroupAttribute.MEMBERSHIP_RULE,
                "user.department -eq \"Sales\"")));

    assertThat(done(Read.listMembers(tenant.group("staff").id(), 0)))
        .extracting(Member::object)
        .containsExactly(done(Read.getUser("synced@contoso.com")));
  }

  @Test
  void rule_that_is_not_modelled_is_refused_by_name() {
    GraphFailure failure =
        refusal(
            Write.updateGroup(
                tenant.group("staff").id(),
                Map.of(
                    GroupAttribute.GROUP_TYPES,
                    List.of("DynamicMembership"),
                    GroupAttribute.MEMBERSHIP_RULE,
                    "user.department -match \"S.*\"")));

    assertThat(failure.code()).startsWith("fake.");
    assertThat(failure.message()).contains("-match").contains("-eq");
  }

  private <A> A done(io.github.m365licensing.testkit.internal.service.Operation<A> operation) {
    return tenant.pipeline().perform(Caller.unrestricted(), operation).value();
  }

  private GraphFailure refusal(Write<?> write) {
    return catchThrowableOfType(
        GraphFailure.class, () -> tenant.pipeline().perform(Caller.unrestricted(), write));
  }

  private static Attributes<UserAttribute> person(String userPrincipalName) {
    return Attributes.of(
        Map.of(
            UserAttribute.USER_PRINCIPAL_NAME,
            userPrincipalName,
            UserAttribute.DISPLAY_NAME,
            "New",
            UserAttribute.MAIL_NICKNAME,
            "new",
            UserAttribute.ACCOUNT_ENABLED,
            true));
  }

  private static Attributes<GroupAttribute> group(List<String> types, boolean mailEnabled) {
    return Attributes.of(
        Map.of(
            GroupAttribute.DISPLAY_NAME,
            "New",
            GroupAttribute.MAIL_NICKNAME,
            "new",
            GroupAttribute.MAIL_ENABLED,
            mailEnabled,
            GroupAttribute.SECURITY_ENABLED,
            true,
            GroupAttribute.GROUP_TYPES,
            types));
  }

  private static Map<UserAttribute, @Nullable Object> nothing(UserAttribute attribute) {
    Map<UserAttribute, @Nullable Object> emptied = new HashMap<>();
    emptied.put(attribute, null);
    return emptied;
  }
}
