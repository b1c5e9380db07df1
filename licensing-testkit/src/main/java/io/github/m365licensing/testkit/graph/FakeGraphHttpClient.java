package io.github.m365licensing.testkit.graph;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import reactor.core.publisher.Mono;

/** Answers the calls of Azure Core itself, whatever their host; nothing reaches the network. */
final class FakeGraphHttpClient implements HttpClient {

  private final FakeWire wire;

  FakeGraphHttpClient(FakeWire wire) {
    this.wire = wire;
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> answer(request));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return answer(request);
  }

  private HttpResponse answer(HttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    BinaryData body = request.getBodyAsBinaryData();
    byte[] bytes = body == null ? new byte[0] : body.toBytes();
    try {
      WireAnswer answer =
          wire.answer(
              WireRequest.of(
                  request.getHttpMethod().toString(),
                  request.getUrl().toString(),
                  name -> headers.getValue(HttpHeaderName.fromString(name)),
                  bytes));
      return new FakeGraphHttpResponse(request, answer);
    } catch (ConnectionDroppedException dropped) {
      throw new UncheckedIOException(new IOException(dropped.getMessage(), dropped));
    }
  }
}
