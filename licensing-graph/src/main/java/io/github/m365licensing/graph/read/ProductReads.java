package io.github.m365licensing.graph.read;

import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.graph.http.Call;
import io.github.m365licensing.graph.http.Connection;
import io.github.m365licensing.graph.http.Failure;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.ServiceLimits;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads the tenant itself, what it bought, and the devices that Intune manages. */
public final class ProductReads {

  private final Connection connection;
  private final Reader reader;

  public ProductReads(Connection connection, Reader reader) {
    this.connection = connection;
    this.reader = reader;
  }

  public Organization organization() {
    Call call =
        new Call(
            GraphOperation.READ_ORGANIZATION,
            "GET /organization",
            () ->
                connection
                    .client()
                    .organization()
                    .toGetRequestInformation(
                        config ->
                            config.queryParameters.select =
                                new String[] {
                                  "id", "displayName", "countryLetterCode", "defaultUsageLocation"
                                }));
    List<Organization> found = reader.all(call, AnswerJson.byTree(TenantJson::organization));
    if (found.size() != 1) {
      String message =
          "the answer lists " + found.size() + " organizations where there is always one";
      throw Texts.exception(call, Failure.unusable(message), 1);
    }
    return found.get(0);
  }

  /**
   * The SKUs, ordered by part number, then id. Read without options: their support is contested.
   */
  public List<SubscribedSku> subscribedSkus() {
    Call call =
        new Call(
            GraphOperation.LIST_SUBSCRIBED_SKUS,
            "GET /subscribedSkus",
            () -> connection.client().subscribedSkus().toGetRequestInformation());
    return reader.all(call, AnswerJson.byTree(TenantJson::subscribedSku)).stream()
        .sorted(
            Comparator.comparing(SubscribedSku::skuPartNumber).thenComparing(SubscribedSku::skuId))
        .toList();
  }

  /** The purchases, ordered by part number, then id. */
  public List<Subscription> subscriptions() {
    Call call =
        new Call(
            GraphOperation.LIST_SUBSCRIPTIONS,
            "GET /directory/subscriptions",
            () -> connection.client().directory().subscriptions().toGetRequestInformation());
    return reader.all(call, AnswerJson.byTree(TenantJson::subscription)).stream()
        .sorted(Comparator.comparing(Subscription::skuPartNumber).thenComparing(Subscription::id))
        .toList();
  }

  public Stream<ManagedDevice> managedDevices() {
    Call call =
        new Call(
            GraphOperation.LIST_MANAGED_DEVICES,
            "GET /deviceManagement/managedDevices",
            () ->
                connection
                    .client()
                    .deviceManagement()
                    .managedDevices()
                    .toGetRequestInformation(
                        config -> {
                          config.queryParameters.select = TenantJson.SELECT_DEVICE;
                          config.queryParameters.top = ServiceLimits.MAX_PAGE_SIZE;
                        }));
    return reader.stream(call, AnswerJson.byTree(TenantJson::managedDevice));
  }
}
