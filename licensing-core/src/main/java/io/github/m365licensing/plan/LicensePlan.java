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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private final TenantId tenantId;
  private final Instant observedAt;
  private final OptionalInt canary;
  private final CompactChanges changes;
  private final List<CompactChanges.Shared> shared;
  private final List<ChangeShape> shapes;
  private final Map<ChangeKind, Long> counts;
  private final List<Stage> stages;
  private final SortedMap<Subject, UserProfile> profiles;
  private final List<Finding> planFindings;
  private final List<SeatLedger.Line> seats;
  private final List<SubscribedSku> skus;
  private volatile String planId;

  private LicensePlan(Builder builder) {
    if (builder.tenantId == null || builder.observedAt == null) {
      throw new IllegalStateException("A plan needs tenantId and observedAt.");
    }
    this.tenantId = builder.tenantId;
    this.observedAt = builder.observedAt;
    this.canary = builder.canary;
    this.changes = builder.inOrder();
    this.shared = changes.shared();
    this.shapes = shared.stream().map(CompactChanges.Shared::shape).toList();
    this.counts = new EnumMap<>(ChangeKind.class);
    shared.forEach(s -> counts.merge(s.shape().kind(), s.subjects(), Long::sum));
    this.stages = stages(shared, builder.gates);
    this.profiles = Collections.unmodifiableSortedMap(new TreeMap<>(builder.profiles));
    this.planFindings = List.copyOf(builder.findings);
    this.seats = List.copyOf(builder.seats);
    this.skus = List.copyOf(builder.skus);
    this.planId = builder.planId;
    if (changes.hasNewUsers()) {
      requireProfiles();
    }
  }

  private void requireProfiles() {
    changes.stream()
        .filter(change -> change.kind() == ChangeKind.CHANGE)
        .map(PlannedChange::subject)
        .filter(subject -> subject.kind() == Subject.Kind.NEW_USER)
        .filter(subject -> !profiles.containsKey(subject))
        .findFirst()
        .ifPresent(
            subject -> {
              throw new IllegalStateException("A user is to be created without a profile.");
            });
  }

  private static List<Stage> stages(
      List<CompactChanges.Shared> shapes, Map<Stage.Kind, Gate> gates) {
    Map<Stage.Kind, Long> writes = new EnumMap<>(Stage.Kind.class);
    gates.keySet().forEach(kind -> writes.put(kind, 0L));
    for (CompactChanges.Shared same : shapes) {
      for (PlannedStep step : same.shape().steps()) {
        writes.merge(step.stage(), same.subjects(), Long::sum);
      }
    }
    List<Stage> stages = new ArrayList<>();
    writes.forEach(
        (kind, count) ->
            stages.add(new Stage(kind, gates.getOrDefault(kind, kind.usualGate()), count)));
    return List.copyOf(stages);
  }

  /** A builder of a plan. */
  public static Builder builder() {
    return new Builder();
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
    return tenantId;
  }

  /** When the tenant was read. */
  public Instant observedAt() {
    return observedAt;
  }

  /** Every subject with what happens to it, ordered as {@link Subject#ORDER}. */
  public Stream<PlannedChange> changes() {
    return changes.stream();
  }

  /** What happens to this subject, if the plan is about it. */
  public Optional<PlannedChange> change(Subject subject) {
    int low = 0;
    int high = changes.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int compared = changes.get(middle).subject().compareTo(subject);
      if (compared == 0) {
        return Optional.of(changes.get(middle));
      }
      if (compared < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** What a user to be created is created with, if the plan creates this one. */
  public Optional<UserProfile> profile(Subject subject) {
    return Optional.ofNullable(profiles.get(subject));
  }

  SortedMap<Subject, UserProfile> profiles() {
    return profiles;
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
    return changes.size();
  }

  /**
   * What planning found: first about the plan as a whole, then subject by subject in their order.
   * Built while it is consumed, since there may be many.
   */
  public Stream<Finding> findings() {
    return Stream.concat(planFindings.stream(), changes().flatMap(PlannedChange::findings));
  }

  /** What planning found about the plan as a whole. */
  List<Finding> planFindings() {
    return planFindings;
  }

  /**
   * Whether the plan can be applied: no blocking finding about the plan as a whole. Findings about
   * single subjects hold back these subjects only.
   */
  public boolean isApplyable() {
    return planFindings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKING);
  }

  /** How many people are changed and confirmed before the others, if some are. */
  public OptionalInt canary() {
    return canary;
  }

  /** The stages that have something to do, in order. */
  public List<Stage> stages() {
    return stages;
  }

  /**
   * The seats of each SKU that the plan takes or frees, and who gets none; ordered by part number,
   * then id. SKUs whose units are no seats have no line.
   */
  public List<SeatLedger.Line> seats() {
    return seats;
  }

  /**
   * The SKUs that the plan changes, as the tenant had them when it was read; ordered by part
   * number, then id.
   */
  public List<SubscribedSku> skus() {
    return skus;
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

  /** Whether a group is changed, so that the service processes its members in the background. */
  boolean changesGroups() {
    return shapes.stream().anyMatch(shape -> shape.reach().isPresent());
  }

  /** What applying it costs, and what it would cost user by user where groups are changed. */
  public CostEstimate estimate() {
    long writes =
        joiningRequests()
            + stages.stream()
                .filter(stage -> stage.kind() != Stage.Kind.ADD_TO_GROUPS)
                .mapToLong(Stage::writes)
                .sum();
    long users = count(ChangeKind.CHANGE);
    long groups = 0;
    long affected = 0;
    long memberPages = 0;
    for (CompactChanges.Shared same : shared) {
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
    for (CompactChanges.Shared same : shared) {
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

  /**
   * Builds a {@link LicensePlan}: the planner uses it, and so does a test of code that takes plans.
   * Not thread-safe.
   *
   * <pre>{@code
   * LicensePlan plan = LicensePlan.builder()
   *     .tenantId(TenantId.parse("84841066-274d-4ec0-a5c1-276be684bdd3"))
   *     .observedAt(Instant.parse("2024-05-01T08:00:00Z"))
   *     .addChange(new PlannedChange(Subject.user(adele), "adele@contoso.com", shape))
   *     .build();
   * }</pre>
   */
  public static final class Builder {

    private @Nullable TenantId tenantId;
    private @Nullable Instant observedAt;
    private OptionalInt canary = OptionalInt.empty();
    private final CompactChanges changes = new CompactChanges();
    private @Nullable Subject last;
    private boolean isInOrder = true;

    /** Equal shapes are kept once, however many subjects bring theirs. */
    private final Map<ChangeShape, Integer> shapes = new HashMap<>();

    private final IdentityHashMap<ChangeShape, Integer> seen = new IdentityHashMap<>();
    private final Map<Stage.Kind, Gate> gates = new EnumMap<>(Stage.Kind.class);
    private final Map<Subject, UserProfile> profiles = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<SeatLedger.Line> seats = new ArrayList<>();
    private final List<SubscribedSku> skus = new ArrayList<>();
    private String planId = "";

    private Builder() {}

    /** The tenant that the plan is for. Required. */
    public Builder tenantId(TenantId id) {
      this.tenantId = Objects.requireNonNull(id, "id");
      return this;
    }

    /** When the tenant was read. Required. */
    public Builder observedAt(Instant moment) {
      this.observedAt = Objects.requireNonNull(moment, "moment");
      return this;
    }

    /**
     * How many people are changed and confirmed before the others.
     *
     * @throws IllegalArgumentException if that is nobody
     */
    public Builder canary(int people) {
      if (people < 1) {
        throw new IllegalArgumentException("canary must be at least 1: " + people);
      }
      this.canary = OptionalInt.of(people);
      return this;
    }

    /** A subject and what happens to it; in any order, each subject once. */
    public Builder addChange(PlannedChange change) {
      int shape =
          seen.computeIfAbsent(change.shape(), any -> shapes.computeIfAbsent(any, changes::number));
      if (last != null && last.compareTo(change.subject()) >= 0) {
        isInOrder = false;
      }
      last = change.subject();
      changes.append(change.subject(), change.name(), shape);
      return this;
    }

    /** Subjects and what happens to them; in any order, each subject once. */
    public Builder addChanges(Stream<PlannedChange> more) {
      more.forEachOrdered(this::addChange);
      return this;
    }

    /** What a user to be created is created with. */
    public Builder addProfile(UserProfile profile) {
      profiles.put(Subject.newUser(profile.userPrincipalName()), profile);
      return this;
    }

    /**
     * Lets a stage wait for this, where what a stage of its kind always waits for is not enough.
     * The plan has the stage even if nothing is written in it. Without this the plan has the stages
     * of its steps.
     */
    public Builder stage(Stage.Kind kind, Gate gate) {
      gates.put(Objects.requireNonNull(kind, "kind"), Objects.requireNonNull(gate, "gate"));
      return this;
    }

    /** A finding about the plan as a whole. */
    public Builder addFinding(Finding finding) {
      findings.add(Objects.requireNonNull(finding, "finding"));
      return this;
    }

    /** The seats of a SKU, in the order in which they are told. */
    public Builder addSeats(SeatLedger.Line line) {
      seats.add(Objects.requireNonNull(line, "line"));
      return this;
    }

    /** A SKU that the plan changes, in the order in which they are told. */
    public Builder addSku(SubscribedSku sku) {
      skus.add(Objects.requireNonNull(sku, "sku"));
      return this;
    }

    /** The id that the plan is known to have. */
    Builder planId(String id) {
      this.planId = id;
      return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalStateException if the tenant or the moment is missing, a subject is there
     *     twice, or a user is to be created without a profile
     */
    public LicensePlan build() {
      return new LicensePlan(this);
    }

    private CompactChanges inOrder() {
      if (isInOrder) {
        return changes.soFar();
      }
      List<PlannedChange> ordered = new ArrayList<>(changes);
      ordered.sort(Comparator.comparing(PlannedChange::subject));
      CompactChanges inOrder = new CompactChanges();
      IdentityHashMap<ChangeShape, Integer> numbers = new IdentityHashMap<>();
      for (int i = 0; i < ordered.size(); i++) {
        PlannedChange change = ordered.get(i);
        if (i > 0 && change.subject().equals(ordered.get(i - 1).subject())) {
          throw new IllegalStateException(
              "A plan has each subject once, but this one twice: " + change.subject());
        }
        inOrder.append(
            change.subject(),
            change.name(),
            numbers.computeIfAbsent(change.shape(), inOrder::number));
      }
      return inOrder;
    }
  }
}
