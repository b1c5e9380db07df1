package io.github.m365licensing.testkit.internal.wire.user;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.Router;
import io.github.m365licensing.testkit.internal.wire.call.Bodies;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.GuidText;
import io.github.m365licensing.testkit.internal.wire.call.Handler;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.call.Shapes;
import io.github.m365licensing.testkit.internal.wire.call.UnmodelledProperties;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /users} and what lies below it, licences apart. */
public final class UserOperations {

  private static final Pattern EXPAND =
      Pattern.compile(
          "((?:transitive)?memberOf)(?:\\(\\$?select=([^()]*)\\))?", Pattern.CASE_INSENSITIVE);

  /** As many groups as Graph puts into an expanded relation. */
  private static final int EXPANDED = 20;

  private UserOperations() {}

  public static void addTo(Router<Handler> router) {
    router.add("GET", "/users", UserOperations::list);
    router.add("POST", "/users", UserOperations::create);
    router.add(
        "GET", "/users/$count", call -> Listing.count(call, call.types().user(), users(call)));
    router.add("GET", "/users/{id}", UserOperations::get);
    router.add("PATCH", "/users/{id}", UserOperations::update);
    router.add("DELETE", "/users/{id}", UserOperations::delete);
    for (boolean transitive : new boolean[] {false, true}) {
      String relation = "/users/{id}/" + (transitive ? "transitiveMemberOf" : "memberOf");
      router.add("GET", relation, call -> memberOf(call, transitive, false));
      router.add("GET", relation + "/$count", call -> countMemberOf(call, transitive));
      router.add(
          "GET", relation + "/microsoft.graph.group", call -> memberOf(call, transitive, true));
      router.add(
          "GET",
          relation + "/microsoft.graph.group/$count",
          call -> countMemberOf(call, transitive));
    }
    router.addAll("/me", UserOperations::me);
  }

  private static Listing.Source<StoredUser> users(Call call) {
    return after ->
        call.perform(new Read.ListUsers(after)).map(user -> new Positioned<>(user.row(), user));
  }

  private static WireAnswer.Builder list(Call call) {
    Optional<String> select = call.options().value(Option.SELECT);
    for (String name : SelectedProperties.of(select).names()) {
      if (UnmodelledProperties.isBeyondDirectory(name)) {
        throw new GraphFailure(
            501, "NotImplemented", "This operation target is not yet supported.");
      }
    }
    SelectedProperties selection = SelectedProperties.of(select);
    Function<StoredUser, EntityItem<?>> shape = shape(call, selection);
    Listing<StoredUser> listing = Listing.expandable(call, call.types().user());
    Optional<List<UUID>> ids = listing.ids().map(UserOperations::guids);
    Listing.Source<StoredUser> source = ids.isPresent() ? byId(call, ids.get()) : users(call);
    return listing.answer("users" + selection.inContext(), source, shape);
  }

  public static List<UUID> guids(List<String> ids) {
    List<UUID> guids = new ArrayList<>();
    for (String id : ids) {
      GuidText.parse(id).ifPresent(guids::add);
    }
    return guids;
  }

  private static Listing.Source<StoredUser> byId(Call call, List<UUID> ids) {
    return after ->
        call.perform(new Read.ListUsersById(ids)).stream()
            .filter(user -> user.row() > after)
            .sorted((a, b) -> Long.compare(a.row(), b.row()))
            .map(user -> new Positioned<>(user.row(), user));
  }

  private static Function<StoredUser, EntityItem<?>> shape(
      Call call, SelectedProperties selection) {
    List<Property<StoredUser>> properties = selection.of(call.types().user());
    Optional<String> expand = call.options().value(Option.EXPAND);
    if (expand.isEmpty()) {
      return Shapes.of(properties);
    }
    Matcher relation = EXPAND.matcher(expand.get());
    if (!relation.matches()) {
      String name = expand.get().split("[(,]", 2)[0].strip();
      if (name.matches("\\w+") && !isRelation(call, name)) {
        throw call.types().user().unknown(name, SelectedProperties.CLAUSE);
      }
      throw NotModelled.EXPAND.refused(
          "$expand=%s on users".formatted(expand.get()),
          "Supported: $expand=memberOf and $expand=transitiveMemberOf, both also with"
              + " ($select=...).");
    }
    boolean transitive = relation.group(1).equalsIgnoreCase("transitiveMemberOf");
    List<Property<StoredGroup>> ofGroup =
        SelectedProperties.of(Optional.ofNullable(relation.group(2))).of(call.types().group());
    return user -> {
      List<EntityItem<?>> groups = new ArrayList<>();
      for (StoredGroup group :
          call.readAlong(new Read.ListMemberOf(user.id().toString(), transitive))) {
        if (groups.size() < EXPANDED) {
          groups.add(EntityItem.of(ofGroup, group).typed("#microsoft.graph.group"));
        }
      }
      return EntityItem.of(properties, user)
          .with(transitive ? "transitiveMemberOf" : "memberOf", groups);
    };
  }

  private static boolean isRelation(Call call, String name) {
    return call.types().user().isUnmodelled(name)
        || name.equalsIgnoreCase("memberOf")
        || name.equalsIgnoreCase("transitiveMemberOf");
  }

  private static WireAnswer.Builder get(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT, Option.EXPAND));
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    Function<StoredUser, EntityItem<?>> shape = shape(call, selection);
    StoredUser user = call.perform(new Read.GetUser(call.key(0)));
    return call.entity(200, "users" + selection.inContext(), shape.apply(user));
  }

  /** The user as an answer to a write: the default properties unless others are selected. */
  public static WireAnswer.Builder written(Call call, int status, StoredUser user) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    return call.entity(
        status,
        "users" + selection.inContext(),
        EntityItem.of(selection.of(call.types().user()), user));
  }

  private static WireAnswer.Builder create(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    Map<UserAttribute, @Nullable Object> attributes =
        Bodies.user(body, "", Set.of("passwordprofile"));
    Bodies.checkPassword(body);
    StoredUser user = call.performUnlogged(new Write.CreateUser(Attributes.of(attributes)));
    return Call.at(
        call.request().origin()
            + "/v2/directoryObjects/"
            + user.id()
            + "/Microsoft.DirectoryServices.User",
        written(call, 201, user));
  }

  private static WireAnswer.Builder update(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    Map<UserAttribute, @Nullable Object> changes = Bodies.user(body, ownId(call, body), Set.of());
    call.perform(new Write.UpdateUser(call.key(0), changes));
    return Call.noContent();
  }

  /** The id that the body may repeat: the user may be addressed by another name. */
  private static String ownId(Call call, Map<String, @Nullable Object> body) {
    String sent = Bodies.member(body, "id").map(Object::toString).orElse("");
    if (sent.isEmpty() || sent.equalsIgnoreCase(call.key(0))) {
      return sent;
    }
    try {
      return call.readAlong(new Read.GetUser(call.key(0))).id().toString();
    } catch (GraphFailure failure) {
      return sent; // the write itself tells what is wrong
    }
  }

  private static WireAnswer.Builder delete(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(new Write.DeleteUser(call.key(0)));
    return Call.noContent();
  }

  private static WireAnswer.Builder memberOf(Call call, boolean transitive, boolean cast) {
    SelectedProperties selection = SelectedProperties.of(call.options().value(Option.SELECT));
    Listing<StoredGroup> listing = Listing.of(call, call.types().group());
    if (cast) {
      return listing
          .advancedOnly()
          .answer(
              "groups" + selection.inContext(),
              groups(call, transitive),
              Shapes.of(selection.of(call.types().group())));
    }
    Function<StoredObject, EntityItem<?>> shape = Shapes.mixed(call.types(), selection);
    return listing
        .advancedIfQueried()
        .answer("directoryObjects" + selection.inContext(), groups(call, transitive), shape::apply);
  }

  private static WireAnswer.Builder countMemberOf(Call call, boolean transitive) {
    return Listing.count(call, call.types().group(), groups(call, transitive));
  }

  private static Listing.Source<StoredGroup> groups(Call call, boolean transitive) {
    return after -> {
      List<StoredGroup> groups = call.perform(new Read.ListMemberOf(call.key(0), transitive));
      return numbered(groups).skip(after);
    };
  }

  /** A list that has no positions of its own. */
  public static <T> Stream<Positioned<T>> numbered(List<T> objects) {
    List<Positioned<T>> numbered = new ArrayList<>();
    for (T object : objects) {
      numbered.add(new Positioned<>(numbered.size() + 1L, object));
    }
    return numbered.stream();
  }

  private static WireAnswer.Builder me(Call call) {
    if (call.caller().kind() == Caller.Kind.DELEGATED) {
      String method = call.request().method();
      String below = call.path().substring("/me".length());
      throw Router.refused(method, call.path(), method + " /users/{id}" + below);
    }
    throw new GraphFailure(
        400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  }
}
