package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.GraphProtocol;
import io.github.m365licensing.testkit.internal.wire.GraphRequest;
import io.github.m365licensing.testkit.internal.wire.GraphResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.BasicHttpServerExpectationDecorator;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests of the loopback port into answers. What is no request is answered in Graph's form
 * as well, and its connection ends.
 */
final class LoopbackService extends HttpService {

  /**
   * Who answers.
   *
   * @param answering the answer to a request
   * @param refusing the answer to what could not be read as a request
   */
  record Answers(
      Function<GraphRequest, GraphResponse> answering,
      Function<GraphFailure, GraphResponse> refusing) {}

  /** A refusal on its way out: nobody knows where the next request would begin. */
  private static final class Refusal extends HttpException {
    private static final long serialVersionUID = 1L;
    private final transient GraphFailure failure;

    Refusal(GraphFailure failure) {
      super(failure.message(), failure);
      this.failure = failure;
    }
  }

  private final Answers answers;

  LoopbackService(Answers answers) {
    super(
        HttpProcessorBuilder.create()
            .add(new RequestValidateHost())
            .add(new ResponseContent())
            .add(new ResponseConnControl())
            .build(),
        new BasicHttpServerExpectationDecorator(
            (request, trigger, context) ->
                trigger.submitResponse(
                    response(answers.answering().apply(read(request, context))))) {
          @Override
          protected @Nullable ClassicHttpResponse verify(
              ClassicHttpRequest request, HttpContext context) {
            HttpEntity body = request.getEntity();
            if (body == null || body.getContentLength() <= GraphProtocol.MAX_BODY) {
              return null;
            }
            // The client keeps the body to itself: there is nothing to wait for.
            request.setEntity(null);
            return response(answers.refusing().apply(GraphProtocol.bodyTooLarge()));
          }
        });
    this.answers = answers;
  }

  @Override
  protected void handleException(HttpException exception, ClassicHttpResponse response) {
    GraphFailure failure =
        exception instanceof Refusal refusal ? refusal.failure : failure(toStatusCode(exception));
    fill(response, answers.refusing().apply(failure));
  }

  /** In our own words, since the library's repeat what was sent. */
  private static GraphFailure failure(int status) {
    return switch (status) {
      case 431 ->
          new GraphFailure(
              431, "RequestHeaderFieldsTooLarge", "The request head is larger than accepted.");
      case 501 -> new GraphFailure(501, "NotImplemented", "Transfer-Encoding takes chunked only.");
      case 505 ->
          new GraphFailure(505, "BadRequest", "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
      default -> malformed("The request is not correct HTTP.");
    };
  }

  private static GraphFailure malformed(String message) {
    return new GraphFailure(400, "BadRequest", message);
  }

  private static ClassicHttpResponse response(GraphResponse answer) {
    ClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
    fill(response, answer);
    return response;
  }

  private static void fill(ClassicHttpResponse response, GraphResponse answer) {
    response.setCode(answer.status());
    answer.headers().forEach(response::setHeader);
    if (answer.body().length > 0) {
      response.setEntity(new ByteArrayEntity(answer.body(), null));
    }
  }

  private static GraphRequest read(ClassicHttpRequest request, HttpContext context) throws Refusal {
    String target = utf8(request.getPath());
    if (target.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new Refusal(malformed("The request address has control characters."));
    }
    GraphRequest.Headers headers = name -> value(request, name);
    byte[] body = body(request.getEntity());
    if (target.regionMatches(true, 0, "http://", 0, 7)) { // as sent to a proxy
      return GraphRequest.of(request.getMethod(), target, headers, body);
    }
    if (!target.startsWith("/")) {
      throw new Refusal(malformed("The request address must be a path, for example /v1.0/users."));
    }
    int query = target.indexOf('?');
    return new GraphRequest(
        request.getMethod(),
        "http://" + host(request, context),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? "" : target.substring(query + 1),
        headers,
        body);
  }

  /** As it was sent: the library's own form of it takes proper names only. */
  private static String host(ClassicHttpRequest request, HttpContext context) {
    String sent = value(request, "Host");
    return sent == null
        ? HttpCoreContext.cast(context)
            .getEndpointDetails()
            .getLocalAddress()
            .toString()
            .replaceFirst("^/", "")
        : sent;
  }

  private static @Nullable String value(ClassicHttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** Heads are read byte by byte; Graph takes UTF-8 in an address. */
  private static String utf8(String head) {
    return new String(head.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static byte[] body(@Nullable HttpEntity entity) throws Refusal {
    if (entity == null) {
      return new byte[0];
    }
    if (entity.getContentLength() > GraphProtocol.MAX_BODY) {
      throw new Refusal(GraphProtocol.bodyTooLarge());
    }
    byte[] body;
    try {
      body = entity.getContent().readNBytes(GraphProtocol.MAX_BODY + 1);
    } catch (SocketTimeoutException late) {
      throw new Refusal(
          new GraphFailure(408, "RequestTimeout", "The request did not arrive in time."));
    } catch (IOException cut) {
      throw new Refusal(malformed("The request body is cut off, or not correctly in chunks."));
    }
    if (body.length > GraphProtocol.MAX_BODY) {
      throw new Refusal(GraphProtocol.bodyTooLarge());
    }
    return body;
  }
}
