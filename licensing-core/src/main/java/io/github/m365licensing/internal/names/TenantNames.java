package io.github.m365licensing.internal.names;

import io.github.m365licensing.catalog.Names;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.UnknownNameException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names in one tenant at one moment: what callers' names mean, refusing those that mean nothing or
 * too much. Immutable and thread-safe.
 */
public final class TenantNames {

  private final TenantSkus skus;
  private final Names names;

  private TenantNames(TenantSkus skus, Names names) {
    this.skus = skus;
    this.names = names;
  }

  /** The names of a tenant that owns these SKUs. */
  public static TenantNames of(Collection<SubscribedSku> skus, SkuCatalog catalog) {
    TenantSkus owned = TenantSkus.of(skus);
    return new TenantNames(owned, Names.of(catalog, owned));
  }

  /** The SKUs that the tenant owns. */
  public TenantSkus skus() {
    return skus;
  }

  /** What ids are called here. */
  public Names names() {
    return names;
  }

  /**
   * The SKU that a name means.
   *
   * @throws UnknownNameException if it means no SKU, several, or one that the tenant does not own
   */
  public SubscribedSku sku(String name) {
    Names.Resolution<SkuId> meaning = names.sku(name);
    return switch (meaning.kind()) {
      case FOUND -> owned(meaning.idOrThrow());
      case NOT_HERE ->
          throw refusal(
              "The tenant does not own %s. Nothing was sent. Buy it first, or name a SKU that the tenant owns."
                  .formatted(meaning.candidates().get(0)),
              List.of());
      case AMBIGUOUS ->
          throw refusal(
              "SKU '%s' can mean %s. Nothing was sent. Give the part number or the id of the one meant."
                  .formatted(name, or(meaning)),
              meaning.candidates());
      case UNKNOWN ->
          throw refusal(
              "No SKU is called '%s'. Nothing was sent. %s"
                  .formatted(
                      name,
                      didYouMean(meaning, "listSubscribedSkus() shows what the tenant owns.")),
              meaning.candidates());
    };
  }

  /**
   * The plan that a name means, looked for in a SKU first. The SKU may lack it.
   *
   * @throws UnknownNameException if it means no plan or several
   */
  public ServicePlanId plan(SubscribedSku sku, String name) {
    return unique(
        names.planIn(sku.skuId(), name),
        name,
        "%s holds %s."
            .formatted(
                sku.skuPartNumber(),
                sku.servicePlans().stream()
                    .filter(plan -> plan.isForUsers())
                    .map(plan -> plan.servicePlanName())
                    .limit(12)
                    .collect(Collectors.joining(", "))));
  }

  /**
   * The plan that a name means. The tenant may own no SKU with it.
   *
   * @throws UnknownNameException if it means no plan or several
   */
  public ServicePlanId plan(String name) {
    return unique(names.plan(name), name, "Check the spelling, or give the plan's id.");
  }

  private static ServicePlanId unique(
      Names.Resolution<ServicePlanId> meaning, String name, String otherwise) {
    return switch (meaning.kind()) {
      case FOUND, NOT_HERE -> meaning.idOrThrow();
      case AMBIGUOUS ->
          throw refusal(
              "Plan '%s' can mean %s. Nothing was sent. Give the plan name or the id of the one meant."
                  .formatted(name, or(meaning)),
              meaning.candidates());
      case UNKNOWN ->
          throw refusal(
              "No plan is called '%s'. Nothing was sent. %s"
                  .formatted(name, didYouMean(meaning, otherwise)),
              meaning.candidates());
    };
  }

  public SubscribedSku owned(SkuId skuId) {
    return skus.find(skuId)
        .orElseThrow(() -> new IllegalStateException("The tenant does not own SKU " + skuId));
  }

  private static <T> String didYouMean(Names.Resolution<T> meaning, String otherwise) {
    return meaning.candidates().isEmpty() ? otherwise : "Did you mean " + or(meaning) + "?";
  }

  private static <T> String or(Names.Resolution<T> meaning) {
    return meaning.candidates().stream()
        .map(Names.Resolution.Candidate::toString)
        .collect(Collectors.joining(" or "));
  }

  private static <T> UnknownNameException refusal(
      String message, List<Names.Resolution.Candidate<T>> candidates) {
    return new UnknownNameException(
        message, candidates.stream().map(Names.Resolution.Candidate::name).toList());
  }
}
