package io.github.m365licensing.testkit.internal.wire.user;

import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.NotModelled;
import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.service.Refusals;
import io.github.m365licensing.testkit.internal.service.Write;
import io.github.m365licensing.testkit.internal.store.Attributes;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.DeltaQuery;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.GuidText;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.PercentText;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.call.RequestBody;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.UnmodelledProperties;
import io.github.m365licensing.testkit.internal.wire.sku.AssignLicenseBody;
import io.github.m365licensing.testkit.internal.wire.sku.LicenseSchema;
import io.github.m365licensing.testkit.scenario.Caller;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /users} and what lies below it, groups and devices apart. */
public final class UserOperations {

  private static final Pattern EXPAND =
      Pattern.compile(
          "((?:transitive)?memberOf)(?:\\(\\$?select=([^()]*)\\))?", Pattern.CASE_INSENSITIVE);

  /** As many groups as Graph puts into an expanded relation. */
  private static final int EXPANDED = 20;

  private final Engine engine;
  private final StructuredType<StoredUser> user;
  private final StructuredType<StoredGroup> group;
  private final StructuredType<LicenseDetails> licenseDetails;

  /** The operations on a tenant's users, shown as this type; their groups as that one. */
  public UserOperations(
      Engine engine, StructuredType<StoredUser> user, StructuredType<StoredGroup> group) {
    this.engine = engine;
    this.user = user;
    this.group = group;
    this.licenseDetails = LicenseSchema.licenseDetails(engine.organization().organization().id());
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/users", this::list);
    routes.add("POST", "/users", this::create);
    routes.add("GET", "/users/$count", call -> Listing.count(call, user, users(call)));
    routes.add("GET", "/users/{id}", this::get);
    routes.add("PATCH", "/users/{id}", this::update);
    routes.add("DELETE", "/users/{id}", this::delete);
    routes.add(
        "GET",
        "/users/delta",
        call -> new DeltaQuery<>(engine, "users", new UserDelta(user)).answer(call));
    routes.add("GET", "/users/{id}/licenseDetails", this::listDetails);
    routes.add("GET", "/users/{id}/licenseDetails/{detailsId}", this::getDetails);
    routes.add("POST", "/users/{id}/assignLicense", this::assignLicense);
    routes.add("POST", "/users/{id}/reprocessLicenseAssignment", this::reprocess);
    routes.addAll("/me", this::me);
  }

  private static Listing.Source<StoredUser> users(Call call) {
    return after ->
        call.perform(Read.listUsers(after)).map(one -> new Positioned<>(one.position(), one));
  }

  private WireAnswer.Builder list(Call call) {
    Optional<String> select = call.options().value(Option.SELECT);
    for (String name : SelectedProperties.of(select).names()) {
      if (UnmodelledProperties.isBeyondDirectory(name)) {
        throw new GraphFailure(
            501, "NotImplemented", "This operation target is not yet supported.");
      }
    }
    SelectedProperties selection = SelectedProperties.of(select);
    Function<StoredUser, EntityItem<?>> shape = shape(call, selection);
    Listing<StoredUser> listing = Listing.expandable(call, user);
    Optional<List<UUID>> ids = listing.ids().map(GuidText::parseAll);
    Listing.Source<StoredUser> source = ids.isPresent() ? byId(call, ids.get()) : users(call);
    return listing.answer("users" + selection.inContext(), source, shape);
  }

  private static Listing.Source<StoredUser> byId(Call call, List<UUID> ids) {
    return after ->
        call.perform(Read.listUsersById(ids)).stream()
            .filter(one -> one.position() > after)
            .sorted((a, b) -> Long.compare(a.position(), b.position()))
            .map(one -> new Positioned<>(one.position(), one));
  }

  private Function<StoredUser, EntityItem<?>> shape(Call call, SelectedProperties selection) {
    List<Property<StoredUser>> properties = selection.of(user);
    Optional<String> expand = call.options().value(Option.EXPAND);
    if (expand.isEmpty()) {
      return EntityItem.printing(properties);
    }
    Matcher relation = EXPAND.matcher(expand.get());
    if (!relation.matches()) {
      String name = expand.get().split("[(,]", 2)[0].strip();
      if (name.matches("\\w+") && !isRelation(name)) {
        throw user.unknown(name, SelectedProperties.CLAUSE);
      }
      throw NotModelled.EXPAND.refused(
          "$expand=%s on users".formatted(expand.get()),
          "Supported: $expand=memberOf and $expand=transitiveMemberOf, both also with"
              + " ($select=...).");
    }
    boolean transitive = relation.group(1).equalsIgnoreCase("transitiveMemberOf");
    List<Property<StoredGroup>> ofGroup =
        SelectedProperties.of(Optional.ofNullable(relation.group(2))).of(group);
    return one -> {
      List<EntityItem<?>> groups = new ArrayList<>();
      for (StoredGroup of : call.readAlong(Read.listMemberOf(one.id().toString(), transitive))) {
        if (groups.size() < EXPANDED) {
          groups.add(EntityItem.of(ofGroup, of).typed("#microsoft.graph.group"));
        }
      }
      return EntityItem.of(properties, one)
          .with(transitive ? "transitiveMemberOf" : "memberOf", groups);
    };
  }

  private boolean isRelation(String name) {
    return user.isUnmodelled(name)
        || name.equalsIgnoreCase("memberOf")
        || name.equalsIgnoreCase("transitiveMemberOf");
  }

  private WireAnswer.Builder get(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT, Option.EXPAND));
    SelectedProperties selection = call.selection();
    Function<StoredUser, EntityItem<?>> shape = shape(call, selection);
    StoredUser found = call.perform(Read.getUser(call.key(0)));
    return call.entity(200, "users" + selection.inContext(), shape.apply(found));
  }

  private WireAnswer.Builder create(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    Map<UserAttribute, @Nullable Object> attributes =
        UserBody.attributes(body, "", Set.of("passwordprofile"));
    UserBody.checkPassword(body);
    StoredUser created = call.performUnlogged(Write.createUser(Attributes.of(attributes)));
    return Call.at(
        call.request().origin()
            + "/v2/directoryObjects/"
            + created.id()
            + "/Microsoft.DirectoryServices.User",
        call.one(201, "users", user, created));
  }

  private WireAnswer.Builder update(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    Map<String, @Nullable Object> body = call.body();
    Map<UserAttribute, @Nullable Object> changes =
        UserBody.attributes(body, ownId(call, body), Set.of());
    call.perform(Write.updateUser(call.key(0), changes));
    return Call.noContent();
  }

  /** The id that the body may repeat: the user may be addressed by another name. */
  private static String ownId(Call call, Map<String, @Nullable Object> body) {
    String sent = RequestBody.member(body, "id").map(Object::toString).orElse("");
    if (sent.isEmpty() || sent.equalsIgnoreCase(call.key(0))) {
      return sent;
    }
    try {
      return call.readAlong(Read.getUser(call.key(0))).id().toString();
    } catch (GraphFailure failure) {
      return sent; // the write itself tells what is wrong
    }
  }

  private WireAnswer.Builder delete(Call call) {
    call.options().allowOnly(EnumSet.noneOf(Option.class));
    call.perform(Write.deleteUser(call.key(0)));
    return Call.noContent();
  }

  private WireAnswer.Builder me(Call call) {
    if (call.caller().kind() == Caller.Kind.DELEGATED) {
      String method = call.request().method();
      String below = call.path().substring("/me".length());
      throw NotModelled.operation(method, call.path(), method + " /users/{id}" + below);
    }
    throw new GraphFailure(
        400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  }

  private WireAnswer.Builder listDetails(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT));
    List<LicenseDetails> details = call.perform(Read.listLicenseDetails(call.key(0)));
    return call.all(detailsFragment(call), licenseDetails, details);
  }

  private WireAnswer.Builder getDetails(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT));
    Property<LicenseDetails> id = Objects.requireNonNull(licenseDetails.find("id"), "id");
    for (LicenseDetails details : call.perform(Read.listLicenseDetails(call.key(0)))) {
      if (call.key(1).equals(id.value(details))) {
        return call.one(200, detailsFragment(call), licenseDetails, details);
      }
    }
    throw Refusals.notFound(call.key(1));
  }

  private static String detailsFragment(Call call) {
    return "users('%s')/licenseDetails".formatted(PercentText.encode(call.key(0)));
  }

  private WireAnswer.Builder assignLicense(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT));
    AssignLicenseBody licenses = AssignLicenseBody.of(call.body());
    StoredUser written =
        call.perform(Write.assignUserLicense(call.key(0), licenses.add(), licenses.remove()));
    return call.one(200, "users", user, written);
  }

  private WireAnswer.Builder reprocess(Call call) {
    call.options().allowOnly(EnumSet.of(Option.SELECT));
    if (!call.request().text().isBlank() && !call.body().isEmpty()) {
      throw new GraphFailure(
          400,
          "BadRequest",
          "The operation 'reprocessLicenseAssignment' takes no parameters in the request payload.");
    }
    StoredUser written = call.perform(Write.reprocessLicenses(call.key(0)));
    return call.one(200, "users", user, written);
  }
}
