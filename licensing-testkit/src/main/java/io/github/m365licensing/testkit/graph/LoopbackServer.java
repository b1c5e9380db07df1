package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.tenant.TenantTime;
import io.github.m365licensing.testkit.internal.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.GraphRequest;
import io.github.m365licensing.testkit.internal.wire.GraphResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

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
   * @param idle how long a connection may rest between two requests
   * @param patience how long a request may take to arrive, and an answer to be fetched
   */
  record Limits(int connections, Duration idle, Duration patience) {}

  /**
   * Who answers.
   *
   * @param answering the answer to a request
   * @param refusing the answer to what could not be read as a request
   */
  record Answers(
      Function<GraphRequest, GraphResponse> answering,
      Function<GraphFailure, GraphResponse> refusing) {}

  /** How many connections the system keeps waiting. */
  private static final int BACKLOG = 128;

  /** A connection without a request for less than this is about to send one, perhaps its first. */
  private static final Duration RESTING = Duration.ofMillis(500);

  private static final Duration SWEEP = Duration.ofMillis(500);

  /** How long answers under way have when the server closes. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final ServerSocket listener;
  private final Answers answers;
  private final Limits limits;
  private final TenantTime machine = TenantTime.system();
  private final Thread acceptor;
  private final ExecutorService threads;
  private final Set<Connection> connections = new LinkedHashSet<>(); // guarded by itself
  private volatile boolean closing;

  private LoopbackServer(ServerSocket listener, Answers answers, Limits limits) {
    this.listener = listener;
    this.answers = answers;
    this.limits = limits;
    // No daemon: it keeps a program alive whose other threads have ended.
    this.acceptor = new Thread(this::accept, "fake-graph-" + port());
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              String name = "fake-graph-" + port() + "-" + number.incrementAndGet();
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Listens on a port; on a free one if it is 0.
   *
   * @throws IOException if the port is taken; nothing was started
   * @throws IllegalArgumentException if it is no port
   */
  static LoopbackServer start(int port, Answers answers, Limits limits) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    ServerSocket listener = new ServerSocket(port, BACKLOG, loopback);
    listener.setSoTimeout((int) SWEEP.toMillis());
    LoopbackServer server = new LoopbackServer(listener, answers, limits);
    server.acceptor.start();
    return server;
  }

  int port() {
    return listener.getLocalPort();
  }

  Limits limits() {
    return limits;
  }

  TenantTime machine() {
    return machine;
  }

  Answers answers() {
    return answers;
  }

  boolean isClosing() {
    return closing;
  }

  private void accept() {
    while (!closing) {
      try {
        admit(listener.accept());
      } catch (SocketTimeoutException nobody) {
        sweep();
      } catch (IOException failed) {
        // Closed; or the machine is short of files, or the client was gone before it was let in.
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (!closing) {
        machine.sleep(SWEEP);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(Socket socket) throws IOException {
    synchronized (connections) {
      while (!closing && connections.size() >= limits.connections() && !longestIdleGivesWay()) {
        sweep();
        await();
      }
      if (closing) {
        socket.close();
        return;
      }
      Connection connection = new Connection(socket, this);
      connections.add(connection);
      threads.execute(connection);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private void await() {
    try {
      connections.wait(SWEEP.toMillis());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean longestIdleGivesWay() {
    Connection longest = null;
    Instant since = machine.now().minus(RESTING);
    for (Connection connection : connections) {
      Instant idle = connection.idleSince();
      if (idle.isBefore(since)) {
        longest = connection;
        since = idle;
      }
    }
    return longest != null && longest.closeIfIdle() && connections.remove(longest);
  }

  /** Closes connections whose clients do not fetch their answers; a write has no time limit. */
  private void sweep() {
    Instant late = machine.now().minus(limits.patience());
    open().forEach(connection -> connection.closeIfAnsweringSince(late));
  }

  void ended(Connection connection) {
    synchronized (connections) {
      connections.remove(connection);
      connections.notifyAll();
    }
  }

  private List<Connection> open() {
    synchronized (connections) {
      return List.copyOf(connections);
    }
  }

  /** Frees the port, ends what is under way, and leaves no thread behind. */
  @Override
  public void close() {
    synchronized (connections) {
      closing = true;
    }
    try {
      listener.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    threads.shutdown();
    open().forEach(Connection::closeIfIdle);
    if (!haveEnded()) {
      open().forEach(Connection::abort);
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
