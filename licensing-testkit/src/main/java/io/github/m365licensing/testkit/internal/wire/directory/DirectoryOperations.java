package io.github.m365licensing.testkit.internal.wire.directory;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Objects of any kind, and those that were deleted. */
public final class DirectoryOperations {

  private static final Set<Option> SELECT = EnumSet.of(Option.SELECT);

  private final MixedObjects objects;

  /** The operations on objects of any kind. */
  public DirectoryOperations(MixedObjects objects) {
    this.objects = objects;
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/directoryObjects/{id}", this::object);
    routes.add("GET", "/directory/deletedItems", this::castMissing);
    routes.add("GET", "/directory/deletedItems/microsoft.graph.user", this::users);
    routes.add("GET", "/directory/deletedItems/microsoft.graph.group", this::groups);
    routes.add(
        "GET",
        "/directory/deletedItems/microsoft.graph.user/$count",
        call -> Listing.count(call, objects.user(), deletedUsers(call)));
    routes.add(
        "GET",
        "/directory/deletedItems/microsoft.graph.group/$count",
        call -> Listing.count(call, objects.group(), deletedGroups(call)));
    routes.add("GET", "/directory/deletedItems/{id}", this::deleted);
    routes.add("DELETE", "/directory/deletedItems/{id}", this::purge);
    routes.add("POST", "/directory/deletedItems/{id}/restore", this::restore);
    routes.refuse("DELETE", "/directoryObjects/{id}", "DELETE /users/{id}");
  }

  private WireAnswer.Builder object(Call call) {
    call.options().allowOnly(SELECT);
    return entity(call, call.perform(Read.getDirectoryObject(call.guid(0))));
  }

  private WireAnswer.Builder entity(Call call, StoredObject object) {
    SelectedProperties selection = call.selection();
    return call.entity(
        200, "directoryObjects" + selection.inContext(), objects.printing(selection).apply(object));
  }

  private WireAnswer.Builder castMissing(Call call) {
    throw new GraphFailure(
        400,
        "Request_BadRequest",
        "The resource type of deleted items is missing from the request, for example"
            + " /directory/deletedItems/microsoft.graph.user.");
  }

  private WireAnswer.Builder users(Call call) {
    SelectedProperties selection = call.selection();
    return Listing.of(call, objects.user())
        .answer(
            "users" + selection.inContext(),
            deletedUsers(call),
            EntityItem.printing(selection.of(objects.user())));
  }

  private static Listing.Source<StoredUser> deletedUsers(Call call) {
    return after ->
        call.perform(Read.listDeletedUsers()).stream()
            .filter(user -> user.position() > after)
            .map(user -> new Positioned<>(user.position(), user));
  }

  private WireAnswer.Builder groups(Call call) {
    SelectedProperties selection = call.selection();
    return Listing.of(call, objects.group())
        .answer(
            "groups" + selection.inContext(),
            deletedGroups(call),
            EntityItem.printing(selection.of(objects.group())));
  }

  private static Listing.Source<StoredGroup> deletedGroups(Call call) {
    return after ->
        call.perform(Read.listDeletedGroups()).stream()
            .filter(group -> group.position() > after)
            .map(group -> new Positioned<>(group.position(), group));
  }

  private WireAnswer.Builder deleted(Call call) {
    call.options().allowOnly(SELECT);
    UUID id = call.guid(0);
    List<StoredObject> deleted = new ArrayList<>();
    List<StoredUser> users = call.perform(Read.listDeletedUsers());
    deleted.addAll(users);
    List<StoredGroup> groups = call.readAlong(Read.listDeletedGroups());
    deleted.addAll(groups);
    for (StoredObject object : deleted) {
      if (object.objectId().equals(id)) {
        return entity(call, object);
      }
    }
    throw Refusals.notFound(id.toString());
  }

  private WireAnswer.Builder purge(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(Write.purgeDeletedItem(call.guid(0)));
    return Call.noContent();
  }

  private WireAnswer.Builder restore(Call call) {
    call.options().allowOnly(SELECT);
    return entity(call, call.perform(Write.restoreDeletedItem(call.guid(0))));
  }
}
