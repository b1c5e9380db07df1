package io.github.m365licensing.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TenantWriteTest {

  private static final UserId USER = UserId.parse("87d349ed-44d7-43e1-9a83-5f2406dee5bd");
  private static final GroupId GROUP = GroupId.parse("0a53f6d5-9f2b-4d3a-8e62-4f0c9f1f6a11");
  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  private static final SkuId E3 = SkuId.parse("05e9a617-0261-4cee-bb44-138d3ef5d965");

  @Test
  void assignUserLicense_anyOrder_isTheSameWrite() {
    var one =
        new TenantWrite.AssignUserLicense(
            USER, List.of(AssignedLicense.of(EMS), AssignedLicense.of(E3)), Set.of());
    var other =
        new TenantWrite.AssignUserLicense(
            USER, List.of(AssignedLicense.of(E3), AssignedLicense.of(EMS)), Set.of());

    assertThat(one).isEqualTo(other);
    assertThat(one.subject()).isEqualTo(Subject.user(USER));
  }

  @Test
  void assignUserLicense_nothingToDo_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantWrite.AssignUserLicense(USER, List.of(), Set.of()));
  }

  @Test
  void assignGroupLicense_sameSkuAddedAndRemoved_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TenantWrite.AssignGroupLicense(
                    GROUP, List.of(AssignedLicense.of(EMS)), Set.of(EMS)))
        .withMessageContaining("named twice");
  }

  @Test
  void addMembers_twentyOne_isMoreThanOneRequestTakes() {
    Set<UserId> users =
        LongStream.rangeClosed(1, 21)
            .mapToObj(n -> UserId.of(new UUID(0, n)))
            .collect(Collectors.toSet());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantWrite.AddMembers(GROUP, users))
        .withMessageContainingAll("20", "21");
  }

  @Test
  void createUser_toString_showsNeitherPasswordNorName() {
    var write =
        new TenantWrite.CreateUser(
            UserProfile.builder()
                .userPrincipalName("test.user@contoso.com")
                .displayName("Test User")
                .build(),
            new InitialPassword("correct horse"));

    assertThat(write.toString()).doesNotContain("correct", "test.user", "Test User");
    assertThat(write.profile().mailNickname()).isEqualTo("test.user");
  }
}
