package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.testkit.internal.ConnectionDropped;
import io.github.m365licensing.testkit.internal.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.GraphResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** One client: its requests in order, each answered before the next is read. */
final class Connection implements Runnable {

  private enum Phase {
    IDLE,
    READING,
    ANSWERING,
    CLOSED
  }

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(413, "Payload Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(424, "Failed Dependency"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(505, "HTTP Version Not Supported"));

  private final Socket socket;
  private final LoopbackServer server;
  private Phase phase = Phase.IDLE; // guarded by this
  private Instant since; // guarded by this

  Connection(Socket socket, LoopbackServer server) {
    this.socket = socket;
    this.server = server;
    this.since = server.machine().now();
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      RequestReader reader = new RequestReader(socket, server);
      while (enter(Phase.IDLE) && reader.awaitsRequest() && enter(Phase.READING)) {
        if (!serveOne(reader)) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client has left, or was made to: there is nobody to tell.
      return;
    } finally {
      server.ended(this);
    }
  }

  /** Answers the next request; false if it was the last one. */
  private boolean serveOne(RequestReader reader) throws IOException {
    RequestReader.Incoming incoming;
    try {
      incoming = reader.read();
    } catch (GraphFailure malformed) {
      return refuse(reader, malformed);
    } catch (SocketTimeoutException late) {
      return refuse(
          reader, new GraphFailure(408, "RequestTimeout", "The request did not arrive in time."));
    } catch (EOFException cut) {
      return refuse(
          reader, new GraphFailure(400, "BadRequest", "The request ended before it was complete."));
    }
    GraphResponse answer;
    try {
      answer = server.answers().answering().apply(incoming.request());
    } catch (ConnectionDropped dropped) {
      return false;
    }
    boolean stays = incoming.keepsAlive() && !server.isClosing();
    String connection = !stays ? "close" : incoming.isOld() ? "keep-alive" : "";
    return write(answer, connection, incoming.request().method().equals("HEAD")) && stays;
  }

  /** Nobody knows where the next request would begin, so this was the last one. */
  private boolean refuse(RequestReader reader, GraphFailure failure) throws IOException {
    if (write(server.answers().refusing().apply(failure), "close", false)) {
      // Closed at once with bytes unread, the system would take the answer back.
      socket.shutdownOutput();
      reader.drain();
    }
    return false;
  }

  private boolean write(GraphResponse answer, String connection, boolean headOnly)
      throws IOException {
    byte[] body = answer.body();
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(answer.status()).append(' ');
    head.append(REASONS.getOrDefault(answer.status(), "")).append("\r\n");
    answer.headers().forEach((name, value) -> line(head, name, value));
    if (answer.status() != 204) {
      line(head, "Content-Length", Integer.toString(body.length));
    }
    if (!connection.isEmpty()) {
      line(head, "Connection", connection);
    }
    byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    if (!enter(Phase.ANSWERING)) {
      return false;
    }
    OutputStream out = socket.getOutputStream();
    if (headOnly || body.length == 0) {
      out.write(headBytes);
    } else {
      // One write, hence one packet where it fits.
      ByteArrayOutputStream all = new ByteArrayOutputStream(headBytes.length + body.length);
      all.write(headBytes);
      all.write(body);
      all.writeTo(out);
    }
    return true;
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private synchronized boolean enter(Phase next) {
    if (phase == Phase.CLOSED || (next == Phase.IDLE && server.isClosing())) {
      return false;
    }
    if (phase != next) {
      phase = next;
      since = server.machine().now();
    }
    return true;
  }

  /** Since when nothing was asked; the end of time if something is. */
  synchronized Instant idleSince() {
    return phase == Phase.IDLE ? since : Instant.MAX;
  }

  synchronized boolean closeIfIdle() {
    if (phase != Phase.IDLE) {
      return false;
    }
    abort();
    return true;
  }

  synchronized void closeIfAnsweringSince(Instant then) {
    if (phase == Phase.ANSWERING && since.isBefore(then)) {
      abort();
    }
  }

  synchronized void abort() {
    phase = Phase.CLOSED;
    try {
      socket.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
