package io.github.m365licensing.testkit.internal.wire.group;

import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.DeltaQuery;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.RequestBody;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.sku.AssignLicenseBody;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /groups}, their members apart. */
public final class GroupOperations {

  private static final String MEMBERS_BIND = "members@odata.bind";
  private static final String OWNERS_BIND = "owners@odata.bind";
  private static final Set<String> BINDINGS = Set.of(MEMBERS_BIND, OWNERS_BIND);

  private final Engine engine;
  private final StructuredType<StoredGroup> group;

  /** The operations on a tenant's groups, shown as this type. */
  public GroupOperations(Engine engine, StructuredType<StoredGroup> group) {
    this.engine = engine;
    this.group = group;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/groups", this::list);
    routes.add("POST", "/groups", this::create);
    routes.add("GET", "/groups/$count", call -> Listing.count(call, group, groups(call)));
    routes.add("GET", "/groups/{id}", this::get);
    routes.add("PATCH", "/groups/{id}", this::update);
    routes.add("DELETE", "/groups/{id}", this::delete);
    routes.add(
        "GET",
        "/groups/delta",
        call -> new DeltaQuery<>(engine, "groups", new GroupDelta(group)).answer(call));
    routes.add("POST", "/groups/{id}/assignLicense", this::assignLicense);
  }

  private static Listing.Source<StoredGroup> groups(Call call) {
    return after ->
        call.perform(Read.listGroups(after)).map(one -> new Positioned<>(one.position(), one));
  }

  private WireAnswer.Builder list(Call call) {
    SelectedProperties selection = call.selection();
    return Listing.of(call, group)
        .answer(
            "groups" + selection.inContext(),
            groups(call),
            EntityItem.printing(selection.of(group)));
  }

  private WireAnswer.Builder get(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT));
    SelectedProperties selection = call.selection();
    StoredGroup found = call.perform(Read.getGroup(call.group(0)));
    return call.entity(
        200, "groups" + selection.inContext(), EntityItem.of(selection.of(group), found));
  }

  private WireAnswer.Builder create(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    Map<GroupAttribute, @Nullable Object> attributes = attributes(body, "", BINDINGS);
    List<UUID> members =
        RequestBody.member(body, MEMBERS_BIND).map(RequestBody::references).orElse(List.of());
    refuseOwners(body);
    StoredGroup created = call.perform(Write.createGroup(Attributes.of(attributes), members));
    return Call.at(
        call.request().origin()
            + "/v2/directoryObjects/"
            + created.id()
            + "/Microsoft.DirectoryServices.Group",
        call.one(201, "groups", group, created));
  }

  private static void refuseOwners(Map<String, @Nullable Object> body) {
    if (RequestBody.member(body, OWNERS_BIND).isPresent()) {
      throw NotModelled.PROPERTY.refused(
          "'owners@odata.bind' of microsoft.graph.group",
          "Groups have no owners here; 'members@odata.bind' is supported.");
    }
  }

  private WireAnswer.Builder update(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    refuseOwners(body);
    Map<GroupAttribute, @Nullable Object> changes = attributes(body, call.key(0), BINDINGS);
    Optional<Object> members = RequestBody.member(body, MEMBERS_BIND);
    if (members.isEmpty()) {
      call.perform(Write.updateGroup(call.group(0), changes));
    } else if (changes.isEmpty()) {
      call.perform(Write.addMembers(call.group(0), RequestBody.references(members.get())));
    } else {
      throw NotModelled.PROPERTY.refused(
          "'members@odata.bind' together with other properties of microsoft.graph.group",
          "Send one PATCH for the members and one for the properties.");
    }
    return Call.noContent();
  }

  private WireAnswer.Builder delete(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(Write.deleteGroup(call.group(0)));
    return Call.noContent();
  }

  private WireAnswer.Builder assignLicense(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT));
    AssignLicenseBody licenses = AssignLicenseBody.of(call.body());
    StoredGroup written =
        call.perform(Write.assignGroupLicense(call.group(0), licenses.add(), licenses.remove()));
    return Call.at(
        call.base() + "/groups/" + written.id(), call.one(202, "groups", group, written));
  }

  /**
   * The attributes of a group, without what comes beside them.
   *
   * @param id the id that the body may repeat; empty when a group is created
   */
  private static Map<GroupAttribute, @Nullable Object> attributes(
      Map<String, @Nullable Object> body, String id, Set<String> beside) {
    Map<GroupAttribute, @Nullable Object> attributes = new EnumMap<>(GroupAttribute.class);
    RequestBody.plain(body, id, beside)
        .forEach(
            (name, value) -> {
              GroupAttribute attribute =
                  GroupAttribute.named(name)
                      .orElseThrow(() -> RequestBody.unknown(name, "microsoft.graph.group"));
              attributes.put(attribute, RequestBody.fitting(attribute, value));
            });
    return attributes;
  }
}
