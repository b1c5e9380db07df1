package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.testkit.internal.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.GraphProtocol;
import io.github.m365licensing.testkit.internal.wire.GraphRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1.1 requests off a socket. Takes what browsers and command lines send: blanks, quotes,
 * braces and letters beyond ASCII as they are in the address. Every part is bounded in size and the
 * whole in time. Not thread-safe.
 */
final class RequestReader {

  /** The request line and all headers together. Graph's tokens take a few thousand of it. */
  static final int MAX_HEAD = 64 * 1024;

  private static final int MAX_CHUNK_LINE = 1024;
  private static final Pattern VERSION = Pattern.compile("HTTP/\\d\\.\\d");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,16}");
  private static final Duration DRAINED_FOR = Duration.ofSeconds(1);
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * A request and how its connection goes on.
   *
   * @param request the request
   * @param keepsAlive whether the client wants to send another
   * @param isOld whether it speaks HTTP/1.0
   */
  record Incoming(GraphRequest request, boolean keepsAlive, boolean isOld) {}

  private final Socket socket;
  private final LoopbackServer server;
  private final InputStream in;
  private final byte[] buffer = new byte[8 * 1024];
  private int next;
  private int end;
  private Instant deadline = Instant.EPOCH;
  private int left; // of the bound on what is read

  RequestReader(Socket socket, LoopbackServer server) throws IOException {
    this.socket = socket;
    this.server = server;
    this.in = socket.getInputStream();
  }

  /** Waits for the first byte of a request; false if none comes in time, or ever. */
  boolean awaitsRequest() throws IOException {
    within(server.limits().idle());
    try {
      do {
        // Some clients send an empty line after a body.
        while (next < end) {
          if (buffer[next] != '\r' && buffer[next] != '\n') {
            return true;
          }
          next++;
        }
      } while (fill());
      return false;
    } catch (SocketTimeoutException idle) {
      return false;
    }
  }

  /**
   * Reads a request whose first byte is there.
   *
   * @throws GraphFailure if it is none, or larger than allowed
   * @throws SocketTimeoutException if it takes too long
   * @throws EOFException if it ends too early
   */
  Incoming read() throws IOException {
    within(server.limits().patience());
    if (!isTokenPart((char) (buffer[next] & 0xff))) {
      // Another protocol, TLS for example: it may never send the end of a line.
      throw malformed("This is not HTTP.");
    }
    left = MAX_HEAD;
    String line = text(line(414), StandardCharsets.UTF_8);
    int method = line.indexOf(' ');
    int version = line.lastIndexOf(' ');
    if (method <= 0 || version <= method || !isToken(line.substring(0, method))) {
      throw malformed("The request line is not of the form 'GET /v1.0/users HTTP/1.1'.");
    }
    boolean old = isOld(line.substring(version + 1));
    String target = line.substring(method + 1, version).strip();
    Map<String, String> headers = headers();
    if (!old && !headers.containsKey("Host")) {
      throw malformed("The Host header is missing.");
    }
    byte[] body = body(headers);
    return new Incoming(
        request(line.substring(0, method), target, headers, body), keepsAlive(headers, old), old);
  }

  private static boolean isOld(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw malformed("The request line is not of the form 'GET /v1.0/users HTTP/1.1'.");
    }
    if (!version.startsWith("HTTP/1.")) {
      throw new GraphFailure(505, "BadRequest", "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
    }
    return version.endsWith("0");
  }

  private static boolean keepsAlive(Map<String, String> headers, boolean old) {
    String connection = headers.getOrDefault("Connection", "");
    return old
        ? connection.equalsIgnoreCase("keep-alive")
        : !connection.toLowerCase(Locale.ROOT).contains("close");
  }

  private GraphRequest request(
      String method, String target, Map<String, String> headers, byte[] body) {
    boolean absolute = target.regionMatches(true, 0, "http://", 0, 7);
    if (!target.startsWith("/") && !absolute) {
      throw malformed("The request address must be a path, for example /v1.0/users.");
    }
    if (absolute) { // as sent to a proxy
      return GraphRequest.of(method, target, headers::get, body);
    }
    int query = target.indexOf('?');
    return new GraphRequest(
        method,
        "http://" + headers.getOrDefault("Host", "127.0.0.1:" + server.port()),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? "" : target.substring(query + 1),
        headers::get,
        body);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (byte[] line = line(431); line.length > 0; line = line(431)) {
      String header = text(line, StandardCharsets.ISO_8859_1);
      int colon = header.indexOf(':');
      if (colon <= 0 || !isToken(header.substring(0, colon))) {
        throw malformed("A request header is not of the form 'Name: value'.");
      }
      String name = header.substring(0, colon);
      String value = header.substring(colon + 1).strip();
      String before = headers.get(name);
      if (before == null) {
        headers.put(name, value);
      } else if (name.equalsIgnoreCase("Host") || name.equalsIgnoreCase("Content-Length")) {
        throw malformed("The header " + name + " was sent more than once.");
      } else {
        headers.put(name, before + ", " + value);
      }
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    String expected = headers.getOrDefault("Expect", "");
    if (!expected.isEmpty() && !expected.equalsIgnoreCase("100-continue")) {
      throw new GraphFailure(417, "BadRequest", "The Expect header takes 100-continue only.");
    }
    String length = headers.get("Content-Length");
    String coding = headers.get("Transfer-Encoding");
    if (coding != null && length != null) {
      throw malformed("Content-Length and Transfer-Encoding exclude each other.");
    }
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      throw new GraphFailure(501, "NotImplemented", "Transfer-Encoding takes chunked only.");
    }
    if (length != null && !LENGTH.matcher(length).matches()) {
      throw malformed("Content-Length is not a number.");
    }
    long declared = length == null ? 0 : Long.parseLong(length);
    if (declared > GraphProtocol.MAX_BODY) {
      throw GraphProtocol.bodyTooLarge();
    }
    if (coding == null && declared == 0) {
      return new byte[0];
    }
    if (!expected.isEmpty() && next == end) {
      socket.getOutputStream().write(CONTINUE);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (coding == null) {
      copy((int) declared, body);
    } else {
      copyChunks(body);
    }
    return body.toByteArray();
  }

  private void copy(int length, ByteArrayOutputStream to) throws IOException {
    int missing = length;
    while (missing > 0) {
      need();
      int taken = Math.min(missing, end - next);
      to.write(buffer, next, taken);
      next += taken;
      missing -= taken;
    }
  }

  private void copyChunks(ByteArrayOutputStream to) throws IOException {
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      if (to.size() + size > GraphProtocol.MAX_BODY) {
        throw GraphProtocol.bodyTooLarge();
      }
      copy(size, to);
      left = MAX_CHUNK_LINE;
      if (line(400).length > 0) {
        throw malformed("A chunk of the request body is longer than it says.");
      }
    }
    left = MAX_HEAD;
    byte[] trailer; // tells nothing that matters here
    do {
      trailer = line(431);
    } while (trailer.length > 0);
  }

  private int chunkSize() throws IOException {
    left = MAX_CHUNK_LINE;
    String size = text(line(400), StandardCharsets.ISO_8859_1).split(";", 2)[0].strip();
    if (!CHUNK_SIZE.matcher(size).matches()) {
      throw malformed("The size of a chunk of the request body is not a hexadecimal number.");
    }
    if (size.length() > 7) {
      throw GraphProtocol.bodyTooLarge();
    }
    return Integer.parseInt(size, 16);
  }

  /** The bytes up to the end of the line, which is not among them. */
  private byte[] line(int statusIfTooLong) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    while (true) {
      need();
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      left -= next - from + 1;
      if (left < 0) {
        throw tooLong(statusIfTooLong);
      }
      line.write(buffer, from, next - from);
      if (next < end) {
        next++;
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        boolean cr = length > 0 && bytes[length - 1] == '\r';
        return cr ? Arrays.copyOf(bytes, length - 1) : bytes;
      }
    }
  }

  private static GraphFailure tooLong(int status) {
    return switch (status) {
      case 414 -> GraphProtocol.addressTooLong();
      case 431 ->
          new GraphFailure(
              431, "RequestHeaderFieldsTooLarge", "The request headers are larger than accepted.");
      default -> malformed("The request body is not correctly cut into chunks.");
    };
  }

  private static String text(byte[] line, Charset charset) {
    for (byte b : line) {
      if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
        throw malformed("The request has control characters in its head.");
      }
    }
    return new String(line, charset);
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenPart(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTokenPart(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static GraphFailure malformed(String message) {
    return new GraphFailure(400, "BadRequest", message);
  }

  /** Takes what the client still sends, for a short time, so that it comes to read its answer. */
  void drain() throws IOException {
    within(DRAINED_FOR);
    try {
      boolean more;
      do {
        more = fill();
      } while (more);
    } catch (SocketTimeoutException enough) {
      return;
    }
  }

  private void within(Duration time) {
    deadline = server.machine().now().plus(time);
  }

  private void need() throws IOException {
    if (next == end && !fill()) {
      throw new EOFException();
    }
  }

  private boolean fill() throws IOException {
    long millis = Duration.between(server.machine().now(), deadline).toMillis();
    if (millis <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout((int) millis);
    next = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }
}
