package io.github.m365licensing.report;

import io.github.m365licensing.sku.SkuId;
import java.util.List;
import java.util.Objects;

/**
 * A licence that costs a seat and is held by an account that cannot sign in.
 *
 * @param user the disabled account
 * @param skuId the product
 * @param skuPartNumber its code name
 * @param sources the paths through which it is held, the direct one first; what comes through a
 *     group goes with the membership only. Empty if no path says why; unmodifiable
 */
public record WastedLicense(
    ReportedUser user, SkuId skuId, String skuPartNumber, List<NamedSource> sources) {

  static final Layout<WastedLicense> TEXT =
      Layout.of(
          List.of("user", "SKU", "through"),
          row ->
              List.of(
                  row.user.userPrincipalName(),
                  row.skuPartNumber,
                  SourceNames.text(row.sources, ", ")));

  static final Layout<WastedLicense> CSV =
      Layout.of(
          List.of("userId", "userPrincipalName", "skuId", "skuPartNumber", "through"),
          row ->
              List.of(
                  row.user.id().toString(),
                  row.user.userPrincipalName(),
                  row.skuId.toString(),
                  row.skuPartNumber,
                  SourceNames.text(row.sources, "; ")));

  public WastedLicense {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(skuId, "skuId");
    Objects.requireNonNull(skuPartNumber, "skuPartNumber");
    sources = List.copyOf(sources);
  }
}
