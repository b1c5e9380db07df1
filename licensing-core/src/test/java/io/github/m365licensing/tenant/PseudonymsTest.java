package io.github.m365licensing.tenant;

import static io.github.m365licensing.tenant.SnapshotFixture.builder;
import static io.github.m365licensing.tenant.SnapshotFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.SubscribedSku;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

  private static final String SALT = "correct horse battery staple";

  private final TenantSnapshot original = snapshot();
  private final TenantSnapshot pseudonymous = original.pseudonymised(SALT);

  @Test
  void pseudonymised_writtenFile_holdsNoneOfTheOriginals(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("tenant.jsonl");
    List<String> names = identifyingTexts(original);

    original.writeTo(file);
    assertThat(text(file)).as("the search finds what is there").contains(names);

    pseudonymous.writeTo(file);
    assertThat(text(file)).doesNotContain(names);
  }

  @Test
  void pseudonymised_sameSalt_isTheSame() {
    assertThat(snapshot().pseudonymised(SALT)).isEqualTo(pseudonymous);
  }

  @Test
  void pseudonymised_otherSalt_sharesNoName() {
    TenantSnapshot other = original.pseudonymised("another salt");

    assertThat(identifyingTexts(other)).doesNotContainAnyElementsOf(identifyingTexts(pseudonymous));
  }

  @Test
  void pseudonymised_idUsedInManyPlaces_isReplacedByOneEverywhere() {
    LicensedUser adele = teacher();
    GroupId sales =
        pseudonymous.groups().stream()
            .filter(LicensedGroup::isUnified)
            .map(LicensedGroup::id)
            .findFirst()
            .orElseThrow();
    Subscription subscription = pseudonymous.subscriptions().get(0);

    assertThat(adele.licenseAssignmentStates())
        .extracting(LicenseAssignmentState::source)
        .containsExactly(AssignmentSource.direct(), AssignmentSource.inheritedFrom(sales));
    assertThat(pseudonymous.membersOf(sales)).containsExactly(adele.id());
    assertThat(pseudonymous.nestedGroupsOf(sales)).hasSize(1);
    assertThat(pseudonymous.managedDevices())
        .extracting(ManagedDevice::userId)
        .containsExactly(Optional.of(adele.id()));
    assertThat(pseudonymous.managedDevices())
        .flatExtracting(ManagedDevice::usersLoggedOn)
        .contains(adele.id())
        .hasSize(2)
        .isSubsetOf(pseudonymous.users().stream().map(LicensedUser::id).toList());
    assertThat(subscription.ownerId()).contains(adele.id().toString());
    assertThat(subscription.ownerTenantId()).contains(pseudonymous.organization().id());
    assertThat(pseudonymous.subscribedSkus().get(0).subscriptionIds())
        .containsExactly(subscription.id());
  }

  @Test
  void pseudonymised_idsAndNames_keepTheirForm() {
    assertThat(pseudonymous.users())
        .allSatisfy(user -> assertThat(user.id().value().version()).isEqualTo(4))
        .allSatisfy(user -> assertThat(user.id().value().variant()).isEqualTo(2))
        .extracting(LicensedUser::userPrincipalName)
        .allMatch(name -> name.matches("[0-9a-f]{20}(#EXT#)?@d[0-9a-f]{12}\\.example"));
    assertThat(pseudonymous.managedDevices())
        .allSatisfy(device -> assertThat(UUID.fromString(device.id()).version()).isEqualTo(4));
  }

  @Test
  void pseudonymised_usersOfOneDomain_stayInOneDomain() {
    LicensedUser shouting =
        LicensedUser.builder()
            .from(SnapshotFixture.megan())
            .userPrincipalName("Megan@CONTOSO.com")
            .build();
    TenantSnapshot replaced =
        builder()
            .users(List.of(SnapshotFixture.adele(), shouting, SnapshotFixture.guest()))
            .build()
            .pseudonymised(SALT);

    assertThat(replaced.users().stream().map(LicensedUser::domain).distinct()).hasSize(2);
  }

  @Test
  void pseudonymised_licencesUnitsAndTimes_areKept() {
    LicensedUser adele = teacher();

    assertThat(adele.assignedLicenses()).isEqualTo(SnapshotFixture.adele().assignedLicenses());
    assertThat(adele.usageLocation()).isEqualTo(SnapshotFixture.adele().usageLocation());
    assertThat(pseudonymous.takenAt()).isEqualTo(original.takenAt());
    assertThat(pseudonymous.subscribedSkus())
        .extracting(SubscribedSku::servicePlans)
        .isEqualTo(original.subscribedSkus().stream().map(SubscribedSku::servicePlans).toList());
    assertThat(pseudonymous.licensingModel()).isEqualTo(LicensingModel.CLASSIC);
  }

  @Test
  void pseudonymised_twoSnapshots_stillShowTheirDifference() {
    TenantSnapshot later =
        builder().users(List.of(SnapshotFixture.adele())).build().pseudonymised(SALT);

    assertThat(pseudonymous.differenceTo(later).users().removed()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \t"})
  void pseudonymised_blankSalt_isRefused(String salt) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> original.pseudonymised(salt))
        .withMessageContaining("blank");
  }

  private LicensedUser teacher() {
    return pseudonymous.users().stream()
        .filter(user -> user.educationRole().isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** Every text that could tell who or which it is, in lower case, as far as it stands there. */
  private static List<String> identifyingTexts(TenantSnapshot snapshot) {
    List<String> texts = new ArrayList<>();
    Organization organization = snapshot.organization();
    add(texts, organization.id(), organization.displayName());
    for (LicensedUser user : snapshot.users()) {
      add(texts, user.id(), user.userPrincipalName(), user.domain());
      user.displayName().ifPresent(name -> add(texts, asJson(name)));
      user.department().ifPresent(name -> add(texts, name));
      user.licenseAssignmentStates().stream()
          .map(LicenseAssignmentState::source)
          .filter(source -> !source.isDirect())
          .forEach(source -> add(texts, source.toString().replace("group ", "")));
    }
    for (LicensedGroup group : snapshot.groups()) {
      add(texts, group.id(), group.displayName());
      group.membershipRule().ifPresent(rule -> add(texts, asJson(rule)));
    }
    for (ManagedDevice device : snapshot.managedDevices()) {
      add(texts, device.id(), device.deviceName().orElseThrow());
    }
    for (Subscription subscription : snapshot.subscriptions()) {
      add(texts, subscription.id(), subscription.commerceSubscriptionId().orElseThrow());
    }
    return texts;
  }

  /** The characters of the fixture that JSON writes otherwise. */
  private static String asJson(String text) {
    return text.replace("\"", "\\\"").replace("🦊", "\\uD83E\\uDD8A");
  }

  private static void add(List<String> texts, Object... more) {
    Stream.of(more).map(text -> text.toString().toLowerCase(Locale.ROOT)).forEach(texts::add);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }
}
