package io.github.m365licensing.testkit.internal.wire.directory;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredOrganization;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.Router;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.Handler;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.call.Shapes;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The tenant itself, objects of any kind, and the recycle bin. */
public final class DirectoryOperations {

  private static final Set<Option> SELECT = EnumSet.of(Option.SELECT);

  private DirectoryOperations() {}

  public static void addTo(Router<Handler> router) {
    router.add("GET", "/organization", DirectoryOperations::organizations);
    router.add("GET", "/organization/{id}", DirectoryOperations::organization);
    router.add("GET", "/directoryObjects/{id}", DirectoryOperations::object);
    router.add("GET", "/directory/deletedItems", DirectoryOperations::castMissing);
    router.add("GET", "/directory/deletedItems/microsoft.graph.user", DirectoryOperations::users);
    router.add("GET", "/directory/deletedItems/microsoft.graph.group", DirectoryOperations::groups);
    router.add(
        "GET",
        "/directory/deletedItems/microsoft.graph.user/$count",
        call -> Listing.count(call, call.types().user(), deletedUsers(call)));
    router.add(
        "GET",
        "/directory/deletedItems/microsoft.graph.group/$count",
        call -> Listing.count(call, call.types().group(), deletedGroups(call)));
    router.add("GET", "/directory/deletedItems/{id}", DirectoryOperations::deleted);
    router.add("DELETE", "/directory/deletedItems/{id}", DirectoryOperations::purge);
    router.add("POST", "/directory/deletedItems/{id}/restore", DirectoryOperations::restore);
    router.refuse("PATCH", "/organization/{id}", "GET /organization/{id}");
    router.refuse("DELETE", "/directoryObjects/{id}", "DELETE /users/{id}");
  }

  private static WireAnswer.Builder organizations(Call call) {
    call.options().allowOnly(SELECT);
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    StoredOrganization tenant = call.perform(new Read.ReadOrganization());
    return call.collection(
        "organization" + selection.inContext(),
        Map.of(),
        List.of(EntityItem.of(selection.of(call.types().organization()), tenant)));
  }

  private static WireAnswer.Builder organization(Call call) {
    call.options().allowOnly(SELECT);
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    UUID id = call.guid(0);
    StoredOrganization tenant = call.perform(new Read.ReadOrganization());
    if (!tenant.organization().id().value().equals(id)) {
      throw Refusals.notFound(id.toString());
    }
    return call.entity(
        200,
        "organization" + selection.inContext(),
        EntityItem.of(selection.of(call.types().organization()), tenant));
  }

  private static WireAnswer.Builder object(Call call) {
    call.options().allowOnly(SELECT);
    return entity(call, call.perform(new Read.GetDirectoryObject(call.guid(0))));
  }

  private static WireAnswer.Builder entity(Call call, StoredObject object) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return call.entity(
        200,
        "directoryObjects" + selection.inContext(),
        Shapes.mixed(call.types(), selection).apply(object));
  }

  private static WireAnswer.Builder castMissing(Call call) {
    throw new GraphFailure(
        400,
        "Request_BadRequest",
        "The resource type of deleted items is missing from the request, for example"
            + " /directory/deletedItems/microsoft.graph.user.");
  }

  private static WireAnswer.Builder users(Call call) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return Listing.of(call, call.types().user())
        .answer(
            "users" + selection.inContext(),
            deletedUsers(call),
            Shapes.of(selection.of(call.types().user())));
  }

  private static Listing.Source<StoredUser> deletedUsers(Call call) {
    return after ->
        call.perform(new Read.ListDeletedUsers()).stream()
            .filter(user -> user.row() > after)
            .map(user -> new Positioned<>(user.row(), user));
  }

  private static WireAnswer.Builder groups(Call call) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return Listing.of(call, call.types().group())
        .answer(
            "groups" + selection.inContext(),
            deletedGroups(call),
            Shapes.of(selection.of(call.types().group())));
  }

  private static Listing.Source<StoredGroup> deletedGroups(Call call) {
    return after ->
        call.perform(new Read.ListDeletedGroups()).stream()
            .filter(group -> group.row() > after)
            .map(group -> new Positioned<>(group.row(), group));
  }

  private static WireAnswer.Builder deleted(Call call) {
    call.options().allowOnly(SELECT);
    UUID id = call.guid(0);
    List<StoredObject> deleted = new ArrayList<>();
    List<StoredUser> users = call.perform(new Read.ListDeletedUsers());
    deleted.addAll(users);
    List<StoredGroup> groups = call.readAlong(new Read.ListDeletedGroups());
    deleted.addAll(groups);
    for (StoredObject object : deleted) {
      if (object.objectId().equals(id)) {
        return entity(call, object);
      }
    }
    throw Refusals.notFound(id.toString());
  }

  private static WireAnswer.Builder purge(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(new Write.PurgeDeletedItem(call.guid(0)));
    return Call.noContent();
  }

  private static WireAnswer.Builder restore(Call call) {
    call.options().allowOnly(SELECT);
    return entity(call, call.perform(new Write.RestoreDeletedItem(call.guid(0))));
  }
}
