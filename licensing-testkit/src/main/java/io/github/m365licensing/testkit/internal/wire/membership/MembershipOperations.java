package io.github.m365licensing.testkit.internal.wire.membership;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.RequestBody;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.directory.MixedObjects;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The members of groups and the groups of users, as Graph lists and changes them. */
public final class MembershipOperations {

  private final MixedObjects objects;

  /** The operations on who is in which group. */
  public MembershipOperations(MixedObjects objects) {
    this.objects = objects;
  }

  public void addTo(Routes routes) {
    relation(routes, "/groups/{id}/members", MembershipOperations::members);
    relation(routes, "/groups/{id}/transitiveMembers", MembershipOperations::transitiveMembers);
    for (boolean transitive : new boolean[] {false, true}) {
      String relation = "/users/{id}/" + (transitive ? "transitiveMemberOf" : "memberOf");
      routes.add("GET", relation, call -> memberOf(call, transitive, false));
      routes.add("GET", relation + "/$count", call -> countMemberOf(call, transitive));
      routes.add(
          "GET", relation + "/microsoft.graph.group", call -> memberOf(call, transitive, true));
      routes.add(
          "GET",
          relation + "/microsoft.graph.group/$count",
          call -> countMemberOf(call, transitive));
    }
    routes.add("GET", "/groups/{id}/membersWithLicenseErrors", this::withErrors);
    routes.add(
        "GET",
        "/groups/{id}/membersWithLicenseErrors/$count",
        call -> Listing.count(call, objects.user(), usersWithErrors(call, call.group(0))));
    routes.add("GET", "/groups/{id}/owners", this::owners);
    routes.add(
        "GET",
        "/groups/{id}/owners/$count",
        call -> Listing.count(call, MixedObjects.DIRECTORY_OBJECT, noOwners(call)));
    routes.add("POST", "/groups/{id}/members/$ref", this::add);
    routes.add("DELETE", "/groups/{id}/members/{memberId}/$ref", this::remove);
    routes.add("DELETE", "/groups/{id}/members/{memberId}", this::deleteMember);
    routes.refuse("GET", "/groups/{id}/members/$ref", "GET /groups/{id}/members");
    routes.refuse("GET", "/groups/{id}/members/{memberId}", "GET /directoryObjects/{id}");
  }

  /** A relation to mixed objects: as it is, cast to a type, and each of them counted. */
  private void relation(
      Routes routes, String path, Function<Call, Listing.Source<StoredObject>> source) {
    routes.add(
        "GET",
        path,
        call -> {
          SelectedProperties selection = call.selection();
          return Listing.of(call, MixedObjects.DIRECTORY_OBJECT)
              .advancedIfQueried()
              .answer(
                  "directoryObjects" + selection.inContext(),
                  source.apply(call),
                  objects.printing(selection));
        });
    routes.add(
        "GET",
        path + "/$count",
        call -> Listing.count(call, MixedObjects.DIRECTORY_OBJECT, source.apply(call)));
    cast(routes, path, "user", StoredUser.class, objects.user(), source);
    cast(routes, path, "group", StoredGroup.class, objects.group(), source);
  }

  private static <T extends StoredObject> void cast(
      Routes routes,
      String path,
      String name,
      Class<T> kind,
      StructuredType<T> type,
      Function<Call, Listing.Source<StoredObject>> source) {
    String template = path + "/microsoft.graph." + name;
    routes.add(
        "GET",
        template,
        call -> {
          SelectedProperties selection = call.selection();
          return Listing.of(call, type)
              .advancedOnly()
              .answer(
                  name + "s" + selection.inContext(),
                  only(kind, source.apply(call)),
                  EntityItem.printing(selection.of(type)));
        });
    routes.add(
        "GET",
        template + "/$count",
        call -> Listing.count(call, type, only(kind, source.apply(call))));
  }

  private static <T extends StoredObject> Listing.Source<T> only(
      Class<T> kind, Listing.Source<StoredObject> source) {
    return after ->
        source
            .after(after)
            .filter(member -> kind.isInstance(member.object()))
            .map(member -> new Positioned<>(member.position(), kind.cast(member.object())));
  }

  private static Listing.Source<StoredObject> members(Call call) {
    GroupId group = call.group(0);
    return after ->
        call.perform(Read.listMembers(group, after))
            .map(member -> new Positioned<>(member.position(), member.object()));
  }

  private static Listing.Source<StoredObject> transitiveMembers(Call call) {
    GroupId group = call.group(0);
    return after ->
        Positioned.numbered(call.perform(Read.listTransitiveMembers(group))).skip(after);
  }

  private WireAnswer.Builder withErrors(Call call) {
    SelectedProperties selection = call.selection();
    GroupId group = call.group(0);
    Function<StoredObject, EntityItem<?>> shape = objects.printing(selection);
    return Listing.of(call, objects.user())
        .advancedIfQueried()
        .answer(
            "directoryObjects" + selection.inContext(), usersWithErrors(call, group), shape::apply);
  }

  private static Listing.Source<StoredUser> usersWithErrors(Call call, GroupId group) {
    return after -> {
      try (Stream<StoredUser> users = call.perform(Read.listMembersWithLicenseErrors(group))) {
        return Positioned.numbered(users.toList()).skip(after);
      }
    };
  }

  private WireAnswer.Builder owners(Call call) {
    SelectedProperties selection = call.selection();
    return Listing.of(call, MixedObjects.DIRECTORY_OBJECT)
        .advancedIfQueried()
        .answer(
            "directoryObjects" + selection.inContext(),
            noOwners(call),
            objects.printing(selection));
  }

  /** Groups have no owners here. The group must exist all the same. */
  private static Listing.Source<StoredObject> noOwners(Call call) {
    GroupId group = call.group(0);
    return after -> {
      call.perform(Read.getGroup(group));
      return Stream.empty();
    };
  }

  private WireAnswer.Builder add(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    GroupId group = call.group(0);
    Optional<Object> reference = RequestBody.member(call.body(), "@odata.id");
    if (reference.isEmpty()) {
      throw new GraphFailure(
          400, "Request_BadRequest", "The '@odata.id' annotation is missing from the payload.");
    }
    call.perform(Write.addMembers(group, List.of(RequestBody.reference(reference.get()))));
    return Call.noContent();
  }

  private WireAnswer.Builder remove(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(Write.removeMember(call.group(0), call.guid(1)));
    return Call.noContent();
  }

  /** Without {@code /$ref} the request means the member itself: Graph deletes the user. */
  private WireAnswer.Builder deleteMember(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.guid(0);
    UUID member = call.guid(1);
    call.perform(Write.deleteUser(member.toString()));
    return Call.noContent();
  }

  private WireAnswer.Builder memberOf(Call call, boolean transitive, boolean cast) {
    SelectedProperties selection = call.selection();
    Listing<StoredGroup> listing = Listing.of(call, objects.group());
    if (cast) {
      return listing
          .advancedOnly()
          .answer(
              "groups" + selection.inContext(),
              groups(call, transitive),
              EntityItem.printing(selection.of(objects.group())));
    }
    Function<StoredObject, EntityItem<?>> shape = objects.printing(selection);
    return listing
        .advancedIfQueried()
        .answer("directoryObjects" + selection.inContext(), groups(call, transitive), shape::apply);
  }

  private WireAnswer.Builder countMemberOf(Call call, boolean transitive) {
    return Listing.count(call, objects.group(), groups(call, transitive));
  }

  private static Listing.Source<StoredGroup> groups(Call call, boolean transitive) {
    return after -> {
      List<StoredGroup> groups = call.perform(Read.listMemberOf(call.key(0), transitive));
      return Positioned.numbered(groups).skip(after);
    };
  }
}
