package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireRequest;
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

  /** A refusal on its way out: nobody knows where the next request would begin. */
  private static final class Refusal extends HttpException {
    private static final long serialVersionUID = 1L;
    private final transient Function<FakeWire, WireAnswer> answer;

    Refusal(Function<FakeWire, WireAnswer> answer) {
      super("Not a request.");
      this.answer = answer;
    }

    Refusal(int status, String code, String message) {
      this(wire -> wire.refuse(status, code, message));
    }
  }

  private final FakeWire wire;

  /**
   * A service.
   *
   * @param wire says how to refuse what cannot be read as a request
   * @param answering the answer to a request
   */
  LoopbackService(FakeWire wire, Function<WireRequest, WireAnswer> answering) {
    super(
        HttpProcessorBuilder.create()
            .add(new RequestValidateHost())
            .add(new ResponseContent())
            .add(new ResponseConnControl())
            .build(),
        new BasicHttpServerExpectationDecorator(
            (request, trigger, context) ->
                trigger.submitResponse(response(answering.apply(read(request, context))))) {
          @Override
          protected @Nullable ClassicHttpResponse verify(
              ClassicHttpRequest request, HttpContext context) {
            HttpEntity body = request.getEntity();
            if (body == null || body.getContentLength() <= FakeWire.MAX_BODY) {
              return null;
            }
            // The client keeps the body to itself: there is nothing to wait for.
            request.setEntity(null);
            return response(wire.refuseLargeBody());
          }
        });
    this.wire = wire;
  }

  @Override
  protected void handleException(HttpException exception, ClassicHttpResponse response) {
    Refusal refusal = exception instanceof Refusal known ? known : refusal(toStatusCode(exception));
    fill(response, refusal.answer.apply(wire));
  }

  /** In our own words, since the library's repeat what was sent. */
  private static Refusal refusal(int status) {
    return switch (status) {
      case 431 ->
          new Refusal(
              431, "RequestHeaderFieldsTooLarge", "The request head is larger than accepted.");
      case 501 -> new Refusal(501, "NotImplemented", "Transfer-Encoding takes chunked only.");
      case 505 -> new Refusal(505, "BadRequest", "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
      default -> malformed("The request is not correct HTTP.");
    };
  }

  private static Refusal malformed(String message) {
    return new Refusal(400, "BadRequest", message);
  }

  private static ClassicHttpResponse response(WireAnswer answer) {
    ClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
    fill(response, answer);
    return response;
  }

  private static void fill(ClassicHttpResponse response, WireAnswer answer) {
    response.setCode(answer.status());
    answer.headers().forEach(response::setHeader);
    if (answer.body().length > 0) {
      response.setEntity(new ByteArrayEntity(answer.body(), null));
    }
  }

  private static WireRequest read(ClassicHttpRequest request, HttpContext context) throws Refusal {
    String target = utf8(request.getPath());
    if (target.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw malformed("The request address has control characters.");
    }
    WireRequest.Headers headers = name -> value(request, name);
    byte[] body = body(request.getEntity());
    if (target.regionMatches(true, 0, "http://", 0, 7)) { // as sent to a proxy
      return WireRequest.of(request.getMethod(), target, headers, body);
    }
    if (!target.startsWith("/")) {
      throw malformed("The request address must be a path, for example /v1.0/users.");
    }
    return WireRequest.of(
        request.getMethod(), "http://" + host(request, context) + target, headers, body);
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
    if (entity.getContentLength() > FakeWire.MAX_BODY) {
      throw new Refusal(FakeWire::refuseLargeBody);
    }
    byte[] body;
    try {
      body = entity.getContent().readNBytes(FakeWire.MAX_BODY + 1);
    } catch (SocketTimeoutException late) {
      throw new Refusal(408, "RequestTimeout", "The request did not arrive in time.");
    } catch (IOException cut) {
      throw malformed("The request body is cut off, or not correctly in chunks.");
    }
    if (body.length > FakeWire.MAX_BODY) {
      throw new Refusal(FakeWire::refuseLargeBody);
    }
    return body;
  }
}
