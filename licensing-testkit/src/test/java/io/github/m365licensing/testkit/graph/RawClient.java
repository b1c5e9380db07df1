package io.github.m365licensing.testkit.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.testkit.contract.GraphAnswers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends bytes as they are and reads answers one by one. Every answer is checked. */
final class RawClient implements AutoCloseable {

  /** An answer as it came. */
  record Answer(int status, Map<String, String> headers, String body) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }

    /** The code of Graph's error envelope; the envelope must be whole. */
    String errorCode() throws IOException {
      JsonNode error = json().path("error");
      for (String member :
          new String[] {"/message", "/innerError/date", "/innerError/request-id"}) {
        if (error.at(member).asText().isEmpty()) {
          throw new AssertionError(member + " is missing in " + body);
        }
      }
      return error.path("code").asText();
    }
  }

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient(FakeGraphServer server) throws IOException {
    this(Integer.parseInt(server.origin().substring(server.origin().lastIndexOf(':') + 1)));
  }

  /** A GET of these bytes with these headers, each ended by CRLF. */
  static String get(String target, String headers) {
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
  }

  RawClient send(String text) throws IOException {
    return sendBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  RawClient sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  RawClient sendsNoMore() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The next answer to anything but HEAD. */
  Answer answer() throws IOException {
    return answer(false);
  }

  Answer answer(boolean head) throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.put(
          line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
    }
    int length = head ? 0 : Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException();
    }
    int code = Integer.parseInt(status.split(" ", -1)[1]);
    String text = new String(body, StandardCharsets.UTF_8);
    GraphAnswers.check(code, headers.getOrDefault("Content-Type", ""), text);
    return new Answer(code, headers, text);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The server closed after: " + line.toString(StandardCharsets.UTF_8));
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** Waits until the server closes; false if it sends something instead. */
  boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
