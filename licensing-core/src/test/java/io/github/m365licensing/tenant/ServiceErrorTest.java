package io.github.m365licensing.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.ServiceError.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceErrorTest {

  private static final String SKU = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
  private static final String A = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
  private static final String B = "3e170737-c728-4eae-bbb9-3f3360f7184c";

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "MISSING_PARAMETER | One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: addLicenses.",
        "NO_CHANGES | No license changes provided. At least one license to add or remove must be specified.",
        "SKU_NOT_OWNED | License efccb6f7-5641-4e0e-bd10-b4976e1bf68e does not correspond to a valid company License.",
        "INVALID_USAGE_LOCATION | License assignment cannot be done for user with invalid usage location.",
        "NO_SEATS | Subscription with SKU efccb6f7-5641-4e0e-bd10-b4976e1bf68e does not have any available licenses.",
        "NOT_HELD | User does not have a corresponding license.",
        "INHERITED | User license is inherited from a group membership and it cannot be removed directly from the user.",
        "MUTUALLY_EXCLUSIVE | License assignment failed because service plans c1ec4a95-1f05-45b3-a911-aa3fa01094f5, 3e170737-c728-4eae-bbb9-3f3360f7184c are mutually exclusive",
        "MISSING_DEPENDENCY | License assignment failed because service plan c1ec4a95-1f05-45b3-a911-aa3fa01094f5 depends on the service plan(s) 3e170737-c728-4eae-bbb9-3f3360f7184c",
        "NOT_FOR_USERS | License efccb6f7-5641-4e0e-bd10-b4976e1bf68e cannot be assigned to a user",
        "PROXY_ADDRESS_TAKEN | Another object with the same value for property proxyAddresses already exists.",
        "ALREADY_MEMBER | One or more added object references already exist for the following modified properties: 'members'.",
        "MASTERED_ON_PREMISES | Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.",
        "GROUP_NOT_WRITABLE | Cannot Update a mail-enabled security groups and or distribution list.",
        "OTHER | Something that nobody has seen before."
      })
  void of_textSeenInTheWild_recognisesTheReason(Reason reason, String message) {
    assertThat(ServiceError.of(400, "Request_BadRequest", message).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHENTICATED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "409, CONFLICT",
    "429, THROTTLED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "418, OTHER"
  })
  void of_otherStatus_decidesByStatus(int status, Reason reason) {
    assertThat(ServiceError.of(status, "", "").reason()).isEqualTo(reason);
  }

  @Test
  void of_seatTextOfTheOlderBackend_takesTheSkuNotTheAccount() {
    ServiceError error =
        ServiceError.of(
            400,
            "Request_BadRequest",
            "Subscription with Account %s and SKU %s does not have any available licenses left."
                .formatted(A, SKU));

    assertThat(error.skuIds()).containsExactly(SkuId.parse(SKU));
  }

  @Test
  void of_dependencyText_namesTheDependentFirst() {
    ServiceError error =
        ServiceError.of(
            400,
            "Request_BadRequest",
            "License assignment failed because service plan %s depends on the service plan(s) %s"
                .formatted(A, B));

    assertThat(error.servicePlanIds())
        .containsExactly(ServicePlanId.parse(A), ServicePlanId.parse(B));
  }

  @Test
  void toString_neverShowsTheText() {
    ServiceError error =
        ServiceError.of(
            404, "Request_ResourceNotFound", "Resource 'megan@contoso.com' does not exist");

    assertThat(error.toString()).contains("Request_ResourceNotFound").doesNotContain("megan");
  }
}
