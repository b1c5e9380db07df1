package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Through Graph everything looks exactly as it does directly: nothing is lost or changed by JSON.
 */
class DoorsAgreeTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void both_doors_show_the_same(String what, Function<Tenant, Object> read) {
    FakeTenant fake = FakeTenant.contoso();

    Object direct = read.apply(fake);
    Object throughGraph = read.apply(Doors.graph(fake));

    assertThat(throughGraph).isEqualTo(direct);
  }

  static Stream<Arguments> both_doors_show_the_same() {
    return Stream.of(
        read("organization", Tenant::organization),
        read("subscribedSkus", Tenant::listSubscribedSkus),
        read("subscriptions", Tenant::listSubscriptions),
        read("users", DoorsAgreeTest::users),
        read(
            "users by id",
            t -> t.listUsersById(users(t).stream().map(LicensedUser::id).toList()).toList()),
        read("users by name", t -> t.listUsersNamed(names(t)).toList()),
        read(
            "licenseDetails",
            t -> users(t).stream().map(user -> t.listLicenseDetails(user.id())).toList()),
        read("licensed groups", DoorsAgreeTest::groups),
        read("members", t -> groups(t).stream().map(g -> t.listMembers(g.id()).toList()).toList()),
        read(
            "nested groups", t -> groups(t).stream().map(g -> t.listNestedGroups(g.id())).toList()),
        read(
            "members with errors",
            t ->
                groups(t).stream()
                    .map(g -> t.listMembersWithLicenseErrors(g.id()).toList())
                    .toList()));
  }

  private static Arguments read(String what, Function<Tenant, Object> read) {
    return Arguments.of(what, read);
  }

  private static List<LicensedUser> users(Tenant tenant) {
    return tenant.listUsers(UserQuery.everyone()).toList();
  }

  /** The names of all users, half of them spelt otherwise, an id, and one that nobody has. */
  private static List<String> names(Tenant tenant) {
    List<String> names = new ArrayList<>();
    for (LicensedUser user : users(tenant)) {
      boolean shout = names.size() % 2 == 0;
      String name = user.userPrincipalName();
      names.add(shout ? name.toUpperCase(Locale.ROOT) : name);
    }
    names.add(3, "nobody@contoso.com");
    names.add(users(tenant).get(0).id().toString());
    return names;
  }

  private static List<LicensedGroup> groups(Tenant tenant) {
    return tenant.listLicensedGroups().toList();
  }
}
