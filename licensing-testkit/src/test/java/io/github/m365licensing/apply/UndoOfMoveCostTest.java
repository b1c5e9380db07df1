package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.users;
import static io.github.m365licensing.intent.Verbs.moveToGroup;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.assertj.LicensingAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeTenantBuilder;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What it costs to undo a move: the service takes members out of a group one by one. */
class UndoOfMoveCostTest {

  private static final int IN_EACH = 25;

  private final FakeTenant tenant = tenant();
  private final List<List<TenantWrite>> lists = new ArrayList<>();
  private final Licensing licensing =
      Licensing.of(
          new ForwardingTenant(tenant) {
            @Override
            public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
              lists.add(writes);
              super.submit(writes, done);
            }
          });

  private static FakeTenant tenant() {
    FakeTenantBuilder builder = FakeTenant.builder().organization("Contoso", "US");
    builder.sku("EMS", seats(99));
    for (int i = 0; i < 2 * IN_EACH; i++) {
      builder.user(name(i), u -> u.usageLocation("NL").licensedWith("EMS"));
    }
    return builder
        .group("First", g -> g.licensedWith("EMS"))
        .group("Second", g -> g.licensedWith("EMS"))
        .build();
  }

  private static String name(int user) {
    return "user" + user + "@contoso.com";
  }

  private static String[] names(int from, int to) {
    return IntStream.range(from, to).mapToObj(UndoOfMoveCostTest::name).toArray(String[]::new);
  }

  private ApplyReport moved() {
    return licensing.apply(
        licensing.plan(
            LicenseIntent.of(users(names(0, IN_EACH)), moveToGroup("First"))
                .and(users(names(IN_EACH, 2 * IN_EACH)), moveToGroup("Second"))));
  }

  private long writes() {
    return lists.stream().mapToLong(List::size).sum();
  }

  @Test
  void estimate_is_the_number_of_requests_that_are_sent() {
    LicensePlan undo = licensing.plan(licensing.undo(moved()));
    lists.clear();
    tenant.requests().clear();

    ApplyReport undone = licensing.apply(undo);

    assertThat(undone).isConfirmed();
    assertThat(tenant.requests().count(GraphOperation.REMOVE_MEMBER)).isEqualTo(2 * IN_EACH);
    assertThat(tenant.requests().count(GraphOperation.ASSIGN_USER_LICENSE)).isEqualTo(2 * IN_EACH);
    assertThat(undo.estimate().writeRequests()).isEqualTo(4 * IN_EACH).isEqualTo(writes());
  }

  @Test
  void groups_are_left_side_by_side_in_one_list_of_writes() {
    LicensePlan undo = licensing.plan(licensing.undo(moved()));
    lists.clear();

    licensing.apply(undo);

    assertThat(lists)
        .filteredOn(list -> list.get(0) instanceof TenantWrite.RemoveMember)
        .hasSize(IN_EACH)
        .allSatisfy(list -> assertThat(list).hasSize(2));
  }
}
