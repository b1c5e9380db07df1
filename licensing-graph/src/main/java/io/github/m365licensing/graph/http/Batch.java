package io.github.m365licensing.graph.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import io.github.m365licensing.graph.http.BatchJson.PartAnswer;
import io.github.m365licensing.tenant.TenantTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Sends up to twenty requests in one, once, and says of each what became of it. */
public final class Batch {

  private static final String NAME = "POST /$batch";

  private final Connection connection;
  private final TenantTime time;

  public Batch(Connection connection, TenantTime time) {
    this.connection = connection;
    this.time = time;
  }

  /**
   * One request of a batch.
   *
   * @param method the HTTP method
   * @param url relative to the version, with a slash at its start
   * @param body what to send; null for nothing
   */
  public record Part(String method, String url, @Nullable ObjectNode body) {

    /** Without the body, which may hold a first password. */
    @Override
    public String toString() {
      return method + " " + url;
    }
  }

  /**
   * What became of one part.
   *
   * @param fate whether it was sent and answered
   * @param status the HTTP status of the part; 0 if it has none
   * @param body the body of a good answer; a missing node otherwise
   * @param failure why there is no good answer
   * @param requestId the service's id of the part or, failing that, of the batch
   */
  public record Result(Fate fate, int status, JsonNode body, Failure failure, String requestId) {
    public boolean isSuccess() {
      return fate == Fate.ANSWERED && status >= 200 && status < 300;
    }
  }

  /** How far a part got. */
  public enum Fate {
    /** It was answered, well or badly. */
    ANSWERED,
    /** It is certain that the service did not work on it. */
    NOT_SENT,
    /** It may have been worked on, and no answer came. */
    LOST
  }

  /**
   * Sends the parts.
   *
   * @param names the method and path template of each part, for log and watcher
   */
  public List<Result> send(List<Part> parts, List<String> names) {
    Instant sent = time.now();
    @Nullable PartAnswer[] answers = new PartAnswer[parts.size()];
    Failure outer;
    Fate silent;
    String requestId = "";
    String clientRequestId = "";
    try (Answer answer = connection.send(NAME, request(parts))) {
      requestId = answer.requestId();
      clientRequestId = answer.clientRequestId();
      if (answer.isSuccess()) {
        outer = Failure.unusable("the batch has no answer for this part");
        silent = Fate.LOST;
        BatchJson.read(answer.body(), answers);
      } else {
        outer = answer.failure(time.now());
        silent = outer.status() >= 500 && !outer.isNotAttempted() ? Fate.LOST : Fate.ANSWERED;
      }
    } catch (NoTokenException e) {
      outer = Failure.of(e, "the credential gave no token");
      silent = Fate.NOT_SENT;
    } catch (IOException e) {
      outer = Failure.of(e, "no answer came");
      silent = neverLeft(e) ? Fate.NOT_SENT : Fate.LOST;
    } catch (RuntimeException e) {
      // From an interceptor of the caller, say: it may have thrown after the answer.
      outer = Failure.of(e, "sending failed");
      silent = Fate.LOST;
    }
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Result result = result(answers[i], silent, outer, requestId);
      results.add(result);
      connection.exchanged(
          names.get(i), result.status(), result.requestId(), clientRequestId, sent);
    }
    return results;
  }

  /** Sends reads. */
  public List<Result> read(List<Call> calls) {
    return send(calls.stream().map(this::part).toList(), calls.stream().map(Call::name).toList());
  }

  private Part part(Call call) {
    RequestInformation request = call.request().get();
    String base = connection.endpoint().base().toString();
    request.pathParameters.put("baseurl", base);
    try {
      return new Part("GET", request.getUri().toString().substring(base.length()), null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(call.name() + " has no address.", e);
    }
  }

  private Result result(
      @Nullable PartAnswer answer, Fate silent, Failure outer, String batchRequestId) {
    if (answer == null) {
      return new Result(
          silent, outer.status(), AnswerJson.MAPPER.missingNode(), outer, batchRequestId);
    }
    Failure failure =
        answer.isSuccess()
            ? Failure.NONE
            : ErrorJson.read(
                answer.status(),
                answer.body(),
                RetryAfter.of(answer.header("Retry-After"), time.now()),
                answer.header("request-id"));
    String requestId =
        failure.requestId().isEmpty() ? answer.header("request-id") : failure.requestId();
    return new Result(
        Fate.ANSWERED,
        answer.status(),
        answer.body(),
        failure,
        requestId.isEmpty() ? batchRequestId : requestId);
  }

  private RequestInformation request(List<Part> parts) {
    RequestInformation request =
        new RequestInformation(HttpMethod.POST, "{+baseurl}/$batch", new HashMap<>());
    request.headers.tryAdd("Accept", "application/json");
    request.setStreamContent(new ByteArrayInputStream(BatchJson.write(parts)), "application/json");
    return request;
  }

  /** Failures from before the first byte of the request was sent. */
  private static boolean neverLeft(IOException e) {
    return e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof NoRouteToHostException
        || e instanceof SSLHandshakeException
        || e instanceof SSLPeerUnverifiedException;
  }
}
