package io.github.m365licensing.testkit.internal.wire.organization;

import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@code /organization}. */
public final class OrganizationOperations {

  private static final Set<Option> SELECT = EnumSet.of(Option.SELECT);

  private final StructuredType<StoredOrganization> type;

  /** The operations on the tenant itself. */
  public OrganizationOperations(Engine engine) {
    this.type = OrganizationSchema.organization(engine);
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/organization", this::list);
    routes.add("GET", "/organization/{id}", this::get);
    routes.refuse("PATCH", "/organization/{id}", "GET /organization/{id}");
  }

  private WireAnswer.Builder list(Call call) {
    call.options().allowOnly(SELECT);
    SelectedProperties selection = call.selection();
    StoredOrganization tenant = call.perform(Read.readOrganization());
    return call.collection(
        "organization" + selection.inContext(),
        Map.of(),
        List.of(EntityItem.of(selection.of(type), tenant)));
  }

  private WireAnswer.Builder get(Call call) {
    call.options().allowOnly(SELECT);
    SelectedProperties selection = call.selection();
    UUID id = call.guid(0);
    StoredOrganization tenant = call.perform(Read.readOrganization());
    if (!tenant.organization().id().value().equals(id)) {
      throw Refusals.notFound(id.toString());
    }
    return call.entity(
        200, "organization" + selection.inContext(), EntityItem.of(selection.of(type), tenant));
  }
}
