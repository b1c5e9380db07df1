package io.github.m365licensing.testkit;

import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.GraphProtocol;
import io.github.m365licensing.testkit.scenario.ConnectionDroppedException;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.util.List;
import java.util.Objects;

/**
 * Graph v1.0 of a fake tenant, with the token endpoint of the sign-in service, free of any
 * transport: an HTTP request in, Graph's answer out. Whatever HTTP client or stub a test uses can
 * be answered by it. Thread-safe.
 *
 * <pre>{@code
 * FakeWire graph = FakeTenant.contoso().wire(WireOptions.defaults());
 * WireAnswer skus = graph.answer(WireRequest.toGraph("GET", "/subscribedSkus", ""));
 * }</pre>
 */
public final class FakeWire {

  /** The largest body that Graph takes: 4 MiB. */
  public static final int MAX_BODY = GraphProtocol.MAX_BODY;

  private final GraphProtocol protocol;

  FakeWire(GraphProtocol protocol) {
    this.protocol = protocol;
  }

  /**
   * Answers a request to any host. {@code /beta} answers as {@code /v1.0} does.
   *
   * @throws ConnectionDroppedException if the answer is that there is none: a fault of the test
   */
  public WireAnswer answer(WireRequest request) {
    return protocol.answer(Objects.requireNonNull(request, "request"));
  }

  /**
   * The answer, in Graph's form, to what a transport could not read as a request.
   *
   * @param status the HTTP status
   * @param code a code as Graph has them, for example {@code BadRequest}
   * @param message what is wrong, repeating nothing that was sent
   */
  public WireAnswer refuse(int status, String code, String message) {
    return protocol.refuse(new GraphFailure(status, code, message));
  }

  /** The answer to a body beyond {@link #MAX_BODY}. */
  public WireAnswer refuseLargeBody() {
    return protocol.refuse(GraphProtocol.bodyTooLarge());
  }

  /**
   * The answer for a transport to give when the fake itself fails: unmistakably not one of Graph's.
   */
  public WireAnswer brokenBy(RuntimeException fault) {
    return GraphProtocol.broken(Objects.requireNonNull(fault, "fault"));
  }

  /** The operations that are modelled, as verb and path with placeholders. */
  public List<String> operations() {
    return protocol.operations();
  }
}
