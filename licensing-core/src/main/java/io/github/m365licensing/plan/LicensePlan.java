package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.GraphOperation;
import io.github.m365licensing.tenant.GraphPermissions;
import io.github.m365licensing.tenant.ServiceLimits;
import io.github.m365licensing.tenant.UserProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What would be sent, to whom and why, as a value. Every subject that was selected is in it, also
 * those that need nothing. Nothing has been sent when a plan exists.
 *
 * <p>Equal inputs give equal plans: same order, same bytes, same {@link #planId()}. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * LicensePlan plan = licensing.plan(user("adele@contoso.com"), change("EMS").disable("INTUNE_A"));
 * System.out.println(plan.preview());
 * }</pre>
 */
public final class LicensePlan {

  private final PlanData data;
  private volatile String planId;
  private final List<PlannedChanges.Shared> shared;
  private final List<ChangeShape> shapes;
  private final Map<ChangeKind, Long> counts;

  /** For the rooms of this module only. */
  public LicensePlan(PlanData data) {
    this(data, "");
  }

  /** A plan whose id is known already. */
  public LicensePlan(PlanData data, String planId) {
    this.data = data;
    this.planId = planId;
    this.shared = data.changes().shapes();
    this.shapes = shared.stream().map(PlannedChanges.Shared::shape).toList();
    this.counts = new EnumMap<>(ChangeKind.class);
    shared.forEach(s -> counts.merge(s.shape().kind(), s.subjects(), Long::sum));
  }

  PlanData data() {
    return data;
  }

  /**
   * The identity of the plan: the SHA-256 of its bytes, as 64 hexadecimal digits. Two plans with
   * the same id say the same, the moment of reading included.
   */
  public String planId() {
    // Worked out when first asked for; a race works it out twice with the same result.
    String id = planId;
    if (id.isEmpty()) {
      id = PlanJson.planId(this);
      planId = id;
    }
    return id;
  }

  /** The tenant that the plan was made for; it can be applied to no other. */
  public TenantId tenantId() {
    return data.tenantId();
  }

  /** When the tenant was read. */
  public Instant observedAt() {
    return data.observedAt();
  }

  /** Every subject with what happens to it, ordered as {@link Subject#ORDER}. */
  public Stream<PlannedChange> changes() {
    return data.changes().stream();
  }

  /** What happens to this subject, if the plan is about it. */
  public Optional<PlannedChange> change(Subject subject) {
    int place = data.changes().find(subject);
    return place < 0 ? Optional.empty() : Optional.of(data.changes().get(place));
  }

  /** What a user to be created is created with, if the plan creates this one. */
  public Optional<UserProfile> profile(Subject subject) {
    return Optional.ofNullable(data.profiles().get(subject));
  }

  /** The distinct shapes, in the order in which {@link #changes()} first shows them. */
  public List<ChangeShape> shapes() {
    return shapes;
  }

  /** How many subjects there are of a kind. */
  public long count(ChangeKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** How many subjects there are. */
  public long size() {
    return data.changes().size();
  }

  /**
   * What planning found: first about the plan as a whole, then subject by subject in their order.
   * Built while it is consumed, since there may be many.
   */
  public Stream<Finding> findings() {
    return Stream.concat(data.planFindings().stream(), changes().flatMap(PlannedChange::findings));
  }

  /**
   * Whether the plan can be applied: no blocking finding about the plan as a whole. Findings about
   * single subjects hold back these subjects only.
   */
  public boolean isApplyable() {
    return data.planFindings().stream()
        .noneMatch(finding -> finding.severity() == Severity.BLOCKING);
  }

  /** So many subjects are changed and confirmed before the others; 0 for none. */
  public int canary() {
    return data.canary();
  }

  /** The stages that have something to do, in order. */
  public List<Stage> stages() {
    return data.stages();
  }

  /**
   * The seats of each SKU that the plan takes or frees, and who gets none; ordered by part number,
   * then id. SKUs whose units are no seats have no line.
   */
  public List<SeatLedger.Line> seats() {
    return data.seats();
  }

  /**
   * The SKUs that the plan changes, as the tenant had them when it was read; ordered by part
   * number, then id.
   */
  public List<SubscribedSku> skus() {
    return data.skus();
  }

  /** A smallest set of Graph permissions that covers reading and writing of this plan. */
  public Set<String> requiredPermissions() {
    Set<GraphOperation> operations =
        EnumSet.of(
            GraphOperation.READ_ORGANIZATION,
            GraphOperation.LIST_SUBSCRIBED_SKUS,
            GraphOperation.LIST_USERS);
    if (changesGroups()) {
      operations.add(GraphOperation.GET_GROUP);
      operations.add(GraphOperation.LIST_MEMBERS);
    }
    shapes.forEach(
        shape -> shape.steps().forEach(step -> operations.add(step.write().operation())));
    if (operations.contains(GraphOperation.ADD_MEMBERS)
        || operations.contains(GraphOperation.REMOVE_MEMBER)) {
      operations.add(GraphOperation.LIST_MEMBERS);
    }
    return GraphPermissions.leastFor(operations);
  }

  /** Whether a group is changed, so that the service works off its members in the background. */
  boolean changesGroups() {
    return shapes.stream().anyMatch(shape -> shape.reach().isPresent());
  }

  /** What applying it costs, and what it would cost user by user where groups are changed. */
  public CostEstimate estimate() {
    long writes =
        joiningRequests()
            + data.stages().stream()
                .filter(stage -> stage.kind() != Stage.Kind.ADD_TO_GROUPS)
                .mapToLong(Stage::writes)
                .sum();
    long users = count(ChangeKind.CHANGE);
    long groups = 0;
    long affected = 0;
    long memberPages = 0;
    for (PlannedChanges.Shared same : shared) {
      GroupReach reach = same.shape().reach().orElse(null);
      if (reach != null) {
        users -= same.subjects();
        groups += same.subjects();
        affected += same.subjects() * (reach.affected() - reach.countedElsewhere());
        memberPages += same.subjects() * (1 + reach.members() / ServiceLimits.MAX_PAGE_SIZE);
      }
    }
    long pages = (users + 14) / 15;
    return new CostEstimate(
        writes,
        writes == 0 ? 0 : 2 * pages + 2 + 3 * groups + memberPages,
        writes - groups + affected);
  }

  /** One request adds many members to one group. */
  private long joiningRequests() {
    Map<GroupId, Long> joining = new TreeMap<>();
    for (PlannedChanges.Shared same : shared) {
      for (PlannedStep step : same.shape().steps()) {
        step.write()
            .groupJoined()
            .ifPresent(group -> joining.merge(group, same.subjects(), Long::sum));
      }
    }
    int most = ServiceLimits.MEMBERS_PER_REQUEST;
    return joining.values().stream().mapToLong(users -> (users + most - 1) / most).sum();
  }

  /**
   * The plan as aligned text for people: subjects with before and after, seats, findings,
   * permissions and cost. It names users, so it does not belong in a log.
   */
  public String preview() {
    return new PreviewText(this).toString();
  }

  /**
   * Writes the plan as JSON Lines in UTF-8, in an order that depends on nothing but the plan, so
   * that equal plans give equal files. It names users. An existing file is replaced.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeTo(Path path) {
    Objects.requireNonNull(path, "path");
    try {
      PlanJson.write(this, path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The plan file " + path + " cannot be written. What was there before is still there.", e);
    }
  }

  /**
   * Reads a plan that was written by {@link #writeTo}. Unknown fields are ignored.
   *
   * @throws io.github.m365licensing.tenant.PlanRefusedException if the file was altered, is no
   *     plan, or has another format version
   * @throws UncheckedIOException if it cannot be read
   */
  public static LicensePlan read(Path path) {
    Objects.requireNonNull(path, "path");
    try {
      return PlanReaderJson.read(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The plan file " + path + " cannot be read. Nothing was sent.", e);
    }
  }

  /** The id and the counts, without names. */
  @Override
  public String toString() {
    return "LicensePlan " + planId() + " " + counts;
  }
}
