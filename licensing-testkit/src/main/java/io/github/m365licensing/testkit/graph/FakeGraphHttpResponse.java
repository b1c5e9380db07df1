package io.github.m365licensing.testkit.graph;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer of the fake in the terms of Azure Core. */
final class FakeGraphHttpResponse extends HttpResponse {

  private final WireAnswer answer;
  private final HttpHeaders headers = new HttpHeaders();

  FakeGraphHttpResponse(HttpRequest request, WireAnswer answer) {
    super(request);
    this.answer = answer;
    answer.headers().forEach((name, value) -> headers.set(HttpHeaderName.fromString(name), value));
  }

  @Override
  public int getStatusCode() {
    return answer.status();
  }

  @Override
  @Deprecated
  public String getHeaderValue(String name) {
    return headers.getValue(HttpHeaderName.fromString(name));
  }

  @Override
  public HttpHeaders getHeaders() {
    return headers;
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.just(ByteBuffer.wrap(answer.body()));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(answer.body());
  }

  @Override
  public Mono<String> getBodyAsString() {
    return getBodyAsString(StandardCharsets.UTF_8);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.just(new String(answer.body(), charset));
  }
}
