package io.github.m365licensing.bench;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.graph.GraphTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/**
 * A page of 999 users, through the whole connection into values, against the bare parse of the same
 * bytes by Jackson: into records, into a tree, and over the tokens only.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class UserPage {

  private static final int USERS = 999;
  private static final int SKUS = 12;
  private static final int PLANS = 40;

  private final ObjectMapper mapper = new ObjectMapper();
  private final JsonFactory factory = new JsonFactory();
  private byte[] page;
  private GraphTenant tenant;

  /** A page with one to three licences a user, half of them with plans off. */
  @Setup
  public void prepare() {
    page = page(new SplittableRandom(42)).getBytes(StandardCharsets.UTF_8);
    tenant =
        GraphTenant.builder()
            .credential(new AnyToken())
            .httpClient(new OkHttpClient.Builder().addInterceptor(this::answer).build())
            .build();
  }

  @Benchmark
  public List<LicensedUser> throughTheConnection() {
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      return users.toList();
    }
  }

  @Benchmark
  public JsonNode jacksonTree() throws IOException {
    return mapper.readTree(new ByteArrayInputStream(page));
  }

  @Benchmark
  public Users jacksonRecords() throws IOException {
    return mapper.readValue(new ByteArrayInputStream(page), Users.class);
  }

  @Benchmark
  public int jacksonTokens() throws IOException {
    int length = 0;
    try (JsonParser parser = factory.createParser(new ByteArrayInputStream(page))) {
      while (parser.nextToken() != null) {
        length += parser.getTextLength();
      }
    }
    return length;
  }

  /** The page as records without any type of the library: what Jackson makes of it by itself. */
  public record Users(List<User> value) {}

  /** A user of the page. */
  public record User(
      UUID id,
      String userPrincipalName,
      String displayName,
      String department,
      String usageLocation,
      boolean accountEnabled,
      String userType,
      Boolean onPremisesSyncEnabled,
      List<License> assignedLicenses,
      List<Path> licenseAssignmentStates) {}

  /** A licence of a user. */
  public record License(UUID skuId, List<UUID> disabledPlans) {}

  /** A path of a user. */
  public record Path(
      UUID skuId,
      List<UUID> disabledPlans,
      UUID assignedByGroup,
      String state,
      String error,
      String lastUpdatedDateTime) {}

  private Response answer(okhttp3.Interceptor.Chain chain) {
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(page, MediaType.get("application/json")))
        .build();
  }

  private static String page(SplittableRandom random) {
    List<UUID> skus = uuids(random, SKUS);
    List<UUID> plans = uuids(random, PLANS);
    List<UUID> groups = uuids(random, 5);
    StringBuilder json = new StringBuilder("{\"value\":[");
    for (int i = 0; i < USERS; i++) {
      StringBuilder licenses = new StringBuilder();
      StringBuilder states = new StringBuilder();
      int held = 1 + random.nextInt(3);
      for (int n = 0; n < held; n++) {
        String sku = "\"skuId\":\"" + skus.get((i + n) % SKUS) + "\"";
        String off =
            random.nextBoolean()
                ? "\"disabledPlans\":[]"
                : "\"disabledPlans\":[\"" + plans.get(n) + "\",\"" + plans.get(n + 3) + "\"]";
        String by = random.nextInt(3) == 0 ? "\"" + groups.get(n) + "\"" : "null";
        licenses.append(n == 0 ? "" : ",").append("{" + off + "," + sku + "}");
        states.append(n == 0 ? "" : ",");
        states.append(
            "{%s,%s,\"assignedByGroup\":%s,\"state\":\"Active\",\"error\":\"None\",\"lastUpdatedDateTime\":\"2026-01-15T09:%02d:%02dZ\"}"
                .formatted(sku, off, by, i / 60 % 60, i % 60));
      }
      json.append(i == 0 ? "" : ",");
      json.append(
          "{\"id\":\"%s\",\"userPrincipalName\":\"user%d@contoso.com\",\"displayName\":\"User %d\",\"department\":\"Department %d\",\"usageLocation\":\"NL\",\"accountEnabled\":true,\"userType\":\"Member\",\"onPremisesSyncEnabled\":null,\"assignedLicenses\":[%s],\"licenseAssignmentStates\":[%s]}"
              .formatted(
                  new UUID(random.nextLong(), random.nextLong()), i, i, i % 20, licenses, states));
    }
    return json.append("]}").toString();
  }

  private static List<UUID> uuids(SplittableRandom random, int count) {
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
        .limit(count)
        .toList();
  }

  private static final class AnyToken implements TokenCredential {
    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
      return Mono.just(new AccessToken("x", OffsetDateTime.MAX));
    }
  }
}
