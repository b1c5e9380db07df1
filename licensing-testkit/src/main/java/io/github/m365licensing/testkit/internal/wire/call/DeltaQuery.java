package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.service.Operation;
import io.github.m365licensing.testkit.internal.store.DirectoryChange;
import io.github.m365licensing.testkit.internal.store.DirectoryChange.Kind;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.wire.call.QueryOptions.Option;
import io.github.m365licensing.testkit.internal.wire.odata.FilterParser;
import io.github.m365licensing.testkit.internal.wire.odata.IdFilter;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /users/delta} and {@code /groups/delta}: first everything, page by page, then what changed
 * since. Pages of changes come whole; a change may be told twice.
 *
 * @param <T> what is followed
 */
public final class DeltaQuery<T extends StoredObject> {

  private static final Set<Option> OPTIONS =
      EnumSet.of(Option.SELECT, Option.FILTER, Option.SKIPTOKEN, Option.DELTATOKEN);

  private static final int MAX_IDS = 50;
  private static final String MEMBER_CHANGES = "members@delta";

  /** What differs between users and groups. */
  public interface Followed<T extends StoredObject> {
    Stream<T> living(Call call, long after);

    List<T> byId(Call call, Collection<UUID> ids);

    Operation<Optional<List<DirectoryChange>>> changes(long after);

    boolean concerns(DirectoryChange change);

    /** The kind of change that an object itself undergoes. */
    Kind changed();

    Kind purged();

    /** What is shown of an object, its id always. */
    List<Property<T>> properties(SelectedProperties selection);

    /** The members to show with an object: all in the first round, else those that changed. */
    List<EntityItem<?>> members(
        Call call, SelectedProperties selection, T object, Optional<List<DirectoryChange>> changes);
  }

  private final Engine engine;
  private final String name;
  private final Followed<T> followed;

  /** Delta queries of a collection with this name. */
  public DeltaQuery(Engine engine, String name, Followed<T> followed) {
    this.engine = engine;
    this.name = name;
    this.followed = followed;
  }

  public WireAnswer.Builder answer(Call call) {
    checkOptions(call);
    Instant now = engine.time().now();
    Optional<String> sent =
        call.options()
            .value(Option.DELTATOKEN)
            .or(() -> call.options().value(Option.SKIPTOKEN))
            .filter(token -> !token.isEmpty());
    if (sent.isEmpty() || sent.get().equalsIgnoreCase("latest")) {
      SelectedProperties selection = call.selection();
      followed.properties(selection);
      DeltaToken start =
          new DeltaToken(name, engine.lastChange(), 0, now, selection.names(), ids(call));
      return sent.isEmpty() ? firstRound(call, start) : laterRound(call, start);
    }
    DeltaToken token = known(sent.get());
    if (token.isExpiredAt(now)) {
      throw resync();
    }
    return token.isFirstRound() ? firstRound(call, token) : laterRound(call, token);
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
    return GuidText.parseAll(ids.get());
  }

  /** The token, if it is one that this collection of this tenant handed out. */
  private DeltaToken known(String encoded) {
    return DeltaToken.decode(encoded)
        .filter(token -> token.collection().equals(name) && token.changes() <= engine.lastChange())
        .orElseThrow(
            () ->
                new GraphFailure(
                    410,
                    "syncStateNotFound",
                    "The sync state generation is not found; start again without the token."));
  }

  /** Which of the two documented codes stands for what is assumed. */
  private static GraphFailure resync() {
    return new GraphFailure(
        410, "resyncRequired", "The delta token is no longer valid; start again without it.");
  }

  /** Asks for the least in a later round: what changed, and nothing else. Documented. */
  private static boolean isMinimal(Call call) {
    for (String preference : call.request().header("Prefer").split(",", -1)) {
      if (preference.strip().equalsIgnoreCase("return=minimal")) {
        return true;
      }
    }
    return false;
  }

  private WireAnswer.Builder firstRound(Call call, DeltaToken token) {
    SelectedProperties selection = new SelectedProperties(token.select());
    List<EntityItem<?>> items = new ArrayList<>();
    long last = token.position();
    boolean more = false;
    try (Stream<T> objects = followed.living(call, token.position())) {
      for (T object : (Iterable<T>) objects.filter(o -> token.follows(o.objectId()))::iterator) {
        if (items.size() == ServiceLimits.DEFAULT_PAGE_SIZE) {
          more = true;
          break;
        }
        items.add(first(call, selection, object));
        last = object.position();
      }
    }
    return page(call, items, token.at(more ? last : -1));
  }

  private WireAnswer.Builder laterRound(Call call, DeltaToken token) {
    Optional<List<DirectoryChange>> all = call.perform(followed.changes(token.changes()));
    if (all.isEmpty()) {
      throw resync();
    }
    Map<UUID, List<DirectoryChange>> byObject = new LinkedHashMap<>();
    long last = token.changes();
    for (DirectoryChange change : all.get()) {
      last = Math.max(last, change.sequence());
      if (followed.concerns(change) && token.follows(change.object())) {
        byObject.computeIfAbsent(change.object(), id -> new ArrayList<>()).add(change);
      }
    }
    Map<UUID, T> living = new LinkedHashMap<>();
    followed.byId(call, byObject.keySet()).forEach(object -> living.put(object.objectId(), object));
    List<EntityItem<?>> items = new ArrayList<>();
    byObject.forEach(
        (id, changes) -> {
          T object = living.get(id);
          boolean purged = changes.stream().anyMatch(c -> c.kind() == followed.purged());
          items.add(
              object == null
                  ? IdOnly.item(id).removed(purged ? "deleted" : "changed")
                  : later(call, new SelectedProperties(token.select()), object, changes));
        });
    return page(call, items, token.upTo(last, engine.time().now()));
  }

  private EntityItem<?> first(Call call, SelectedProperties selection, T object) {
    List<Property<T>> properties =
        followed.properties(selection).stream()
            .filter(property -> property.value(object) != null)
            .toList();
    return withMembers(
        EntityItem.of(properties, object),
        followed.members(call, selection, object, Optional.empty()));
  }

  /** An object after its changes, beside what the client has of it. */
  private EntityItem<?> later(
      Call call, SelectedProperties selection, T object, List<DirectoryChange> changes) {
    Optional<DirectoryChange> oldest =
        changes.stream().filter(change -> change.kind() == followed.changed()).findFirst();
    @SuppressWarnings("unchecked") // an object is replaced by one of its own type only
    T before = oldest.isEmpty() ? object : (T) oldest.get().before();
    @Nullable T had = before == null || before.isDeleted() ? null : before;
    boolean minimal = isMinimal(call);
    List<Property<T>> properties =
        followed.properties(selection).stream()
            .filter(property -> isShown(property, object, had, minimal))
            .toList();
    return withMembers(
        EntityItem.of(properties, object),
        followed.members(call, selection, object, Optional.of(changes)));
  }

  /** A property that was never set is left out; one that was emptied is null. */
  private static <T> boolean isShown(
      Property<T> property, T now, @Nullable T before, boolean minimal) {
    Object value = property.value(now);
    Object had = before == null ? null : property.value(before);
    boolean anything = value != null || had != null;
    return property.name().equals("id") || (anything && !(minimal && Objects.equals(value, had)));
  }

  private static EntityItem<?> withMembers(EntityItem<?> item, List<EntityItem<?>> members) {
    return members.isEmpty() ? item : item.with(MEMBER_CHANGES, members);
  }

  private WireAnswer.Builder page(Call call, List<EntityItem<?>> items, DeltaToken token) {
    String link = call.request().origin() + call.request().path() + "?";
    Map<String, Object> annotations =
        token.isFirstRound()
            ? Map.of("@odata.nextLink", link + "$skiptoken=" + token.encoded())
            : Map.of("@odata.deltaLink", link + "$deltatoken=" + token.encoded());
    String context = name + new SelectedProperties(token.select()).inContext();
    return call.collection(context, annotations, items);
  }
}
