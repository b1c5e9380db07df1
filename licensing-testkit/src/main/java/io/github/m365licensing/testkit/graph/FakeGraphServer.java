package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The fake tenant as Graph on a loopback port, for clients in any language. Listens on 127.0.0.1
 * only. Thread-safe; close it to free the port.
 *
 * <p>Speaks HTTP/1.1 and 1.0. Takes 256 connections at once; further ones wait until one ends. A
 * connection may rest for two minutes, between two requests or within one; a request that comes in
 * drops and an answer that is not fetched may take four. A line of the request's head may have 64
 * KiB, a body 4 MiB. What is beyond that, or no request at all, gets Graph's error form, too.
 *
 * <pre>{@code
 * try (FakeGraphServer server = FakeGraphServer.start(FakeTenant.contoso())) {
 *   URI skus = URI.create(server.baseUrl() + "/subscribedSkus");
 * }
 * }</pre>
 */
public final class FakeGraphServer implements AutoCloseable {

  private static final LoopbackServer.Limits LIMITS =
      new LoopbackServer.Limits(256, Duration.ofMinutes(2));
  private static final Duration TICK = Duration.ofMillis(10);

  private final LoopbackServer server;
  private final String origin;
  private final ExecutorService ticker;

  private FakeGraphServer(LoopbackServer server) {
    this.server = server;
    this.origin = "http://127.0.0.1:" + server.port();
    this.ticker = Executors.newSingleThreadExecutor(FakeGraphServer::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-graph-time");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts a server on a free port; any bearer token or none is accepted.
   *
   * @throws UncheckedIOException if there is no free port; nothing was started
   */
  public static FakeGraphServer start(FakeTenant tenant) {
    return of(tenant).start();
  }

  /** Describes a server for a tenant. */
  public static Builder of(FakeTenant tenant) {
    return new Builder(Objects.requireNonNull(tenant, "tenant"));
  }

  /** Describes a {@link FakeGraphServer}. Not thread-safe. */
  public static final class Builder {
    private final FakeTenant tenant;
    private int port;
    private boolean tokenRequired;
    private boolean realTime;
    private Consumer<String> log = line -> {};

    private Builder(FakeTenant tenant) {
      this.tenant = tenant;
    }

    /** Listens on this port. Default: a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Answers 401 to requests without a token of the server's own token endpoint. */
    public Builder requireToken() {
      this.tokenRequired = true;
      return this;
    }

    /**
     * Lets the tenant's clock run with the machine's, so that group licences complete and quota
     * refills by themselves. Default: the clock stands unless somebody moves it.
     */
    public Builder inRealTime() {
      this.realTime = true;
      return this;
    }

    /** Tells each answer: verb, route, status and request id; never a name or a body. */
    public Builder log(Consumer<String> log) {
      this.log = Objects.requireNonNull(log, "log");
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if the port is taken; nothing was started
     * @throws IllegalArgumentException if it is no port
     */
    public FakeGraphServer start() {
      WireOptions options = WireOptions.defaults().log(log);
      FakeWire wire = tenant.wire(tokenRequired ? options.tokenRequired() : options);
      try {
        FakeGraphServer started =
            new FakeGraphServer(
                LoopbackServer.start(
                    port,
                    new LoopbackService(wire, request -> answer(wire, log, request)),
                    LIMITS));
        if (realTime) {
          started.ticker.execute(() -> tick(tenant, TenantTime.system()));
        }
        return started;
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot listen on 127.0.0.1 port %d. Nothing was started. Choose another port, or 0."
                .formatted(port),
            e);
      }
    }
  }

  private static void tick(FakeTenant tenant, TenantTime machine) {
    Instant last = machine.now();
    try {
      while (true) {
        machine.sleep(TICK);
        Instant now = machine.now();
        if (now.isAfter(last)) {
          tenant.advance(Duration.between(last, now));
          last = now;
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Scheme, host and port, for example {@code http://127.0.0.1:8080}. */
  public String origin() {
    return origin;
  }

  /** The base address of Graph v1.0. */
  public String baseUrl() {
    return origin + "/v1.0";
  }

  private static WireAnswer answer(FakeWire wire, Consumer<String> log, WireRequest request) {
    try {
      return wire.answer(request);
    } catch (ConnectionDroppedException dropped) {
      throw dropped;
    } catch (RuntimeException fault) {
      log.accept("fault of the fake: " + fault);
      return wire.brokenBy(fault);
    }
  }

  /** Stops listening, ends what is under way, and frees the port. Closing twice does nothing. */
  @Override
  public void close() {
    ticker.shutdownNow();
    server.close();
  }
}
