package io.github.m365licensing.testkit.graph;

import io.github.m365licensing.tenant.TenantTime;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpRequestFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * One client. Takes what command lines send: blanks, quotes, braces and letters beyond ASCII as
 * they are in the address.
 */
final class LoopbackConnection extends DefaultBHttpServerConnection {

  /** Graph's tokens take a few thousand bytes of a line. */
  private static final Http1Config CONFIG =
      Http1Config.custom()
          .setBufferSize(8 * 1024)
          .setMaxLineLength(64 * 1024)
          .setMaxHeaderCount(200)
          .build();

  private static final Duration DRAINED_FOR = Duration.ofMillis(500);
  private static final int MAX_DRAINED = 1024; // buffers

  private final Socket socket;
  private final TenantTime machine;
  private volatile boolean answering;
  private volatile Instant since;

  LoopbackConnection(Socket socket, TenantTime machine) throws IOException {
    super(
        "http",
        CONFIG,
        null,
        null,
        null,
        null,
        new DefaultHttpRequestParserFactory(CONFIG, new LenientLines(), new RawTargets()),
        null);
    this.socket = socket;
    this.machine = machine;
    this.since = machine.now();
    bind(socket);
  }

  /** Whether a request is being answered; if not, closing takes nothing from anybody. */
  boolean isAnswering() {
    return answering;
  }

  /** Since when it has been at the same request, or at waiting for one. */
  Instant since() {
    return since;
  }

  @Override
  public ClassicHttpRequest receiveRequestHeader() throws HttpException, IOException {
    // Not for the first request: its thread may start long after the client came.
    if (answering) {
      since = machine.now();
      answering = false;
    }
    return super.receiveRequestHeader();
  }

  @Override
  protected void onRequestReceived(ClassicHttpRequest request) {
    answering = true;
    since = machine.now();
  }

  /** Closed at once with bytes unread, the system would take the answer back. */
  @Override
  public void close() throws IOException {
    if (isOpen()) {
      flush();
      drain();
    }
    super.close();
  }

  private void drain() throws IOException {
    socket.shutdownOutput();
    socket.setSoTimeout((int) DRAINED_FOR.toMillis());
    byte[] ignored = new byte[8 * 1024];
    try {
      for (int i = 0; i < MAX_DRAINED && socket.getInputStream().read(ignored) >= 0; i++) {}
    } catch (SocketTimeoutException enough) {
      return;
    }
  }

  /** The target is left as it came: it need not be an address as {@link java.net.URI} takes it. */
  private static final class RawTargets extends DefaultClassicHttpRequestFactory {
    @Override
    public ClassicHttpRequest newHttpRequest(String method, String target) {
      return new BasicClassicHttpRequest(method, null, null, target);
    }
  }

  /** The target of a request line reaches from the first blank to the last. */
  private static final class LenientLines extends BasicLineParser {
    @Override
    public RequestLine parseRequestLine(CharArrayBuffer buffer) throws ParseException {
      String line = buffer.toString();
      int method = line.indexOf(' ');
      int version = line.lastIndexOf(' ');
      if (version <= method) {
        throw new ParseException("Invalid request line");
      }
      CharArrayBuffer plain = new CharArrayBuffer(32);
      plain.append(line.substring(0, method) + " *" + line.substring(version));
      RequestLine parsed = super.parseRequestLine(plain);
      return new RequestLine(
          parsed.getMethod(), line.substring(method, version).strip(), parsed.getProtocolVersion());
    }
  }
}
