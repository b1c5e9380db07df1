package io.github.m365licensing.testkit.internal.wire.sku;

import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.GuidText;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.odata.Filter;
import io.github.m365licensing.testkit.internal.wire.odata.FilterParser;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Products and how they were bought. */
public final class SkuOperations {

  private static final Set<Option> SELECT = EnumSet.of(Option.SELECT);

  private final StructuredType<SubscribedSku> subscribedSku;
  private final StructuredType<Subscription> companySubscription;

  /** The operations on a tenant's products. */
  public SkuOperations(Engine engine) {
    Organization tenant = engine.organization().organization();
    this.subscribedSku = LicenseSchema.subscribedSku(tenant.id(), tenant.displayName());
    this.companySubscription = LicenseSchema.companySubscription(engine::servicePlans);
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/subscribedSkus", this::listSkus);
    routes.add("GET", "/subscribedSkus/{id}", this::getSku);
    routes.add("GET", "/directory/subscriptions", this::listSubscriptions);
    routes.add("GET", "/directory/subscriptions/{id}", this::getSubscription);
    routes.alternateKey("/directory/subscriptions/{id}", "commerceSubscriptionId");
  }

  private WireAnswer.Builder listSkus(Call call) {
    call.options().allowOnly(SELECT);
    List<SubscribedSku> skus = call.perform(Read.listSubscribedSkus());
    return call.all("subscribedSkus", subscribedSku, skus);
  }

  private WireAnswer.Builder getSku(Call call) {
    call.options().allowOnly(SELECT);
    String id = call.key(0);
    int middle = id.indexOf('_');
    if (middle < 0
        || !GuidText.matches(id.substring(0, middle))
        || !GuidText.matches(id.substring(middle + 1))) {
      throw Refusals.badRequest(
          "Invalid object identifier. It must be a string in the form of [Guid]_[Guid]");
    }
    Property<SubscribedSku> idOf = Objects.requireNonNull(subscribedSku.find("id"), "id");
    for (SubscribedSku sku : call.perform(Read.listSubscribedSkus())) {
      if (id.equalsIgnoreCase(String.valueOf(idOf.value(sku)))) {
        return call.one(200, "subscribedSkus", subscribedSku, sku);
      }
    }
    throw Refusals.notFound(id);
  }

  private WireAnswer.Builder listSubscriptions(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT, Option.FILTER));
    Optional<String> filter = call.options().value(Option.FILTER);
    Predicate<Subscription> condition =
        filter.isEmpty()
            ? s -> true
            : Filter.of(FilterParser.parse(filter.get()), companySubscription, false);
    List<Subscription> subscriptions =
        call.perform(Read.listSubscriptions()).stream().filter(condition).toList();
    return call.all("directory/subscriptions", companySubscription, subscriptions);
  }

  private WireAnswer.Builder getSubscription(Call call) {
    call.options().allowOnly(SELECT);
    String key = call.key(0);
    String alternate = "commerceSubscriptionId=";
    boolean byCommerceId = key.regionMatches(true, 0, alternate, 0, alternate.length());
    String sought = byCommerceId ? PercentText.unquoted(key.substring(alternate.length())) : key;
    for (Subscription subscription : call.perform(Read.listSubscriptions())) {
      String id =
          byCommerceId ? subscription.commerceSubscriptionId().orElse("") : subscription.id();
      if (id.equalsIgnoreCase(sought)) {
        return call.one(200, "directory/subscriptions", companySubscription, subscription);
      }
    }
    throw Refusals.notFound(sought);
  }
}
