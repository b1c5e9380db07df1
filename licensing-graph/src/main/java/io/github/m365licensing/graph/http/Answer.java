package io.github.m365licensing.graph.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** An HTTP answer, whatever its status and its body. Close it. */
public final class Answer implements AutoCloseable {

  private final Response response;
  private final String clientRequestId;

  Answer(Response response, String clientRequestId) {
    this.response = response;
    this.clientRequestId = clientRequestId;
  }

  int status() {
    return response.code();
  }

  public boolean isSuccess() {
    return response.isSuccessful();
  }

  /** The service's id of the request; empty if the answer has none. */
  String requestId() {
    String id = response.header("request-id");
    return id == null ? "" : id;
  }

  String clientRequestId() {
    return clientRequestId;
  }

  /** The body as it arrives; without one, an empty stream. */
  public InputStream body() {
    ResponseBody body = response.body();
    return body == null ? InputStream.nullInputStream() : body.byteStream();
  }

  /** What the answer says about its failure. An unreadable body costs only code and text. */
  public Failure failure(Instant now) {
    byte[] body;
    try {
      body = body().readNBytes(64 * 1024);
    } catch (IOException e) {
      body = new byte[0];
    }
    return ErrorJson.read(
        status(), body, RetryAfter.of(response.header("Retry-After"), now), requestId());
  }

  @Override
  public void close() {
    response.close();
  }
}
