package io.github.m365licensing.graph.read;

import com.fasterxml.jackson.core.JsonParser;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.graph.http.Batch;
import io.github.m365licensing.graph.http.Batch.Result;
import io.github.m365licensing.graph.http.Call;
import io.github.m365licensing.graph.http.Failure;
import io.github.m365licensing.graph.http.Retries;
import io.github.m365licensing.graph.http.Workers;
import io.github.m365licensing.tenant.LicensingException;
import io.github.m365licensing.tenant.ServiceLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads users by id or name, twenty in a request and a few requests at a time. */
public final class UsersById {

  private final UserReads users;
  private final Reader reader;
  private final Retries retries;
  private final Batch batch;
  private final Workers workers;

  public UsersById(UserReads users, Reader reader, Retries retries, Batch batch, Workers workers) {
    this.users = users;
    this.reader = reader;
    this.retries = retries;
    this.batch = batch;
    this.workers = workers;
  }

  /**
   * The users in the order of their ids or user principal names, without those that are not there.
   */
  public Stream<LicensedUser> list(List<String> names) {
    List<String> all = List.copyOf(names);
    int window = ServiceLimits.REQUESTS_PER_BATCH * workers.count();
    return IntStream.iterate(0, start -> start < all.size(), start -> start + window)
        .mapToObj(start -> all.subList(start, Math.min(all.size(), start + window)))
        .flatMap(some -> new Window(some).read());
  }

  /** As many users as the workers read at once. Parts that were answered are not asked again. */
  private final class Window {

    private final List<Call> calls;
    private final @Nullable LicensedUser[] found;
    private final UserJson json = new UserJson();

    Window(List<String> names) {
      this.calls = names.stream().map(users::get).toList();
      this.found = new LicensedUser[names.size()];
    }

    Stream<LicensedUser> read() {
      List<Integer> open = IntStream.range(0, calls.size()).boxed().toList();
      Duration waited = Duration.ZERO;
      for (int tries = 1; !open.isEmpty(); tries++) {
        List<Integer> again = new ArrayList<>();
        Duration longest = Duration.ZERO;
        Failure reason = Failure.NONE;
        List<Result> results = send(open);
        for (int i = 0; i < open.size(); i++) {
          int place = open.get(i);
          Optional<Duration> pause = settle(place, results.get(i), tries, waited);
          if (pause.isPresent()) {
            again.add(place);
            longest = Collections.max(List.of(longest, pause.get()));
            reason = results.get(i).failure();
          }
        }
        open = again;
        if (!open.isEmpty()) {
          reader.pause(calls.get(open.get(0)), longest, reason);
          waited = waited.plus(longest);
        }
      }
      return Arrays.stream(found).filter(Objects::nonNull);
    }

    /** Takes the answer; or says after which pause to ask again. */
    private Optional<Duration> settle(int place, Result result, int tries, Duration waited) {
      Failure failure = result.failure();
      if (result.isSuccess()) {
        found[place] = parse(calls.get(place), result);
        return Optional.empty();
      }
      if (failure.isAbsence()) {
        return Optional.empty();
      }
      boolean mayRepeat = failure.cause() instanceof IOException || failure.isPassing();
      Optional<Duration> pause =
          mayRepeat ? retries.pause(failure, tries, waited) : Optional.empty();
      if (pause.isEmpty()) {
        throw Texts.exception(calls.get(place), failure, tries);
      }
      return pause;
    }

    private @Nullable LicensedUser parse(Call call, Result result) {
      try (JsonParser parser = AnswerJson.MAPPER.treeAsTokens(result.body())) {
        parser.nextToken();
        return json.read(parser);
      } catch (IOException e) {
        throw Texts.exception(call, Failure.of(e, "the answer is not what was asked for"), 1);
      }
    }

    private List<Result> send(List<Integer> places) {
      List<Future<List<Result>>> batches = new ArrayList<>();
      for (int start = 0; start < places.size(); start += ServiceLimits.REQUESTS_PER_BATCH) {
        int end = Math.min(places.size(), start + ServiceLimits.REQUESTS_PER_BATCH);
        List<Call> some = places.subList(start, end).stream().map(calls::get).toList();
        batches.add(workers.start(() -> batch.read(some)));
      }
      List<Result> results = new ArrayList<>();
      for (Future<List<Result>> answered : batches) {
        results.addAll(await(answered));
      }
      return results;
    }

    private List<Result> await(Future<List<Result>> answered) {
      try {
        return answered.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Texts.interrupted(calls.get(0), Failure.NONE, e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof LicensingException known) {
          throw known;
        }
        throw new IllegalStateException("Reading users failed.", e.getCause());
      }
    }
  }
}
