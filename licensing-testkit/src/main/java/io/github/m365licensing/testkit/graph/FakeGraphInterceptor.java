package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of an OkHttp client itself, whatever their host; nothing reaches the network.
 * To be added last, so that it sits behind everything else that the client does.
 */
final class FakeGraphInterceptor implements Interceptor {

  private static final Map<Integer, String> REASONS =
      Map.of(
          200, "OK",
          201, "Created",
          202, "Accepted",
          204, "No Content",
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          429, "Too Many Requests");

  private final FakeWire wire;
  private final Map<String, MediaType> mediaTypes = new ConcurrentHashMap<>();

  FakeGraphInterceptor(FakeWire wire) {
    this.wire = wire;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (chain.call().isCanceled()) {
      throw new IOException("Canceled");
    }
    try {
      return response(request, wire.answer(read(request)));
    } catch (ConnectionDroppedException dropped) {
      throw new IOException(dropped.getMessage(), dropped);
    }
  }

  private static WireRequest read(Request request) throws IOException {
    Buffer body = new Buffer();
    RequestBody content = request.body();
    if (content != null) {
      content.writeTo(body);
    }
    return WireRequest.of(
        request.method(),
        request.url().toString(),
        name -> header(request, name),
        body.readByteArray());
  }

  /** OkHttp puts the type of a body into the header when it writes to the network. */
  private static @Nullable String header(Request request, String name) {
    String value = request.header(name);
    RequestBody content = request.body();
    if (value == null && content != null && name.equals("Content-Type")) {
      MediaType type = content.contentType();
      return type == null ? null : type.toString();
    }
    return value;
  }

  private Response response(Request request, WireAnswer answer) {
    String[] headers = new String[answer.headers().size() * 2];
    int at = 0;
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      headers[at++] = header.getKey();
      headers[at++] = header.getValue();
    }
    String type = answer.header("Content-Type");
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message(REASONS.getOrDefault(answer.status(), "Status " + answer.status()))
        .headers(Headers.of(headers))
        .body(ResponseBody.create(answer.body(), type.isEmpty() ? null : mediaType(type)))
        .build();
  }

  /** Parsing one costs more than the rest of an answer, and there are few. */
  private MediaType mediaType(String text) {
    return mediaTypes.computeIfAbsent(text, MediaType::get);
  }
}
