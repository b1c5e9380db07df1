package io.github.m365licensing.testkit.internal.wire.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads request bodies into plain maps, lists and values. */
public final class RequestJson {

  private static final int MAX_NESTING = 64;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private RequestJson() {}

  /**
   * The object that a body says.
   *
   * @throws GraphFailure with Graph's text if the body is empty or not a JSON object
   */
  public static Map<String, @Nullable Object> object(byte[] body) {
    if (body.length == 0) {
      throw new GraphFailure(400, "BadRequest", "Empty Payload. JSON content expected.");
    }
    try {
      Map<String, @Nullable Object> object = MAPPER.readValue(body, OBJECT);
      if (object != null) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw unreadable();
    } catch (IOException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static GraphFailure unreadable() {
    return new GraphFailure(
        400,
        "BadRequest",
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload"
            + " is of valid JSON format.");
  }
}
