package io.github.m365licensing.bench;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.assignlicense.AssignLicensePostRequestBody;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.graph.GraphTenant;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.TenantWrite.AssignUserLicense;
import io.github.m365licensing.tenant.WriteOutcome;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/**
 * Writes against a Graph that takes 100 ms for each request and has no quota: a list of 10,000 through
 * the connection, and the loop that one writes with the SDK, over fewer users since each takes the
 * same time. The score is the time of one write.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
public class BulkWrites {

  private static final int WRITES = 10_000;
  private static final int LOOPS = 100;
  private static final long LATENCY_MILLIS = 100;
  private static final UUID EMS = UUID.fromString("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");

  private final ObjectMapper mapper = new ObjectMapper();

  @Benchmark
  @OperationsPerInvocation(WRITES)
  public List<WriteOutcome> throughTheConnection() {
    List<TenantWrite> writes = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      writes.add(
          new AssignUserLicense(
              UserId.of(new UUID(0, i)), List.of(AssignedLicense.of(SkuId.of(EMS))), Set.of()));
    }
    List<WriteOutcome> outcomes = new ArrayList<>();
    try (GraphTenant tenant =
        GraphTenant.builder()
            .credential(new AnyToken())
            .httpClient(new OkHttpClient.Builder().addInterceptor(this::answer).build())
            .build()) {
      tenant.submit(writes, outcomes::add);
    }
    if (outcomes.stream().filter(o -> o.kind() == WriteOutcome.Kind.DONE).count() != WRITES) {
      throw new IllegalStateException("Not every write was done.");
    }
    return outcomes;
  }

  @Benchmark
  @OperationsPerInvocation(LOOPS)
  public int sdkLoop() {
    OkHttpClient http =
        GraphClientFactory.create(GraphServiceClient.getGraphClientOptions())
            .addInterceptor(this::answer)
            .build();
    GraphServiceClient client =
        new GraphServiceClient(
            new BaseGraphRequestAdapter(
                new AzureIdentityAuthenticationProvider(
                    new AnyToken(),
                    new String[] {"graph.microsoft.com"},
                    "https://graph.microsoft.com/.default"),
                "https://graph.microsoft.com/v1.0",
                http));
    int done = 0;
    for (int i = 0; i < LOOPS; i++) {
      com.microsoft.graph.models.AssignedLicense license =
          new com.microsoft.graph.models.AssignedLicense();
      license.setSkuId(EMS);
      license.setDisabledPlans(List.of());
      AssignLicensePostRequestBody body = new AssignLicensePostRequestBody();
      body.setAddLicenses(List.of(license));
      body.setRemoveLicenses(List.of());
      done +=
          client.users().byUserId(new UUID(0, i).toString()).assignLicense().post(body) == null
              ? 0
              : 1;
    }
    return done;
  }

  private Response answer(Interceptor.Chain chain) throws IOException {
    try {
      Thread.sleep(LATENCY_MILLIS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    byte[] body =
        chain.request().url().encodedPath().endsWith("$batch")
            ? batch(chain)
            : mapper.writeValueAsBytes(mapper.createObjectNode().put("id", "x"));
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(body, MediaType.get("application/json")))
        .build();
  }

  private byte[] batch(Interceptor.Chain chain) throws IOException {
    Buffer sent = new Buffer();
    chain.request().body().writeTo(sent);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode responses = answer.putArray("responses");
    for (JsonNode part : mapper.readTree(sent.inputStream()).path("requests")) {
      responses
          .addObject()
          .put("id", part.path("id").asText())
          .put("status", 200)
          .putObject("body");
    }
    return mapper.writeValueAsBytes(answer);
  }

  private static final class AnyToken implements TokenCredential {
    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
      return Mono.just(new AccessToken("x", OffsetDateTime.MAX));
    }
  }
}
