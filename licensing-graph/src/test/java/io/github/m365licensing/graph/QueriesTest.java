package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions, answered by a Graph that takes its filters seriously. */
class QueriesTest {

  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final SkuId E3 = SkuId.parse("05e9a617-0261-4cee-bb44-138d3ef5d965");
  private static final ServicePlanId INTUNE =
      ServicePlanId.parse("c1ec4a95-1f05-45b3-a911-aa3fa01094f5");

  private final FakeTenant fake = FakeTenant.contoso();

  @ParameterizedTest
  @EnumSource
  void users_that_match_are_listed_and_no_others(Query query) {
    List<String> expected =
        fake.listUsers(UserQuery.everyone())
            .filter(query.condition::matches)
            .map(LicensedUser::userPrincipalName)
            .toList();

    assertThat(Doors.graph(fake).listUsers(query.condition))
        .extracting(LicensedUser::userPrincipalName)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** One condition of each kind, and some joined; each selects somebody of contoso. */
  enum Query {
    EVERYONE(UserQuery.everyone()),
    DEPARTMENT(new UserQuery.Department("sales")),
    NOT_DEPARTMENT(new UserQuery.Department("Sales").negate()),
    DOMAIN(new UserQuery.Domain("contoso.com")),
    USAGE_LOCATION(new UserQuery.InUsageLocation(UsageLocation.of("NL"))),
    NO_USAGE_LOCATION(UserQuery.NoUsageLocation.INSTANCE),
    SYNCED(new UserQuery.Synced(true)),
    NOT_SYNCED(new UserQuery.Synced(false)),
    DISABLED(new UserQuery.Enabled(false)),
    GUEST(new UserQuery.Guest(true)),
    NO_GUEST(new UserQuery.Guest(false)),
    HAS_SKU(new UserQuery.HasSku(EMS)),
    LACKS_SKU(new UserQuery.HasSku(EMS).negate()),
    HAS_DIRECT_SKU(new UserQuery.HasDirectSku(EMS)),
    LACKS_DIRECT_SKU(new UserQuery.HasDirectSku(EMS).negate()),
    HAS_PLAN_ON(new UserQuery.HasPlanOn(INTUNE, List.of(EMS, E3))),
    LACKS_PLAN(new UserQuery.HasPlanOn(INTUNE, List.of(EMS, E3)).negate()),
    RETAIL_WITHOUT_SKU(new UserQuery.Department("Retail").and(new UserQuery.HasSku(EMS).negate())),
    SYNCED_OR_DISABLED(new UserQuery.Synced(true).or(new UserQuery.Enabled(false))),
    NEITHER(new UserQuery.Synced(true).or(new UserQuery.HasSku(EMS)).negate());

    private final UserQuery condition;

    Query(UserQuery condition) {
      this.condition = condition;
    }
  }
}
