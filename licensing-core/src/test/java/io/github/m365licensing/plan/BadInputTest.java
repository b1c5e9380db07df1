package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.hasSku;
import static io.github.m365licensing.intent.Selections.membersOf;
import static io.github.m365licensing.intent.Selections.newUser;
import static io.github.m365licensing.intent.Selections.user;
import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.intent.Verbs.change;
import static io.github.m365licensing.intent.Verbs.remove;
import static io.github.m365licensing.intent.Verbs.setUsageLocation;
import static io.github.m365licensing.plan.PaperTenant.direct;
import static io.github.m365licensing.plan.PaperTenant.planId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.intent.UserCondition;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.tenant.UnknownNameException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What cannot be meant is refused with what, why and what next; a paper tenant fails on any write.
 */
class BadInputTest {

  private static final String ADELE = "adele@contoso.com";
  private static final GroupId ONE = GroupId.of(new UUID(1, 1));
  private static final GroupId TWO = GroupId.of(new UUID(1, 2));

  private final PaperTenant tenant =
      new PaperTenant().owns("EMS", 10, 3).owns("SPE_E3", 10, 3).has(ADELE, direct("EMS"));
  private final Licensing licensing = Licensing.of(tenant);

  @Test
  void unknown_sku_offers_near_names() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(user(ADELE), assign("EMSS")))
        .withMessageContaining("'EMSS'")
        .withMessageContaining("Nothing was sent")
        .withMessageContaining("Did you mean")
        .satisfies(e -> assertThat(e.candidates()).contains("EMS"));
  }

  @Test
  void sku_that_the_tenant_does_not_own_says_so() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(user(ADELE), assign("VISIOCLIENT")))
        .withMessageContaining("does not own VISIOCLIENT")
        .withMessageContaining("Nothing was sent");
  }

  @Test
  void unknown_plan_offers_near_names() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(user(ADELE), change("EMS").disable("INTUN_A")))
        .withMessageContaining("'INTUN_A'")
        .satisfies(e -> assertThat(e.candidates()).contains("INTUNE_A"));
  }

  @Test
  void name_of_several_products_lists_them() {
    String shared = nameOfSeveralProducts();

    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(user(ADELE), assign(shared)))
        .withMessageContaining("can mean")
        .satisfies(e -> assertThat(e.candidates()).hasSizeGreaterThan(1));
  }

  private static String nameOfSeveralProducts() {
    SkuCatalog catalog = SkuCatalog.bundled();
    return catalog.products().stream()
        .map(product -> product.productName())
        .filter(name -> catalog.findProducts(name).size() > 1)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "adele", "adele@", "@contoso.com", "a b@contoso.com", "a@b@c.d", "a@b"})
  void malformed_user_principal_name_is_refused_without_repeating_it(String name) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> user(name))
        .withMessageContaining("user principal name given is malformed")
        .satisfies(
            e -> {
              if (!name.isEmpty()) {
                assertThat(e.getMessage()).doesNotContain("'" + name + "'");
              }
            });
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> newUser(name));
  }

  @Test
  void empty_selection_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> users())
        .withMessageContaining("names no user");
  }

  @Test
  void selection_that_matches_nobody_is_a_finding() {
    LicensePlan plan = licensing.plan(usersWhere(hasSku("SPE_E3")), remove("SPE_E3"));

    assertThat(plan.size()).isZero();
    assertThat(plan.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo(FindingCode.EMPTY_SELECTION));
  }

  @Test
  void user_that_does_not_exist_is_refused_without_a_name() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(user("lynne@contoso.com"), assign("EMS")))
        .withMessageContaining("does not exist")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("lynne"));
  }

  @Test
  void users_that_do_not_exist_are_told_by_their_numbers_at_once() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(
            () ->
                licensing.plan(
                    users("lynne@contoso.com", ADELE, "diego@contoso.com"), assign("EMS")))
        .withMessageContaining("Of the 3 users named, number 1, 3 do not exist");
  }

  @Test
  void unknown_group_is_refused() {
    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(membersOf("Sales team"), assign("EMS")))
        .withMessageContaining("'Sales team'");
  }

  @Test
  void group_name_of_two_groups_lists_their_ids() {
    tenant.hasGroup(ONE, "Sales").hasGroup(TWO, "Sales");

    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(membersOf("sales"), assign("EMS")))
        .satisfies(e -> assertThat(e.candidates()).containsExactly(ONE.toString(), TWO.toString()));
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(List.of(assign("EMS"), remove("ems"))),
        Arguments.of(List.of(assign("EMS"), assign("EMS").disable("INTUNE_A"))),
        Arguments.of(List.of(assign("EMS"), change("EMS").disable("INTUNE_A"))),
        Arguments.of(List.of(change("EMS").enable("INTUNE_A"), change("EMS").disable("INTUNE_A"))),
        Arguments.of(List.of(change("EMS").enableAll(), change("EMS").only("INTUNE_A"))),
        Arguments.of(List.of(setUsageLocation("NL"), setUsageLocation("DE"))));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void contradicting_verbs_are_refused_before_users_are_read(List<Verb> verbs) {
    Selection nobody = user("not.there@contoso.com");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> licensing.plan(nobody, verbs.toArray(Verb[]::new)))
        .withMessageContaining("contradicts")
        .withMessageContaining("No user was read");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> licensing.plan(LicenseIntent.of(nobody, verbs.get(0)).and(nobody, verbs.get(1))))
        .withMessageContaining("contradicts");
  }

  @Test
  void contradiction_by_another_name_is_refused_before_users_are_read() {
    String id = PaperTenant.skuId("EMS").toString();

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> licensing.plan(user(ADELE), assign("EMS"), remove(id)))
        .withMessageContaining("contradicts");
  }

  @Test
  void contradiction_through_overlapping_selections_blocks_the_subject() {
    LicensePlan plan =
        licensing.plan(
            LicenseIntent.of(user(ADELE), remove("EMS"))
                .and(usersWhere(hasSku("EMS")), change("EMS").disable("INTUNE_A")));

    assertThat(plan.count(ChangeKind.BLOCKED)).isEqualTo(1);
    assertThat(plan.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.CONTRADICTION);
  }

  @Test
  void same_new_user_twice_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                LicenseIntent.of(newUser("a@contoso.com"), assign("EMS"))
                    .and(newUser("A@contoso.com"), assign("SPE_E3")))
        .withMessageContaining("twice");
  }

  @Test
  void plan_to_be_on_and_off_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                licensing.plan(
                    user(ADELE),
                    change("EMS").enable("INTUNE_A").disable(planId("INTUNE_A").toString())))
        .withMessageContaining("'change EMS: INTUNE_A on;")
        .withMessageContaining("contradicts itself");
  }

  static Stream<Arguments> nulls() {
    Licensing licensing = Licensing.of(new PaperTenant());
    List<String> withNull = new ArrayList<>(Arrays.asList("a@contoso.com", null));
    return Stream.of(
        call("tenant", () -> Licensing.of(null)),
        call("catalog", () -> licensing.withCatalog(null)),
        call("semantics", () -> licensing.withSemantics(null)),
        call("facts", () -> licensing.withFacts(null)),
        call("name", () -> licensing.sku(null)),
        call("plan", () -> licensing.skusWith(null)),
        call("idOrUserPrincipalName", () -> licensing.licensesOf((String) null)),
        call("intent", () -> licensing.plan((LicenseIntent) null)),
        call("selection", () -> licensing.plan(null, assign("EMS"))),
        call("verb", () -> licensing.plan(user(ADELE), (Verb) null)),
        call("plan", () -> licensing.apply(null)),
        call("idOrUserPrincipalName", () -> user((String) null)),
        call("name", () -> users(withNull)),
        call("userPrincipalName", () -> newUser(null)),
        call("group", () -> membersOf(null)),
        call("condition", () -> usersWhere((UserCondition) null)),
        call("sku", () -> assign((String) null)),
        call("options", () -> assign((LicenseOptions) null)),
        call("sku", () -> change(null)),
        call("sku", () -> remove(null)),
        call("sku", () -> hasSku(null)),
        call("countryCode", () -> setUsageLocation(null)));
  }

  private static Arguments call(String parameter, ThrowingCallable call) {
    return Arguments.of(parameter, call);
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void null_argument_fails_at_once_naming_it(String parameter, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining(parameter);
  }
}
