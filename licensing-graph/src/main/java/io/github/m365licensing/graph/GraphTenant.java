package io.github.m365licensing.graph;

import com.azure.core.credential.TokenCredential;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.graph.http.Batch;
import io.github.m365licensing.graph.http.Connection;
import io.github.m365licensing.graph.http.Endpoint;
import io.github.m365licensing.graph.http.Retries;
import io.github.m365licensing.graph.http.Watcher;
import io.github.m365licensing.graph.http.Workers;
import io.github.m365licensing.graph.read.GroupReads;
import io.github.m365licensing.graph.read.ProductReads;
import io.github.m365licensing.graph.read.Reader;
import io.github.m365licensing.graph.read.UserReads;
import io.github.m365licensing.graph.read.UsersById;
import io.github.m365licensing.graph.write.Writer;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.LicensingModel;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A tenant behind Microsoft Graph v1.0. Thread-safe; one for the life of a program is enough.
 *
 * <pre>{@code
 * try (GraphTenant tenant = GraphTenant.connect(new DefaultAzureCredentialBuilder().build())) {
 *   tenant.listSubscribedSkus().forEach(sku -> System.out.println(sku.skuPartNumber()));
 * }
 * }</pre>
 *
 * <p><b>Reads</b> are tried again when Graph throttles, fails for the moment or breaks off, waiting
 * as long as Graph asks. Lists come 999 to a page; a page is read when its first item is asked for.
 *
 * <p><b>Writes</b> travel twenty to a request, a few requests at a time, never two for one user or
 * group. A write is sent again only where Graph said that it did not try it: throttled (429),
 * another write in progress (409), or no connection. After a server error or a lost reply its
 * outcome is UNKNOWN: only reading tells. Parts of a batch that got through are never sent again.
 *
 * <p>There is no pacing yet: a long run meets Graph's quota as throttling, and slows down then.
 */
public final class GraphTenant implements Tenant {

  private final Connection connection;
  private final TenantTime time;
  private final LicensingModel licensingModel;
  private final Workers workers;
  private final ProductReads products;
  private final UserReads users;
  private final UsersById usersById;
  private final GroupReads groups;
  private final Writer writer;

  private GraphTenant(Builder builder, TokenCredential credential) {
    this.time = builder.time;
    this.licensingModel = builder.licensingModel;
    this.connection =
        new Connection(
            builder.endpoint(),
            credential,
            builder.httpClient,
            builder.time,
            told(builder.listener));
    this.workers = new Workers(builder.concurrency);
    Retries retries = new Retries(builder.retryBudget);
    Reader reader = new Reader(connection, retries, time);
    Batch batch = new Batch(connection, time);
    this.products = new ProductReads(connection, reader);
    this.users = new UserReads(connection, reader);
    this.usersById = new UsersById(users, reader, retries, batch, workers);
    this.groups = new GroupReads(connection, reader);
    this.writer = new Writer(connection, batch, retries, time, workers);
  }

  private static Watcher told(GraphListener listener) {
    return new Watcher() {
      @Override
      public void exchanged(
          String name, int status, String requestId, String clientRequestId, Duration took) {
        listener.exchanged(
            new GraphListener.Exchange(name, status, requestId, clientRequestId, took));
      }

      @Override
      public void pausing(Duration pause) {
        listener.pausing(pause);
      }
    };
  }

  /**
   * Connects to the global cloud with the defaults of {@link #builder()}. Nothing is sent until the
   * first read or write, so a credential that does not work shows there.
   *
   * @throws NullPointerException if the argument is null
   */
  public static GraphTenant connect(TokenCredential credential) {
    return builder().credential(credential).build();
  }

  /** A builder. Not thread-safe. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Organization organization() {
    return products.organization();
  }

  /**
   * {@inheritDoc}
   *
   * <p>What was stated in {@link Builder#licensingModel}: Graph v1.0 does not tell (observed).
   */
  @Override
  public LicensingModel licensingModel() {
    return licensingModel;
  }

  @Override
  public TenantTime time() {
    return time;
  }

  @Override
  public List<SubscribedSku> listSubscribedSkus() {
    return products.subscribedSkus();
  }

  @Override
  public List<Subscription> listSubscriptions() {
    return products.subscriptions();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the name is blank: Graph would list all users instead
   */
  @Override
  public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
    return users.find(named(idOrUserPrincipalName));
  }

  @Override
  public Stream<LicensedUser> listUsers(UserQuery query) {
    return users.list(Objects.requireNonNull(query, "query"));
  }

  @Override
  public Stream<LicensedUser> listUsersById(List<UserId> ids) {
    return usersById.list(
        Objects.requireNonNull(ids, "ids").stream().map(UserId::toString).toList());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Asks for twenty at once.
   *
   * @throws IllegalArgumentException if a name is blank: Graph would list all users instead
   */
  @Override
  public Stream<LicensedUser> listUsersNamed(List<String> idsOrUserPrincipalNames) {
    return usersById.list(
        Objects.requireNonNull(idsOrUserPrincipalNames, "idsOrUserPrincipalNames").stream()
            .map(GraphTenant::named)
            .toList());
  }

  private static String named(String idOrUserPrincipalName) {
    String name = Objects.requireNonNull(idOrUserPrincipalName, "idOrUserPrincipalName").strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "idOrUserPrincipalName is blank. Nothing was read. Give an object id or a user principal name.");
    }
    return name;
  }

  @Override
  public List<LicenseDetails> listLicenseDetails(UserId user) {
    return users.licenseDetails(Objects.requireNonNull(user, "user"));
  }

  @Override
  public Optional<LicensedGroup> findGroup(GroupId id) {
    return groups.find(Objects.requireNonNull(id, "id"));
  }

  @Override
  public List<LicensedGroup> listGroupsNamed(String displayName) {
    return groups.named(Objects.requireNonNull(displayName, "displayName"));
  }

  @Override
  public Stream<LicensedGroup> listLicensedGroups() {
    return groups.licensed();
  }

  @Override
  public Stream<LicensedUser> listMembers(GroupId group) {
    return groups.members(Objects.requireNonNull(group, "group"));
  }

  @Override
  public List<LicensedGroup> listNestedGroups(GroupId group) {
    return groups.nested(Objects.requireNonNull(group, "group"));
  }

  @Override
  public Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group) {
    return groups.membersWithLicenseErrors(Objects.requireNonNull(group, "group"));
  }

  @Override
  public Stream<ManagedDevice> listManagedDevices() {
    return products.managedDevices();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Outcomes are told on the calling thread. What {@code done} throws is thrown again after
   * every write was reported.
   */
  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    writer.submit(
        List.copyOf(Objects.requireNonNull(writes, "writes")),
        Objects.requireNonNull(done, "done"));
  }

  /**
   * Takes no more writes, finishes those under way, and lets go of the connections. Writes that
   * were not sent by then are reported NOT_STARTED. An HTTP client of the caller's stays open.
   */
  @Override
  public void close() {
    workers.close();
    connection.close();
  }

  /** The clouds in which Microsoft runs Graph; each has users, addresses and tokens of its own. */
  public enum Cloud {
    /** The worldwide service. */
    GLOBAL("graph.microsoft.com"),
    /** US Government L4 (GCC High). */
    US_GOVERNMENT("graph.microsoft.us"),
    /** US Government L5 (DoD). */
    US_GOVERNMENT_DOD("dod-graph.microsoft.us"),
    /** China, operated by 21Vianet. */
    CHINA("microsoftgraph.chinacloudapi.cn");

    private final String host;

    Cloud(String host) {
      this.host = host;
    }

    private String root() {
      return "https://" + host;
    }
  }

  /** Builds a {@link GraphTenant}. Not thread-safe. */
  public static final class Builder {

    private static final int MOST_CONCURRENCY = 32;

    private @Nullable TokenCredential credential;
    private Cloud cloud = Cloud.GLOBAL;
    private @Nullable String baseUrl;
    private final Set<String> allowedHosts = new LinkedHashSet<>();
    private @Nullable OkHttpClient httpClient;
    private TenantTime time = TenantTime.system();
    private LicensingModel licensingModel = LicensingModel.UNKNOWN;
    private Duration retryBudget = Duration.ofMinutes(10);
    private int concurrency = 4;
    private GraphListener listener = exchange -> {};

    private Builder() {}

    /** How to sign in. Mandatory. Several threads that need a token at once fetch one. */
    public Builder credential(TokenCredential credential) {
      this.credential = Objects.requireNonNull(credential, "credential");
      return this;
    }

    /** Where the tenant lives. Default: the worldwide service. The credential must match. */
    public Builder cloud(Cloud cloud) {
      this.cloud = Objects.requireNonNull(cloud, "cloud");
      return this;
    }

    /**
     * Another address of Graph v1.0, for a gateway or a fake, for example {@code
     * http://127.0.0.1:8080/v1.0}. Default: the cloud's. Its host has to be named in {@link
     * #allowedHosts} unless it is one of the clouds'.
     */
    public Builder baseUrl(String baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      return this;
    }

    /** Further hosts that may receive the token, as plain names without scheme or port. */
    public Builder allowedHosts(String... hosts) {
      allowedHosts.addAll(Arrays.asList(Objects.requireNonNull(hosts, "hosts")));
      return this;
    }

    /**
     * The HTTP client, for a proxy, certificates, timeouts or interceptors. Default: one with the
     * SDK's timeouts of 100 seconds. Its interceptors come after the SDK's, so they see requests as
     * they go out, one for each try. {@link GraphTenant#close} leaves it open.
     */
    public Builder httpClient(OkHttpClient httpClient) {
      this.httpClient = Objects.requireNonNull(httpClient, "httpClient");
      return this;
    }

    /** The time to live by. Default: the machine's. A fake's makes waiting take no time. */
    public Builder time(TenantTime time) {
      this.time = Objects.requireNonNull(time, "time");
      return this;
    }

    /**
     * States how the tenant keeps its assignments. Default: UNKNOWN, since Graph v1.0 does not
     * tell; plans are then made as for CLASSIC. Say ALLOTMENTS if Microsoft moved the tenant to
     * Graph's cloud licensing: plans then take no licence unless that is accepted.
     */
    public Builder licensingModel(LicensingModel licensingModel) {
      this.licensingModel = Objects.requireNonNull(licensingModel, "licensingModel");
      return this;
    }

    /**
     * How long one read or write may wait in all before it is sent again, while Graph throttles or
     * says how long to wait. Default: 10 minutes, a few rounds of Graph's write quota. Failures
     * without such word get five tries, over 15 seconds, within the budget.
     *
     * @throws IllegalArgumentException if negative; zero means that nothing is tried again
     */
    public Builder retryBudget(Duration retryBudget) {
      if (Objects.requireNonNull(retryBudget, "retryBudget").isNegative()) {
        throw new IllegalArgumentException("retryBudget is negative: " + retryBudget);
      }
      this.retryBudget = retryBudget;
      return this;
    }

    /**
     * How many batches may be under way at once, for reads by id and for writes. Default: 4. More
     * is faster only while Graph's quota lasts.
     *
     * @throws IllegalArgumentException unless from 1 to 32
     */
    public Builder concurrency(int concurrency) {
      if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
        throw new IllegalArgumentException(
            "concurrency is from 1 to " + MOST_CONCURRENCY + ", not " + concurrency);
      }
      this.concurrency = concurrency;
      return this;
    }

    /** Who watches the exchanges with Graph. Default: nobody. */
    public Builder listener(GraphListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * The connection. Nothing is sent yet.
     *
     * @throws IllegalStateException if there is no credential
     * @throws IllegalArgumentException if the base URL is no address, is on a host that may not
     *     receive a token, or would send it in clear
     */
    public GraphTenant build() {
      if (credential == null) {
        throw new IllegalStateException(
            "credential is missing. Give one, for example new DefaultAzureCredentialBuilder().build().");
      }
      return new GraphTenant(this, credential);
    }

    private Endpoint endpoint() {
      Set<String> cloudHosts = new LinkedHashSet<>();
      for (Cloud each : Cloud.values()) {
        cloudHosts.add(each.host);
      }
      return Endpoint.of(
          baseUrl == null ? cloud.root() + "/v1.0" : baseUrl,
          cloud.root() + "/.default",
          allowedHosts,
          cloudHosts);
    }
  }
}
