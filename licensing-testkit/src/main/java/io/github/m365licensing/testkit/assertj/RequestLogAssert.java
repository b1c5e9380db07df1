package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.testkit.RequestLog;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what a tenant received. */
public final class RequestLogAssert extends AbstractAssert<RequestLogAssert, RequestLog> {

  RequestLogAssert(RequestLog actual) {
    super(actual, RequestLogAssert.class);
  }

  /**
   * Verifies that nothing received would have changed anything.
   *
   * <pre>{@code
   * licensing.plan(user("adele@contoso.com"), remove("EMS"));
   * assertThat(tenant).received().onlyReads();                           // passes
   *
   * licensing.apply(licensing.plan(user("adele@contoso.com"), remove("EMS")));
   * assertThat(tenant).received().onlyReads();                           // fails
   * }</pre>
   */
  public RequestLogAssert onlyReads() {
    isNotNull();
    if (!actual.onlyReads()) {
      throw failed("only reads", writes() + " writes");
    }
    return this;
  }

  /**
   * Verifies how many requests would have changed something.
   *
   * <pre>{@code
   * licensing.apply(licensing.plan(user("adele@contoso.com"), remove("EMS")));
   * assertThat(tenant).received().writes(1);                             // passes
   * assertThat(tenant).received().writes(2);                             // fails
   * }</pre>
   */
  public RequestLogAssert writes(long expected) {
    isNotNull();
    if (writes() != expected) {
      throw failed(expected + " writes", writes() + " writes");
    }
    return this;
  }

  /**
   * Verifies how many requests of one operation there were.
   *
   * <pre>{@code
   * tenant.organization();
   * assertThat(tenant).received().exactly(1, READ_ORGANIZATION);         // passes
   * assertThat(tenant).received().exactly(1, LIST_USERS);                // fails
   * }</pre>
   */
  public RequestLogAssert exactly(long expected, GraphOperation operation) {
    isNotNull();
    if (actual.count(operation) != expected) {
      throw failed(
          expected + " requests " + operation, actual.count(operation) + " requests " + operation);
    }
    return this;
  }

  /**
   * Verifies a smallest set of permissions that everything received needs.
   *
   * <pre>{@code
   * tenant.listSubscribedSkus();
   * assertThat(tenant).received().needs("LicenseAssignment.Read.All");   // passes
   * assertThat(tenant).received().needs("User.Read.All");                // fails
   * }</pre>
   */
  public RequestLogAssert needs(String... permissions) {
    isNotNull();
    Set<String> expected = new TreeSet<>(Set.of(permissions));
    Set<String> needed = new TreeSet<>(actual.requiredPermissions());
    if (!needed.equals(expected)) {
      throw failed("permissions " + expected, "permissions " + needed);
    }
    return this;
  }

  private long writes() {
    return actual.counts().entrySet().stream()
        .filter(count -> count.getKey().isWrite())
        .mapToLong(count -> count.getValue())
        .sum();
  }

  private AssertionError failed(String expected, String received) {
    return failure(
        "%s", Texts.failure(expected, received, Texts.lastRequests(actual.all()).strip()));
  }
}
