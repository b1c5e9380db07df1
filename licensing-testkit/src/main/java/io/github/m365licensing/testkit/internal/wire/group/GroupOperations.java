package io.github.m365licensing.testkit.internal.wire.group;

import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.wire.Router;
import io.github.m365licensing.testkit.internal.wire.call.Bodies;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.Handler;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.call.Shapes;
import io.github.m365licensing.testkit.scenario.WireAnswer;
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

  private GroupOperations() {}

  public static void addTo(Router<Handler> router) {
    router.add("GET", "/groups", GroupOperations::list);
    router.add("POST", "/groups", GroupOperations::create);
    router.add(
        "GET", "/groups/$count", call -> Listing.count(call, call.types().group(), groups(call)));
    router.add("GET", "/groups/{id}", GroupOperations::get);
    router.add("PATCH", "/groups/{id}", GroupOperations::update);
    router.add("DELETE", "/groups/{id}", GroupOperations::delete);
  }

  private static Listing.Source<StoredGroup> groups(Call call) {
    return after ->
        call.perform(new Read.ListGroups(after)).map(group -> new Positioned<>(group.row(), group));
  }

  private static WireAnswer.Builder list(Call call) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return Listing.of(call, call.types().group())
        .answer(
            "groups" + selection.inContext(),
            groups(call),
            Shapes.of(selection.of(call.types().group())));
  }

  private static WireAnswer.Builder get(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT));
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    StoredGroup group = call.perform(new Read.GetGroup(call.group(0)));
    return call.entity(
        200,
        "groups" + selection.inContext(),
        EntityItem.of(selection.of(call.types().group()), group));
  }

  /** The group as an answer to a write: the default properties unless others are selected. */
  public static WireAnswer.Builder written(Call call, int status, StoredGroup group) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return call.entity(
        status,
        "groups" + selection.inContext(),
        EntityItem.of(selection.of(call.types().group()), group));
  }

  private static WireAnswer.Builder create(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    Map<GroupAttribute, @Nullable Object> attributes = Bodies.group(body, "", BINDINGS);
    List<UUID> members =
        Bodies.member(body, MEMBERS_BIND).map(Bodies::references).orElse(List.of());
    refuseOwners(body);
    StoredGroup group = call.perform(new Write.CreateGroup(Attributes.of(attributes), members));
    return Call.at(
        call.request().origin()
            + "/v2/directoryObjects/"
            + group.id()
            + "/Microsoft.DirectoryServices.Group",
        written(call, 201, group));
  }

  private static void refuseOwners(Map<String, @Nullable Object> body) {
    if (Bodies.member(body, OWNERS_BIND).isPresent()) {
      throw NotModelled.PROPERTY.refused(
          "'owners@odata.bind' of microsoft.graph.group",
          "Groups have no owners here; 'members@odata.bind' is supported.");
    }
  }

  private static WireAnswer.Builder update(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    refuseOwners(body);
    Map<GroupAttribute, @Nullable Object> changes = Bodies.group(body, call.key(0), BINDINGS);
    Optional<Object> members = Bodies.member(body, MEMBERS_BIND);
    if (members.isEmpty()) {
      call.perform(new Write.UpdateGroup(call.group(0), changes));
    } else if (changes.isEmpty()) {
      call.perform(new Write.AddMembers(call.group(0), Bodies.references(members.get())));
    } else {
      throw NotModelled.PROPERTY.refused(
          "'members@odata.bind' together with other properties of microsoft.graph.group",
          "Send one PATCH for the members and one for the properties.");
    }
    return Call.noContent();
  }

  private static WireAnswer.Builder delete(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(new Write.DeleteGroup(call.group(0)));
    return Call.noContent();
  }
}
