package io.github.m365licensing.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.assignment.GroupId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicensedUserTest {

  private static final UserId ID = UserId.parse("87d349ed-44d7-43e1-9a83-5f2406dee5bd");

  @Test
  void toString_neverShowsNames() {
    LicensedUser user =
        LicensedUser.builder()
            .id(ID)
            .userPrincipalName("megan@contoso.com")
            .displayName("Megan Bowen")
            .build();

    assertThat(user.toString()).contains(ID.toString()).doesNotContain("megan", "Megan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "N", "NLD", "N1", "nł"})
  void usageLocation_notTwoLetters_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UsageLocation.of(text))
        .withMessageContaining("usageLocation");
  }

  @Test
  void usageLocation_smallLetters_isTheSamePlace() {
    assertThat(UsageLocation.of(" nl ")).isEqualTo(UsageLocation.of("NL"));
  }

  @Test
  void subject_newUser_hidesTheName() {
    assertThat(Subject.newUser("Test@Contoso.com"))
        .isEqualTo(Subject.newUser("test@contoso.com"))
        .hasToString("new user");
  }

  @Test
  void subject_order_doesNotDependOnTheInput() {
    Subject group = Subject.group(GroupId.parse("ffffffff-0000-0000-0000-000000000001"));
    Subject user = Subject.user(ID);
    Subject created = Subject.newUser("a@contoso.com");

    assertThat(Stream.of(created, user, group).sorted().toList())
        .isEqualTo(List.of(group, user, created));
  }
}
