package io.github.m365licensing.testkit;

import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.GraphPermissions;
import io.github.m365licensing.testkit.internal.request.Recorder;
import io.github.m365licensing.testkit.scenario.LoggedRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests that the tenant received, through whatever door. The last 10,000 are kept; counts
 * and permissions cover all. Thread-safe; what it returns does not change.
 */
public final class RequestLog {

  private final Recorder recorder;

  RequestLog(Recorder recorder) {
    this.recorder = recorder;
  }

  /** The last requests, oldest first. */
  public List<LoggedRequest> all() {
    return recorder.entries();
  }

  /** Those of the last requests that would have changed something, oldest first. */
  public List<LoggedRequest> writes() {
    return all().stream().filter(LoggedRequest::isWrite).toList();
  }

  /** Those of the last requests that change nothing, oldest first. */
  public List<LoggedRequest> reads() {
    return all().stream().filter(request -> !request.isWrite()).toList();
  }

  /** Those of the last requests that were this operation, oldest first. */
  public List<LoggedRequest> of(GraphOperation operation) {
    return all().stream().filter(request -> request.operation() == operation).toList();
  }

  /** How many requests of this operation there ever were. */
  public long count(GraphOperation operation) {
    return counts().getOrDefault(operation, 0L);
  }

  /** How many requests there ever were, per operation; operations never called are left out. */
  public Map<GraphOperation, Long> counts() {
    return recorder.counts();
  }

  /** Whether nothing that was ever received would have changed anything. */
  public boolean onlyReads() {
    return counts().keySet().stream().noneMatch(GraphOperation::isWrite);
  }

  /** A smallest set of permissions that all the requests needed, ordered by name. */
  public Set<String> requiredPermissions() {
    return GraphPermissions.leastFor(counts().keySet());
  }

  /** Forgets everything received so far. */
  public void clear() {
    recorder.clear();
  }
}
