package io.github.m365licensing.testkit.internal.wire.membership;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
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
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.organization.OrganizationSchema;
import io.github.m365licensing.testkit.internal.wire.user.UserOperations;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The members of groups, as Graph lists and changes them. */
public final class MemberOperations {

  private MemberOperations() {}

  public static void addTo(Router<Handler> router) {
    relation(router, "/groups/{id}/members", MemberOperations::members);
    relation(router, "/groups/{id}/transitiveMembers", MemberOperations::transitiveMembers);
    router.add("GET", "/groups/{id}/membersWithLicenseErrors", MemberOperations::withErrors);
    router.add(
        "GET",
        "/groups/{id}/membersWithLicenseErrors/$count",
        call -> Listing.count(call, call.types().user(), usersWithErrors(call, call.group(0))));
    router.add("GET", "/groups/{id}/owners", MemberOperations::owners);
    router.add(
        "GET",
        "/groups/{id}/owners/$count",
        call -> Listing.count(call, OrganizationSchema.DIRECTORY_OBJECT, noOwners(call)));
    router.add("POST", "/groups/{id}/members/$ref", MemberOperations::add);
    router.add("DELETE", "/groups/{id}/members/{memberId}/$ref", MemberOperations::remove);
    router.add("DELETE", "/groups/{id}/members/{memberId}", MemberOperations::deleteMember);
    router.refuse("GET", "/groups/{id}/members/$ref", "GET /groups/{id}/members");
    router.refuse("GET", "/groups/{id}/members/{memberId}", "GET /directoryObjects/{id}");
  }

  /** A relation to mixed objects: as it is, cast to a type, and each of them counted. */
  private static void relation(
      Router<Handler> router, String path, Function<Call, Listing.Source<StoredObject>> source) {
    router.add(
        "GET",
        path,
        call -> {
          SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
          return Listing.of(call, OrganizationSchema.DIRECTORY_OBJECT)
              .advancedIfQueried()
              .answer(
                  "directoryObjects" + selection.inContext(),
                  source.apply(call),
                  Shapes.mixed(call.types(), selection));
        });
    router.add(
        "GET",
        path + "/$count",
        call -> Listing.count(call, OrganizationSchema.DIRECTORY_OBJECT, source.apply(call)));
    cast(router, path, "user", StoredUser.class, call -> call.types().user(), source);
    cast(router, path, "group", StoredGroup.class, call -> call.types().group(), source);
  }

  private static <T extends StoredObject> void cast(
      Router<Handler> router,
      String path,
      String name,
      Class<T> kind,
      Function<Call, StructuredType<T>> type,
      Function<Call, Listing.Source<StoredObject>> source) {
    String template = path + "/microsoft.graph." + name;
    router.add(
        "GET",
        template,
        call -> {
          SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
          return Listing.of(call, type.apply(call))
              .advancedOnly()
              .answer(
                  name + "s" + selection.inContext(),
                  only(kind, source.apply(call)),
                  Shapes.of(selection.of(type.apply(call))));
        });
    router.add(
        "GET",
        template + "/$count",
        call -> Listing.count(call, type.apply(call), only(kind, source.apply(call))));
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
        call.perform(new Read.ListMembers(group, after))
            .map(member -> new Positioned<>(member.position(), member.object()));
  }

  private static Listing.Source<StoredObject> transitiveMembers(Call call) {
    GroupId group = call.group(0);
    return after ->
        UserOperations.numbered(call.perform(new Read.ListTransitiveMembers(group))).skip(after);
  }

  private static WireAnswer.Builder withErrors(Call call) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    GroupId group = call.group(0);
    Function<StoredObject, EntityItem<?>> shape = Shapes.mixed(call.types(), selection);
    return Listing.of(call, call.types().user())
        .advancedIfQueried()
        .answer(
            "directoryObjects" + selection.inContext(), usersWithErrors(call, group), shape::apply);
  }

  private static Listing.Source<StoredUser> usersWithErrors(Call call, GroupId group) {
    return after -> {
      try (Stream<StoredUser> users = call.perform(new Read.ListMembersWithLicenseErrors(group))) {
        return UserOperations.numbered(users.toList()).skip(after);
      }
    };
  }

  private static WireAnswer.Builder owners(Call call) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return Listing.of(call, OrganizationSchema.DIRECTORY_OBJECT)
        .advancedIfQueried()
        .answer(
            "directoryObjects" + selection.inContext(),
            noOwners(call),
            Shapes.mixed(call.types(), selection));
  }

  /** Groups have no owners here. The group must exist all the same. */
  private static Listing.Source<StoredObject> noOwners(Call call) {
    GroupId group = call.group(0);
    return after -> {
      call.perform(new Read.GetGroup(group));
      return Stream.empty();
    };
  }

  private static WireAnswer.Builder add(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    GroupId group = call.group(0);
    Optional<Object> reference = Bodies.member(call.body(), "@odata.id");
    if (reference.isEmpty()) {
      throw new GraphFailure(
          400, "Request_BadRequest", "The '@odata.id' annotation is missing from the payload.");
    }
    call.perform(new Write.AddMembers(group, List.of(Bodies.reference(reference.get()))));
    return Call.noContent();
  }

  private static WireAnswer.Builder remove(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(new Write.RemoveMember(call.group(0), call.guid(1)));
    return Call.noContent();
  }

  /** Without {@code /$ref} the request means the member itself: Graph deletes the user. */
  private static WireAnswer.Builder deleteMember(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.guid(0);
    UUID member = call.guid(1);
    call.perform(new Write.DeleteUser(member.toString()));
    return Call.noContent();
  }
}
