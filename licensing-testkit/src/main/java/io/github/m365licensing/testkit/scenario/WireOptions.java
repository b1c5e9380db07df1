package io.github.m365licensing.testkit.scenario;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a fake tenant's Graph behaves where the real one leaves it to its customers. Immutable.
 *
 * <pre>{@code
 * tenant.wire(WireOptions.defaults().tokenRequired().granting("User.Read.All"));
 * }</pre>
 */
public final class WireOptions {

  private static final WireOptions DEFAULTS = new WireOptions(false, Set.of(), null);

  private final boolean tokenRequired;
  private final Set<String> permissions;
  private final @Nullable Consumer<String> log;

  private WireOptions(
      boolean tokenRequired, Set<String> permissions, @Nullable Consumer<String> log) {
    this.tokenRequired = tokenRequired;
    this.permissions = permissions;
    this.log = log;
  }

  /**
   * Any token or none is accepted, the sign-in service grants every permission that licensing
   * knows, and nobody is told.
   */
  public static WireOptions defaults() {
    return DEFAULTS;
  }

  /** The same, but requests without a token of this tenant's sign-in service get 401. */
  public WireOptions tokenRequired() {
    return new WireOptions(true, permissions, log);
  }

  /**
   * The same, but the sign-in service grants only these application permissions, for example {@code
   * User.Read.All}; every one that licensing knows if there are none.
   */
  public WireOptions granting(String... permissions) {
    return new WireOptions(tokenRequired, Set.of(permissions), log);
  }

  /** The same, telling each answer: verb, route, status, request id; never a name or a body. */
  public WireOptions log(Consumer<String> log) {
    return new WireOptions(tokenRequired, permissions, Objects.requireNonNull(log, "log"));
  }

  /** Whether a request must carry a token. */
  public boolean isTokenRequired() {
    return tokenRequired;
  }

  /** What tokens grant, ordered by name; empty for everything. */
  public Collection<String> permissions() {
    return new TreeSet<>(permissions);
  }

  /** Tells a line to whoever asked for it; the line is made only then. */
  public void tell(Supplier<String> line) {
    if (log != null) {
      log.accept(line.get());
    }
  }
}
