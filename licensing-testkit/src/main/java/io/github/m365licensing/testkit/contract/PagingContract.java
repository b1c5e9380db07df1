package io.github.m365licensing.testkit.contract;

import static io.github.m365licensing.testkit.contract.Mark.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules about lists that come in pages. */
interface PagingContract extends TenantUnderTest {

  private Tenant large(int users) {
    Optional<Tenant> tenant = tenantOf(users);
    assumeTrue(tenant.isPresent(), "The tenant under test comes in no other size.");
    return tenant.orElseThrow();
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.PAGING)
  default void optional_L150_every_user_is_listed_once_over_several_pages() {
    try (Tenant tenant = large(2_100);
        Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      assertThat(users.map(LicensedUser::id).toList()).hasSize(2_100).doesNotHaveDuplicates();
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.PORT)
  default void optional_L151_a_stream_can_be_closed_before_its_end() {
    try (Tenant tenant = large(2_100)) {
      List<UserId> first;
      try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
        first = users.limit(3).map(LicensedUser::id).toList();
      }

      try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
        assertThat(users.limit(3).map(LicensedUser::id)).containsExactlyElementsOf(first);
      }
    }
  }

  @Rule(operation = "GET /users", mark = DOCUMENTED, source = Sources.PORT)
  default void optional_L152_many_users_by_id_come_in_the_order_asked_for() {
    try (Tenant tenant = large(100)) {
      List<UserId> ids;
      try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
        ids = new ArrayList<>(users.map(LicensedUser::id).toList());
      }
      Collections.reverse(ids);

      try (Stream<LicensedUser> users = tenant.listUsersById(ids)) {
        assertThat(users.map(LicensedUser::id)).containsExactlyElementsOf(ids);
      }
    }
  }
}
