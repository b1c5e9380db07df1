package consumer;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.UUID;

/** Touches builders, records and factories the way a user's code does. */
final class Values {
  private static final SkuId EMS = SkuId.parse("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");

  private Values() {}

  static SubscribedSku sku() {
    SubscribedSku.Builder builder =
        SubscribedSku.builder()
            .skuId(EMS)
            .skuPartNumber("EMS")
            .prepaidUnits(PrepaidUnits.enabled(10));
    return builder.build();
  }

  static LicensedUser user() {
    return LicensedUser.builder()
        .id(UserId.of(new UUID(0, 1)))
        .userPrincipalName("adele@contoso.com")
        .usageLocation(UsageLocation.of("NL"))
        .addAssignedLicenses(AssignedLicense.of(EMS))
        .build();
  }

  static LicensedUser moved(LicensedUser user) {
    return LicensedUser.builder().from(user).usageLocation(UsageLocation.of("US")).build();
  }

  static LicenseOptions options() {
    return LicenseOptions.of("EMS").disable("INTUNE_A");
  }

  static boolean dynamic(LicensedGroup group) {
    return group.isDynamic();
  }
}
