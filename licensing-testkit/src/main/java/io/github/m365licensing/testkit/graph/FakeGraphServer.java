package io.github.m365licensing.testkit.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.m365licensing.testkit.internal.ConnectionDropped;
import io.github.m365licensing.testkit.internal.wire.GraphProtocol;
import io.github.m365licensing.testkit.internal.wire.GraphRequest;
import io.github.m365licensing.testkit.internal.wire.GraphResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The fake tenant as Graph on a loopback port, for clients in any language. Listens on 127.0.0.1
 * only. Thread-safe; close it to free the port.
 */
public final class FakeGraphServer implements AutoCloseable {

  private static final int THREADS = 16;
  private static final int CONNECTIONS = 128;

  private final HttpServer server;
  private final ExecutorService workers;
  private final GraphProtocol protocol;
  private final String origin;

  private FakeGraphServer(HttpServer server, GraphProtocol protocol) {
    this.server = server;
    this.protocol = protocol;
    this.origin = "http://127.0.0.1:" + server.getAddress().getPort();
    this.workers = Executors.newFixedThreadPool(THREADS, FakeGraphServer::worker);
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "fake-graph");
    thread.setDaemon(true);
    return thread;
  }

  static FakeGraphServer start(GraphProtocol protocol, int port) {
    // Without it the JDK's server delays each answer by some 40 ms.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    try {
      InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), CONNECTIONS);
      FakeGraphServer started = new FakeGraphServer(server, protocol);
      server.setExecutor(started.workers);
      server.createContext("/", started::handle);
      server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen on 127.0.0.1 port %d. Nothing was started. Choose another port, or 0."
              .formatted(port),
          e);
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

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      GraphResponse answer;
      try {
        answer = protocol.answer(read(exchange));
      } catch (ConnectionDropped dropped) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body();
      boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private GraphRequest read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name, String.join(",", values)));
    try (InputStream content = exchange.getRequestBody()) {
      byte[] body = content.readNBytes(GraphProtocol.MAX_BODY + 1);
      String host = headers.getOrDefault("Host", "");
      String from = host.isEmpty() ? origin : "http://" + host;
      return GraphRequest.of(
          exchange.getRequestMethod(), from + exchange.getRequestURI(), headers, body);
    }
  }

  /** Stops listening, ends what is under way, and frees the port. Closing twice does nothing. */
  @Override
  public void close() {
    server.stop(0);
    workers.shutdown();
    try {
      if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
