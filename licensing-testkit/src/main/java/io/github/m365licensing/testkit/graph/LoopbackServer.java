package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * HTTP/1.1 on a port of 127.0.0.1: one thread per connection, and no more connections than allowed.
 * When all places are taken, the connection that has rested longest gives way; while none rests,
 * new ones wait. Thread-safe.
 */
final class LoopbackServer implements AutoCloseable {

  /**
   * What clients are granted.
   *
   * @param connections how many of them at once
   * @param patience how long a connection may rest, between two requests or within one; a request
   *     that comes in drops, or an answer that is not fetched, may take twice as long
   */
  record Limits(int connections, Duration patience) {}

  /** How many connections the system keeps waiting. */
  private static final int BACKLOG = 128;

  /** A connection without a request for less than this is about to send one, perhaps its first. */
  private static final Duration RESTING = Duration.ofMillis(500);

  /** How often stuck connections are looked for. */
  private static final Duration SWEEP = Duration.ofMillis(500);

  /** How long answers under way have when the server closes. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final ServerSocket listener;
  private final HttpService service;
  private final Limits limits;
  private final TenantTime machine = TenantTime.system();
  private final Semaphore places;
  private final Set<LoopbackConnection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;
  private final Thread acceptor;

  private LoopbackServer(ServerSocket listener, HttpService service, Limits limits) {
    this.listener = listener;
    this.service = service;
    this.limits = limits;
    this.places = new Semaphore(limits.connections());
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              String name = "fake-graph-" + port() + "-" + number.incrementAndGet();
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    // No daemon: it keeps a program alive whose other threads have ended.
    this.acceptor = new Thread(this::accept, "fake-graph-" + port());
  }

  /**
   * Listens on a port; on a free one if it is 0.
   *
   * @throws IOException if the port is taken; nothing was started
   * @throws IllegalArgumentException if it is no port
   */
  static LoopbackServer start(int port, HttpService service, Limits limits) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    ServerSocket listener = new ServerSocket(port, BACKLOG, loopback);
    listener.setSoTimeout((int) SWEEP.toMillis());
    LoopbackServer server = new LoopbackServer(listener, service, limits);
    server.acceptor.start();
    return server;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      endStuck();
      try {
        admit(listener.accept());
      } catch (IOException none) {
        // Nobody came for a while, the client is gone already, or this server is closed.
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    while (!listener.isClosed()) {
      if (hasPlace()) {
        serve(socket);
        return;
      }
      endStuck();
    }
    socket.close();
  }

  private boolean hasPlace() {
    if (places.tryAcquire()) {
      return true;
    }
    longestResting().ifPresent(connection -> connection.close(CloseMode.GRACEFUL));
    try {
      return places.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Clients keep connections for later and open another one if one of those is gone. */
  private Optional<LoopbackConnection> longestResting() {
    Instant then = machine.now().minus(RESTING);
    return connections.stream()
        .filter(connection -> !connection.isAnswering() && connection.since().isBefore(then))
        .min(Comparator.comparing(LoopbackConnection::since));
  }

  /** A read ends by itself when nothing comes; drops of a request and a blocked write do not. */
  private void endStuck() {
    Instant then = machine.now().minus(limits.patience().multipliedBy(2));
    for (LoopbackConnection connection : connections) {
      if (connection.since().isBefore(then)) {
        connection.close(CloseMode.IMMEDIATE);
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) limits.patience().toMillis());
      LoopbackConnection connection = new LoopbackConnection(socket, machine);
      threads.execute(() -> answerAll(connection));
    } catch (IOException | RejectedExecutionException ended) {
      // The client has left already, or this server is closing.
      places.release();
      socket.close();
    }
  }

  private void answerAll(LoopbackConnection connection) {
    connections.add(connection);
    try (connection) {
      while (connection.isOpen() && !listener.isClosed()) {
        service.handleRequest(connection, HttpCoreContext.create());
      }
    } catch (ConnectionDroppedException fault) {
      connection.close(CloseMode.IMMEDIATE);
    } catch (IOException | HttpException gone) {
      // The client has left, rests for too long, or was told already: there is nobody to tell.
      connection.close(CloseMode.IMMEDIATE);
    } finally {
      connections.remove(connection);
      places.release();
    }
  }

  /** Frees the port, ends what is under way, and leaves no thread behind. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    threads.shutdown();
    connections.stream().filter(c -> !c.isAnswering()).forEach(c -> c.close(CloseMode.GRACEFUL));
    if (!haveEnded()) {
      connections.forEach(connection -> connection.close(CloseMode.IMMEDIATE));
      haveEnded();
    }
  }

  private boolean haveEnded() {
    try {
      acceptor.join(FAREWELL.toMillis());
      return threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
