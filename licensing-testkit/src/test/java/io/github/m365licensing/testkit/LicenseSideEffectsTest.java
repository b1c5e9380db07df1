package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.Writes.assign;
import static io.github.m365licensing.testkit.Writes.remove;
import static io.github.m365licensing.testkit.Writes.removeFromGroup;
import static io.github.m365licensing.testkit.Writes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.tenant.ServiceError.Reason;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.UserPlan;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import io.github.m365licensing.testkit.scenario.FakeSemantics.MailAddresses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change of licences brings with it: plans shown as deleted, and mail addresses. */
class LicenseSideEffectsTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";

  private final FakeTenant tenant = tenant(FakeSemantics.defaults());
  private final FakeTenant withMail = tenant(FakeSemantics.defaults().with(MailAddresses.DERIVED));

  private static FakeTenant tenant(FakeSemantics semantics) {
    return FakeTenant.builder()
        .semantics(semantics)
        .sku("INTUNE_A", seats(5))
        .sku("EMS", seats(5))
        .sku("STANDARDPACK", seats(5))
        .user(A, u -> u.usageLocation("US").licensedWith("INTUNE_A"))
        .user(B, u -> u.usageLocation("US"))
        .group("Mail", g -> g.member(B).licensedWith("STANDARDPACK"))
        .build();
  }

  // Removed plans

  @Test
  void plan_that_another_licence_still_gives_is_not_deleted() {
    send(tenant, assign(tenant, A, "EMS"));

    send(tenant, remove(tenant, A, "INTUNE_A"));

    assertThat(removedPlans(tenant, A)).isEmpty();
  }

  @Test
  void plan_that_is_switched_off_is_deleted_and_back_once_it_is_switched_on() {
    send(tenant, assign(tenant, A, "STANDARDPACK"));

    send(tenant, assign(tenant, A, "STANDARDPACK", "SWAY"));
    List<String> off = removedPlans(tenant, A);
    send(tenant, assign(tenant, A, "STANDARDPACK"));

    assertThat(off).containsExactly("SWAY");
    assertThat(removedPlans(tenant, A)).isEmpty();
  }

  @Test
  void plans_that_a_group_takes_away_are_deleted_too() {
    send(tenant, removeFromGroup(tenant, "Mail", "STANDARDPACK"));
    tenant.settle();

    assertThat(removedPlans(tenant, B)).contains("EXCHANGE_S_STANDARD", "SWAY");
  }

  // Mail addresses

  @Test
  void mailbox_changes_no_address_by_default() {
    send(tenant, assign(tenant, A, "STANDARDPACK"));

    assertThat(text(tenant, A, UserAttribute.MAIL)).isEmpty();
    assertThat(addresses(tenant, A)).isEmpty();
  }

  @Test
  void licence_without_a_mailbox_brings_no_address() {
    send(withMail, assign(withMail, A, "EMS"));
    send(withMail, assign(withMail, A, "STANDARDPACK", "EXCHANGE_S_STANDARD"));

    assertThat(addresses(withMail, A)).isEmpty();
  }

  @Test
  void mailbox_of_a_group_brings_an_address_too() {
    assertThat(addresses(withMail, B)).containsExactly("SMTP:" + B);
  }

  @Test
  void renamed_user_gets_a_second_address_and_keeps_the_first() {
    rename(withMail, B, "c@contoso.com");

    send(withMail, assign(withMail, "c@contoso.com", "EMS"));

    assertThat(addresses(withMail, "c@contoso.com"))
        .containsExactly("SMTP:" + B, "smtp:c@contoso.com");
    assertThat(text(withMail, "c@contoso.com", UserAttribute.MAIL)).isEqualTo(B);
  }

  @Test
  void mailbox_whose_address_another_user_kept_is_refused() {
    rename(withMail, B, "c@contoso.com");
    rename(withMail, A, B);

    WriteOutcome outcome = send(withMail, assign(withMail, B, "STANDARDPACK"));

    assertThat(outcome.error().orElseThrow().message())
        .isEqualTo(
            "Another object with the same value for property proxyAddresses already exists.");
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(Reason.PROXY_ADDRESS_TAKEN);
  }

  @Test
  void address_of_a_user_who_is_gone_for_good_is_free() {
    StoredUser gone = user(withMail, B);
    withMail.user(B).delete();
    perform(withMail, Write.purgeDeletedItem(gone.objectId()));
    rename(withMail, A, B);

    send(withMail, assign(withMail, B, "STANDARDPACK"));

    assertThat(addresses(withMail, B)).containsExactly("SMTP:" + B);
  }

  private static void rename(FakeTenant tenant, String from, String to) {
    perform(tenant, Write.updateUser(from, Map.of(UserAttribute.USER_PRINCIPAL_NAME, to)));
  }

  private static List<String> removedPlans(FakeTenant tenant, String user) {
    return plansRemoved(tenant, user).stream().map(UserPlan::servicePlanName).toList();
  }

  private static List<UserPlan> plansRemoved(FakeTenant tenant, String user) {
    return tenant.pipeline().engine().views().plansRemoved(user(tenant, user));
  }

  private static List<String> addresses(FakeTenant tenant, String user) {
    return user(tenant, user).attributes().texts(UserAttribute.PROXY_ADDRESSES);
  }

  private static String text(FakeTenant tenant, String user, UserAttribute attribute) {
    return user(tenant, user).attributes().text(attribute).orElse("");
  }

  private static StoredUser user(FakeTenant tenant, String name) {
    return tenant.pipeline().perform(Caller.unrestricted(), Read.getUser(name)).value();
  }

  private static void perform(FakeTenant tenant, Write<?> write) {
    tenant.pipeline().perform(Caller.unrestricted(), write);
  }
}
