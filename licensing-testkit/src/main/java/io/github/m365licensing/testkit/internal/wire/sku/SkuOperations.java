package io.github.m365licensing.testkit.internal.wire.sku;

import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.Router;
import io.github.m365licensing.testkit.internal.wire.call.Bodies;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.GuidText;
import io.github.m365licensing.testkit.internal.wire.call.Handler;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.group.GroupOperations;
import io.github.m365licensing.testkit.internal.wire.odata.Filter;
import io.github.m365licensing.testkit.internal.wire.odata.FilterParser;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.user.UserOperations;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Products, subscriptions, and the licences of users and groups. */
public final class SkuOperations {

  private static final Set<Option> SELECT = EnumSet.of(Option.SELECT);

  private SkuOperations() {}

  public static void addTo(Router<Handler> router) {
    router.add("GET", "/subscribedSkus", SkuOperations::listSkus);
    router.add("GET", "/subscribedSkus/{id}", SkuOperations::getSku);
    router.add("GET", "/directory/subscriptions", SkuOperations::listSubscriptions);
    router.add("GET", "/directory/subscriptions/{id}", SkuOperations::getSubscription);
    router.alternateKey("/directory/subscriptions/{id}", "commerceSubscriptionId");
    router.add("GET", "/users/{id}/licenseDetails", SkuOperations::listDetails);
    router.add("GET", "/users/{id}/licenseDetails/{detailsId}", SkuOperations::getDetails);
    router.add("POST", "/users/{id}/assignLicense", SkuOperations::assignUser);
    router.add("POST", "/users/{id}/reprocessLicenseAssignment", SkuOperations::reprocess);
    router.add("POST", "/groups/{id}/assignLicense", SkuOperations::assignGroup);
  }

  private static SelectedProperties selection(Call call) {
    return SelectedProperties.of(call.options().value(Option.SELECT));
  }

  private static <T> WireAnswer.Builder all(
      Call call, String fragment, StructuredType<T> type, List<T> entities) {
    SelectedProperties selection = selection(call);
    List<Property<T>> properties = selection.of(type);
    List<EntityItem<T>> items =
        entities.stream().map(entity -> EntityItem.of(properties, entity)).toList();
    return call.collection(fragment + selection.inContext(), Map.of(), items);
  }

  private static <T> WireAnswer.Builder one(
      Call call, String fragment, StructuredType<T> type, T entity) {
    SelectedProperties selection = selection(call);
    return call.entity(
        200, fragment + selection.inContext(), EntityItem.of(selection.of(type), entity));
  }

  private static WireAnswer.Builder listSkus(Call call) {
    call.options().allowOnly(SELECT);
    List<SubscribedSku> skus = call.perform(new Read.ListSubscribedSkus());
    return all(call, "subscribedSkus", call.types().subscribedSku(), skus);
  }

  private static WireAnswer.Builder getSku(Call call) {
    call.options().allowOnly(SELECT);
    String id = call.key(0);
    int middle = id.indexOf('_');
    if (middle < 0
        || !GuidText.matches(id.substring(0, middle))
        || !GuidText.matches(id.substring(middle + 1))) {
      throw Refusals.badRequest(
          "Invalid object identifier. It must be a string in the form of [Guid]_[Guid]");
    }
    StructuredType<SubscribedSku> type = call.types().subscribedSku();
    Property<SubscribedSku> idOf = Objects.requireNonNull(type.find("id"), "id");
    for (SubscribedSku sku : call.perform(new Read.ListSubscribedSkus())) {
      if (id.equalsIgnoreCase(String.valueOf(idOf.value(sku)))) {
        return one(call, "subscribedSkus", type, sku);
      }
    }
    throw Refusals.notFound(id);
  }

  private static WireAnswer.Builder listSubscriptions(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT, Option.FILTER));
    StructuredType<Subscription> type = call.types().companySubscription();
    Optional<String> filter = call.options().value(Option.FILTER);
    Predicate<Subscription> condition =
        filter.isEmpty() ? s -> true : Filter.of(FilterParser.parse(filter.get()), type, false);
    List<Subscription> subscriptions =
        call.perform(new Read.ListSubscriptions()).stream().filter(condition).toList();
    return all(call, "directory/subscriptions", type, subscriptions);
  }

  private static WireAnswer.Builder getSubscription(Call call) {
    call.options().allowOnly(SELECT);
    String key = call.key(0);
    String alternate = "commerceSubscriptionId=";
    boolean byCommerceId = key.regionMatches(true, 0, alternate, 0, alternate.length());
    String sought = byCommerceId ? Router.unquoted(key.substring(alternate.length())) : key;
    for (Subscription subscription : call.perform(new Read.ListSubscriptions())) {
      String id =
          byCommerceId ? subscription.commerceSubscriptionId().orElse("") : subscription.id();
      if (id.equalsIgnoreCase(sought)) {
        return one(
            call, "directory/subscriptions", call.types().companySubscription(), subscription);
      }
    }
    throw Refusals.notFound(sought);
  }

  private static WireAnswer.Builder listDetails(Call call) {
    call.options().allowOnly(SELECT);
    List<LicenseDetails> details = call.perform(new Read.ListLicenseDetails(call.key(0)));
    return all(call, detailsFragment(call), call.types().licenseDetails(), details);
  }

  private static WireAnswer.Builder getDetails(Call call) {
    call.options().allowOnly(SELECT);
    StructuredType<LicenseDetails> type = call.types().licenseDetails();
    Property<LicenseDetails> id = Objects.requireNonNull(type.find("id"), "id");
    for (LicenseDetails details : call.perform(new Read.ListLicenseDetails(call.key(0)))) {
      if (call.key(1).equals(id.value(details))) {
        return one(call, detailsFragment(call), type, details);
      }
    }
    throw Refusals.notFound(call.key(1));
  }

  private static String detailsFragment(Call call) {
    return "users('%s')/licenseDetails".formatted(PercentText.encode(call.key(0)));
  }

  private static WireAnswer.Builder assignUser(Call call) {
    call.options().allowOnly(SELECT);
    Bodies.Licenses licenses = Bodies.licenses(call.body());
    StoredUser user =
        call.perform(new Write.AssignUserLicense(call.key(0), licenses.add(), licenses.remove()));
    return UserOperations.written(call, 200, user);
  }

  private static WireAnswer.Builder reprocess(Call call) {
    call.options().allowOnly(SELECT);
    if (!call.request().text().isBlank() && !call.body().isEmpty()) {
      throw new GraphFailure(
          400,
          "BadRequest",
          "The operation 'reprocessLicenseAssignment' takes no parameters in the request payload.");
    }
    StoredUser user = call.perform(new Write.ReprocessLicenses(call.key(0)));
    return UserOperations.written(call, 200, user);
  }

  private static WireAnswer.Builder assignGroup(Call call) {
    call.options().allowOnly(SELECT);
    Bodies.Licenses licenses = Bodies.licenses(call.body());
    StoredGroup group =
        call.perform(
            new Write.AssignGroupLicense(call.group(0), licenses.add(), licenses.remove()));
    return Call.at(
        call.base() + "/groups/" + group.id(), GroupOperations.written(call, 202, group));
  }
}
