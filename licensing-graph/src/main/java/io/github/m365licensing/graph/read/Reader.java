package io.github.m365licensing.graph.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import io.github.m365licensing.graph.http.Answer;
import io.github.m365licensing.graph.http.AnswerJson;
import io.github.m365licensing.graph.http.Call;
import io.github.m365licensing.graph.http.Connection;
import io.github.m365licensing.graph.http.Failure;
import io.github.m365licensing.graph.http.NoTokenException;
import io.github.m365licensing.graph.http.Retries;
import io.github.m365licensing.graph.http.UnusableAnswerException;
import io.github.m365licensing.graph.read.UserJson.HiddenUserException;
import io.github.m365licensing.tenant.TenantTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads: sends, tries again where that may help, and turns what is left into exceptions. */
public final class Reader {

  private final Connection connection;
  private final Retries retries;
  private final TenantTime time;

  public Reader(Connection connection, Retries retries, TenantTime time) {
    this.connection = connection;
    this.retries = retries;
    this.time = time;
  }

  /** Makes a value of a good answer's body. */
  @FunctionalInterface
  interface Body<T> {
    T read(InputStream body) throws IOException;
  }

  /** Reads one thing. */
  <T> T one(Call call, Body<T> body) {
    Attempt<T> attempt = settled(call, body);
    if (attempt.value() == null) {
      throw Texts.notFound(call, attempt.failure());
    }
    return attempt.value();
  }

  /** Reads one thing that may not be there. */
  <T> Optional<T> found(Call call, Body<T> body) {
    return Optional.ofNullable(settled(call, body).value());
  }

  /** Reads a list that is bounded by the tenant's products. */
  <T> List<T> all(Call first, AnswerJson.Item<T> item) {
    try (Stream<T> items = stream(first, item)) {
      return items.toList();
    }
  }

  /** Reads a list page by page, as far as it is consumed. */
  <T> Stream<T> stream(Call first, AnswerJson.Item<T> item) {
    Pages<T> pages =
        new Pages<>(
            first,
            call -> one(call, body -> AnswerJson.page(body, item)),
            nextLink -> next(first, nextLink));
    return StreamSupport.stream(pages, false);
  }

  /** Waits before sending again. */
  void pause(Call call, Duration pause, Failure failure) {
    connection.pausing(pause);
    try {
      time.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Texts.interrupted(call, failure, e);
    }
  }

  /** The value, or the answer that there is none; whatever else happens is an exception. */
  private <T> Attempt<T> settled(Call call, Body<T> body) {
    Duration waited = Duration.ZERO;
    for (int tries = 1; ; tries++) {
      Attempt<T> attempt = attempt(call, body);
      Failure failure = attempt.failure();
      if (attempt.value() != null || failure.isAbsence()) {
        return attempt;
      }
      Optional<Duration> pause =
          attempt.mayRepeat() ? retries.pause(failure, tries, waited) : Optional.empty();
      if (pause.isEmpty()) {
        throw Texts.exception(call, failure, tries);
      }
      pause(call, pause.get(), failure);
      waited = waited.plus(pause.get());
    }
  }

  private <T> Attempt<T> attempt(Call call, Body<T> body) {
    try (Answer answer = connection.send(call.name(), call.request().get())) {
      if (answer.isSuccess()) {
        return Attempt.good(body.read(answer.body()));
      }
      Failure failure = answer.failure(time.now());
      return Attempt.bad(failure, failure.isPassing());
    } catch (JsonEOFException e) {
      return Attempt.bad(Failure.of(e, "the answer broke off"), true);
    } catch (UnusableAnswerException | HiddenUserException | JsonProcessingException e) {
      return Attempt.bad(Failure.of(e, "the answer is not what was asked for"), false);
    } catch (IOException e) {
      return Attempt.bad(Failure.of(e, "no answer came"), true);
    } catch (NoTokenException e) {
      return Attempt.bad(Failure.of(e, "the credential gave no token"), false);
    }
  }

  /**
   * The request for the next page. The link carries all options but no header, so the headers of
   * the first request are sent again: Graph forgets {@code ConsistencyLevel} between pages.
   */
  private Call next(Call first, String nextLink) {
    URI link;
    try {
      link = URI.create(nextLink);
    } catch (IllegalArgumentException e) {
      throw Texts.exception(first, Failure.of(e, "the link to the next page is no address"), 1);
    }
    if (!connection.endpoint().isOrigin(link)) {
      throw Texts.exception(first, Failure.unusable("the next page is on another host"), 1);
    }
    return new Call(first.operation(), first.name(), () -> at(link, first.request().get()));
  }

  private static RequestInformation at(URI link, RequestInformation first) {
    RequestInformation request = new RequestInformation();
    request.httpMethod = HttpMethod.GET;
    request.urlTemplate = first.urlTemplate;
    request.headers.putAll(first.headers);
    request.setUri(link);
    return request;
  }

  /**
   * What one try gave: a value, or null and a failure.
   *
   * @param mayRepeat whether another try may help
   */
  private record Attempt<T>(@Nullable T value, Failure failure, boolean mayRepeat) {
    static <T> Attempt<T> good(T value) {
      return new Attempt<>(value, Failure.NONE, false);
    }

    static <T> Attempt<T> bad(Failure failure, boolean mayRepeat) {
      return new Attempt<>(null, failure, mayRepeat);
    }
  }
}
