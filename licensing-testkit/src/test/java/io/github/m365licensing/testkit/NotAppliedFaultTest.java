package io.github.m365licensing.testkit;

import static io.github.m365licensing.testkit.FakeTenant.seats;
import static io.github.m365licensing.testkit.scenario.RequestMatcher.anyWrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.LicenseChange;
import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.scenario.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fault "accepted but not applied": checks are made, effects are not. */
class NotAppliedFaultTest {

  private static final String A = "a@contoso.com";
  private static final String B = "b@contoso.com";

  private final FakeTenant tenant =
      FakeTenant.builder()
          .sku("EMS", seats(5))
          .sku("VISIOCLIENT", seats(0))
          .user(A, u -> u.usageLocation("US").licensedWith("EMS"))
          .user(B, u -> u.usageLocation("US"))
          .group("Staff", g -> g.member(A))
          .group("Licensed", g -> g.licensedWith("EMS"))
          .group("News", GroupSpec::distribution)
          .build();

  static Stream<Named<Function<FakeTenant, Write<?>>>> refusedWrites() {
    return Stream.of(
        Named.of("create user", t -> Write.createUser(Attributes.none())),
        Named.of("update user", t -> Write.updateUser(A, name("not a name"))),
        Named.of("delete user", t -> Write.deleteUser("nobody@contoso.com")),
        Named.of("license user", t -> Write.assignUserLicense(B, visio(t), List.of())),
        Named.of("reprocess", t -> Write.reprocessLicenses("nobody@contoso.com")),
        Named.of("create group", t -> Write.createGroup(Attributes.none(), List.of())),
        Named.of("update group", t -> Write.updateGroup(staff(t), mail())),
        Named.of("delete group", t -> Write.deleteGroup(t.group("Licensed").id())),
        Named.of(
            "license group",
            t -> Write.assignGroupLicense(t.group("News").id(), visio(t), List.of())),
        Named.of("add members", t -> Write.addMembers(staff(t), List.of(id(t, A)))),
        Named.of("remove member", t -> Write.removeMember(staff(t), id(t, B))),
        Named.of("restore", t -> Write.restoreDeletedItem(id(t, A))),
        Named.of("purge", t -> Write.purgeDeletedItem(id(t, A))));
  }

  @ParameterizedTest
  @MethodSource("refusedWrites")
  void write_that_the_service_refuses_is_refused_under_the_fault_too(
      Function<FakeTenant, Write<?>> write) {
    GraphFailure without = refusal(write.apply(tenant));
    tenant.faults().acceptedButNotApplied().on(anyWrite()).once();

    GraphFailure under = refusal(write.apply(tenant));

    assertThat(under.status()).isEqualTo(without.status());
    assertThat(under.message()).isEqualTo(without.message());
    tenant.faults().assertAllFired();
  }

  static Stream<Named<Function<FakeTenant, Write<?>>>> acceptedWrites() {
    return Stream.of(
        Named.of("update user", t -> Write.updateUser(A, name("c@contoso.com"))),
        Named.of("delete user", t -> Write.deleteUser(A)),
        Named.of("license user", t -> Write.assignUserLicense(B, ems(t), List.of())),
        Named.of("reprocess", t -> Write.reprocessLicenses(A)),
        Named.of("create group", t -> Write.createGroup(group(), List.of(id(t, A)))),
        Named.of("delete group", t -> Write.deleteGroup(staff(t))),
        Named.of("license group", t -> Write.assignGroupLicense(staff(t), ems(t), List.of())),
        Named.of("add members", t -> Write.addMembers(staff(t), List.of(id(t, B)))),
        Named.of("remove member", t -> Write.removeMember(staff(t), id(t, A))));
  }

  @ParameterizedTest
  @MethodSource("acceptedWrites")
  void accepted_write_leaves_everything_as_it_was(Function<FakeTenant, Write<?>> write) {
    String before = everything();
    tenant.faults().acceptedButNotApplied().on(anyWrite()).once();

    perform(write.apply(tenant));
    tenant.settle();

    assertThat(everything()).isEqualTo(before);
    tenant.faults().assertAllFired();
  }

  @Test
  void refused_group_is_not_there() {
    Attributes<GroupAttribute> dynamic =
        group()
            .with(
                Map.of(
                    GroupAttribute.GROUP_TYPES,
                    List.of("DynamicMembership"),
                    GroupAttribute.MEMBERSHIP_RULE,
                    "user.department -eq \"Sales\""));

    refusal(Write.createGroup(dynamic, List.of(id(tenant, A))));

    assertThat(tenant.listGroupsNamed("New")).isEmpty();
  }

  private String everything() {
    return tenant.listSubscribedSkus()
        + "\n"
        + perform(Read.listUsers(0)).toList()
        + "\n"
        + perform(Read.listGroups(0)).map(group -> group + " with " + members(group)).toList();
  }

  private List<?> members(StoredGroup group) {
    return perform(Read.listMembers(group.id(), 0)).toList();
  }

  private <A> A perform(Operation<A> operation) {
    return tenant.pipeline().perform(Caller.unrestricted(), operation).value();
  }

  private GraphFailure refusal(Write<?> write) {
    GraphFailure failure = catchThrowableOfType(GraphFailure.class, () -> perform(write));
    assertThat(failure).as("refusal of %s", write.operation()).isNotNull();
    return failure;
  }

  private static GroupId staff(FakeTenant tenant) {
    return tenant.group("Staff").id();
  }

  private static UUID id(FakeTenant tenant, String user) {
    return tenant.user(user).id().value();
  }

  private static List<LicenseChange> ems(FakeTenant tenant) {
    return List.of(LicenseChange.of(AssignedLicense.of(tenant.sku("EMS").id())));
  }

  private static List<LicenseChange> visio(FakeTenant tenant) {
    return List.of(LicenseChange.of(AssignedLicense.of(tenant.sku("VISIOCLIENT").id())));
  }

  private static Map<UserAttribute, Object> name(String name) {
    return Map.of(UserAttribute.USER_PRINCIPAL_NAME, name);
  }

  private static Map<GroupAttribute, Object> mail() {
    return Map.of(GroupAttribute.MAIL, "x@contoso.com");
  }

  private static Attributes<GroupAttribute> group() {
    return Attributes.of(
        Map.of(
            GroupAttribute.DISPLAY_NAME,
            "New",
            GroupAttribute.MAIL_NICKNAME,
            "new",
            GroupAttribute.MAIL_ENABLED,
            false,
            GroupAttribute.SECURITY_ENABLED,
            true));
  }
}
