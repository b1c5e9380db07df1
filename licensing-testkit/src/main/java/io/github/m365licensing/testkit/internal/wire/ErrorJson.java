package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.call.EntityJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes Graph's error envelope. */
final class ErrorJson {

  private ErrorJson() {}

  static byte[] envelope(
      GraphFailure failure, Instant at, String requestId, String clientRequestId) {
    return EntityJson.object(
        json -> {
          json.writeObjectFieldStart("error");
          json.writeStringField("code", failure.code());
          json.writeStringField("message", failure.message());
          json.writeObjectFieldStart("innerError");
          json.writeStringField("date", date(at));
          if (failure.status() == 429) {
            json.writeStringField("code", "429");
            json.writeStringField("status", "429");
            json.writeStringField("message", "Please retry after");
          }
          json.writeStringField("request-id", requestId);
          json.writeStringField("client-request-id", clientRequestId);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** Seconds, and no zone suffix, as in Graph's samples. */
  private static String date(Instant at) {
    String text = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1);
  }
}
