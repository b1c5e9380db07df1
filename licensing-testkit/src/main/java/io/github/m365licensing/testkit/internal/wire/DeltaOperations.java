package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.Change;
import io.github.m365licensing.testkit.internal.Change.Kind;
import io.github.m365licensing.testkit.internal.Engine;
import io.github.m365licensing.testkit.internal.GraphFailure;
import io.github.m365licensing.testkit.internal.Operation;
import io.github.m365licensing.testkit.internal.StoredObject;
import io.github.m365licensing.testkit.internal.wire.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.odata.FilterParser;
import io.github.m365licensing.testkit.internal.wire.odata.IdFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code /users/delta} and {@code /groups/delta}: first everything, page by page, then what changed
 * since. Pages of changes come whole; a change may be told twice.
 */
final class DeltaOperations {

  private static final Set<Option> OPTIONS =
      EnumSet.of(Option.SELECT, Option.FILTER, Option.SKIPTOKEN, Option.DELTATOKEN);

  private static final int MAX_IDS = 50;

  /** What differs between users and groups. */
  interface Followed<T extends StoredObject> {
    Stream<T> living(Call call, long after);

    List<T> byId(Call call, Collection<UUID> ids);

    Operation<Optional<List<Change>>> changes(long after);

    boolean concerns(Change change);

    Kind purged();

    /** An object in the first round, or after changes, which may include some of its members. */
    Item<?> item(Call call, Selection selection, T object, Optional<List<Change>> changes);
  }

  private final Engine engine;

  DeltaOperations(Engine engine) {
    this.engine = engine;
  }

  void addTo(Router<Handler> router) {
    router.add("GET", "/users/delta", call -> answer(call, "users", new UserDelta()));
    router.add("GET", "/groups/delta", call -> answer(call, "groups", new GroupDelta()));
  }

  private <T extends StoredObject> GraphResponse answer(
      Call call, String name, Followed<T> followed) {
    checkOptions(call);
    Instant now = engine.time().now();
    Optional<String> sent =
        call.options()
            .value(Option.DELTATOKEN)
            .or(() -> call.options().value(Option.SKIPTOKEN))
            .filter(token -> !token.isEmpty());
    if (sent.isEmpty() || sent.get().equalsIgnoreCase("latest")) {
      DeltaToken start =
          new DeltaToken(
              engine.lastChange(),
              0,
              now,
              Selection.of(call.options().value(Option.SELECT)).names(),
              ids(call));
      return sent.isEmpty()
          ? firstRound(call, name, followed, start)
          : page(call, name, List.of(), start.atRow(-1));
    }
    DeltaToken token = DeltaToken.decode(sent.get());
    if (token.isExpiredAt(now)) {
      throw resync();
    }
    return token.isFirstRound()
        ? firstRound(call, name, followed, token)
        : laterRound(call, name, followed, token);
  }

  private static void checkOptions(Call call) {
    for (Option unsupported : EnumSet.complementOf(EnumSet.copyOf(OPTIONS))) {
      if (call.options().value(unsupported).isPresent()) {
        throw new GraphFailure(400, "Request_UnsupportedQuery", "Unsupported Query.");
      }
    }
  }

  private static List<UUID> ids(Call call) {
    Optional<String> filter = call.options().value(Option.FILTER);
    if (filter.isEmpty()) {
      return List.of();
    }
    Optional<List<String>> ids = IdFilter.idsOf(FilterParser.parse(filter.get()));
    if (ids.isEmpty() || ids.get().size() > MAX_IDS) {
      throw new GraphFailure(400, "Request_UnsupportedQuery", "Unsupported Query.");
    }
    return UserOperations.guids(ids.get());
  }

  private static GraphFailure resync() {
    return new GraphFailure(
        410, "resyncRequired", "The delta token is no longer valid; start again without it.");
  }

  private static <T extends StoredObject> GraphResponse firstRound(
      Call call, String name, Followed<T> followed, DeltaToken token) {
    Selection selection = new Selection(token.select());
    List<Item<?>> items = new ArrayList<>();
    long last = token.row();
    boolean more = false;
    try (Stream<T> objects = followed.living(call, token.row())) {
      for (T object : (Iterable<T>) objects.filter(o -> token.follows(o.objectId()))::iterator) {
        if (items.size() == ServiceLimits.DEFAULT_PAGE_SIZE) {
          more = true;
          break;
        }
        items.add(followed.item(call, selection, object, Optional.empty()));
        last = object.row();
      }
    }
    return page(call, name, items, token.atRow(more ? last : -1));
  }

  private <T extends StoredObject> GraphResponse laterRound(
      Call call, String name, Followed<T> followed, DeltaToken token) {
    Optional<List<Change>> all = call.perform(followed.changes(token.changes()));
    if (all.isEmpty()) {
      throw resync();
    }
    Map<UUID, List<Change>> byObject = new LinkedHashMap<>();
    long last = token.changes();
    for (Change change : all.get()) {
      last = Math.max(last, change.sequence());
      if (followed.concerns(change) && token.follows(change.object())) {
        byObject.computeIfAbsent(change.object(), id -> new ArrayList<>()).add(change);
      }
    }
    Map<UUID, T> living = new LinkedHashMap<>();
    followed.byId(call, byObject.keySet()).forEach(object -> living.put(object.objectId(), object));
    Selection selection = new Selection(token.select());
    List<Item<?>> items = new ArrayList<>();
    byObject.forEach(
        (id, changes) -> {
          T object = living.get(id);
          boolean purged = changes.stream().anyMatch(c -> c.kind() == followed.purged());
          items.add(
              object == null
                  ? IdOnly.item(id).removed(purged ? "deleted" : "changed")
                  : followed.item(call, selection, object, Optional.of(changes)));
        });
    return page(call, name, items, token.upTo(last, engine.time().now()));
  }

  private static GraphResponse page(Call call, String name, List<Item<?>> items, DeltaToken token) {
    String link = call.request().origin() + call.request().path() + "?";
    Map<String, Object> annotations =
        token.isFirstRound()
            ? Map.of("@odata.nextLink", link + "$skiptoken=" + token.encoded())
            : Map.of("@odata.deltaLink", link + "$deltatoken=" + token.encoded());
    String context = name + new Selection(token.select()).inContext();
    return call.collection(context, annotations, items);
  }
}
