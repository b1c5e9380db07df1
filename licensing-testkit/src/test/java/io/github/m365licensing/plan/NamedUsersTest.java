package io.github.m365licensing.plan;

import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Verbs.assign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.UnknownNameException;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users by name or id, many at once. */
class NamedUsersTest {

  private final List<Integer> asked = new ArrayList<>();
  private final FakeTenant fake = FakeTenant.fabrikam(1_200);
  private final Licensing licensing =
      Licensing.of(
          new ForwardingTenant(fake) {
            @Override
            public Stream<LicensedUser> listUsersNamed(List<String> names) {
              asked.add(names.size());
              return super.listUsersNamed(names);
            }
          });

  private List<LicensedUser> all() {
    return fake.listUsers(UserQuery.everyone()).toList();
  }

  @Test
  void names_are_read_in_batches() {
    String[] names = all().stream().map(LicensedUser::userPrincipalName).toArray(String[]::new);

    LicensePlan plan = licensing.plan(users(names), assign("FLOW_FREE"));

    assertThat(plan.size()).isEqualTo(1_200);
    assertThat(asked).containsExactly(500, 500, 200);
  }

  @Test
  void names_ids_and_other_spellings_of_one_user_are_one_subject() {
    LicensedUser one = all().get(0);

    LicensePlan plan =
        licensing.plan(
            users(
                one.userPrincipalName(),
                one.userPrincipalName().toUpperCase(Locale.ROOT),
                one.id().toString().toUpperCase(Locale.ROOT)),
            assign("FLOW_FREE"));

    assertThat(plan.size()).isEqualTo(1);
  }

  @Test
  void every_missing_one_is_told_by_its_place() {
    List<String> names = new ArrayList<>();
    List<LicensedUser> all = all();
    IntStream.range(0, 600).forEach(i -> names.add(all.get(i).userPrincipalName()));
    names.set(2, "nobody@fabrikam.com");
    names.set(550, "no.one@fabrikam.com");

    assertThatExceptionOfType(UnknownNameException.class)
        .isThrownBy(() -> licensing.plan(users(names.toArray(String[]::new)), assign("FLOW_FREE")))
        .withMessageContaining("number 3, 551 do not exist")
        .withMessageNotContaining("nobody");
  }
}
