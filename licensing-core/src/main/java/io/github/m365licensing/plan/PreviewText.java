package io.github.m365licensing.plan;

import static io.github.m365licensing.internal.TextTable.number;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.GraphOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A plan as text for people. Subjects that read alike are folded when there are many. */
final class PreviewText {

  /** How many subjects that read alike are named at most; the rest is counted. */
  private static final int NAMED = 10;

  /**
   * How many ways in which services fare are told at most for a shape; members of a group may have
   * many.
   */
  private static final int WAYS = 25;

  /** How many services stand in a line at most; a suite has dozens. */
  private static final int PLANS_PER_LINE = 6;

  private final LicensePlan plan;
  private final Map<ChangeShape, Named> named = new LinkedHashMap<>();

  private static final class Named {
    private final List<String> first = new ArrayList<>();
    private long more;

    void add(String name) {
      if (first.size() < NAMED) {
        first.add(name);
      } else {
        more++;
      }
    }

    void addAll(Named others) {
      others.first.forEach(this::add);
      more += others.more;
    }

    long count() {
      return first.size() + more;
    }
  }

  PreviewText(LicensePlan plan) {
    this.plan = plan;
    plan.changes()
        .forEach(
            change ->
                named
                    .computeIfAbsent(change.shape(), shape -> new Named())
                    .add(GroupPreview.name(change)));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("Plan ").append(plan.planId(), 0, 12);
    text.append(" for tenant ").append(plan.tenantId());
    text.append(", read ").append(plan.observedAt()).append('\n');
    text.append(number(plan.size())).append(plan.size() == 1 ? " subject: " : " subjects: ");
    text.append(number(plan.count(ChangeKind.CHANGE))).append(" to change, ");
    text.append(number(plan.count(ChangeKind.NO_CHANGE))).append(" with nothing to do, ");
    text.append(number(plan.count(ChangeKind.BLOCKED))).append(" blocked\n");
    section(text, "To change, losing something", s -> is(s, ChangeKind.CHANGE) && loses(s));
    section(text, "To change", s -> is(s, ChangeKind.CHANGE) && !loses(s));
    section(text, "Blocked", s -> is(s, ChangeKind.BLOCKED));
    section(text, "Nothing to do", s -> is(s, ChangeKind.NO_CHANGE));
    services(text);
    taken(text);
    text.append(GroupPreview.taken(plan, this::partNumber));
    findings(text);
    seats(text);
    stages(text);
    CostEstimate cost = plan.estimate();
    text.append("\nPermissions: ").append(String.join(", ", plan.requiredPermissions()));
    text.append("\nCost: ").append(GroupPreview.counted(cost.writeRequests(), "write request"));
    text.append(", ").append(GroupPreview.counted(cost.readRequests(), "read"));
    text.append("; the writes take at least ");
    text.append(number(cost.timeUnderQuota(0.6).toSeconds())).append(" s at 60 % of the quota\n");
    text.append(GroupPreview.cost(plan));
    return text.toString();
  }

  private static boolean is(ChangeShape shape, ChangeKind kind) {
    return shape.kind() == kind;
  }

  private static boolean loses(ChangeShape shape) {
    return shape.effects().stream().anyMatch(effect -> effect.kind() == ServiceEffect.Kind.LOST);
  }

  private void section(StringBuilder text, String title, Predicate<ChangeShape> wanted) {
    Map<List<List<String>>, Named> alike = new LinkedHashMap<>();
    named.forEach(
        (shape, subjects) -> {
          if (wanted.test(shape)) {
            alike.computeIfAbsent(lines(shape), lines -> new Named()).addAll(subjects);
          }
        });
    if (!alike.isEmpty()) {
      TextTable table = TextTable.headed("subject", "what", "before", "after");
      alike.forEach((lines, subjects) -> rows(table, lines, subjects));
      text.append('\n').append(title).append('\n').append(table);
    }
  }

  private static void rows(TextTable table, List<List<String>> lines, Named subjects) {
    for (String name : subjects.first) {
      String subject = name;
      for (List<String> line : lines) {
        table.row(subject, line.get(0), line.get(1), line.get(2));
        subject = "";
      }
    }
    if (subjects.more > 0) {
      table.row("… and " + number(subjects.more) + " more like these");
    }
  }

  /** What becomes of a membership: what, before, after. */
  private static final PlannedWrite.Cases<Optional<List<String>>> MEMBERSHIP =
      new PlannedWrite.Cases<>() {
        @Override
        public Optional<List<String>> createUser(PlannedWrite.CreateUser write) {
          return Optional.empty();
        }

        @Override
        public Optional<List<String>> setUsageLocation(PlannedWrite.SetUsageLocation write) {
          return Optional.empty();
        }

        @Override
        public Optional<List<String>> reprocess(PlannedWrite.Reprocess write) {
          return Optional.empty();
        }

        @Override
        public Optional<List<String>> addToGroup(PlannedWrite.AddToGroup add) {
          return Optional.of(List.of("membership", "", "in group '" + add.groupName() + "'"));
        }

        @Override
        public Optional<List<String>> leaveGroup(PlannedWrite.LeaveGroup leave) {
          return Optional.of(
              List.of("membership", "in group '" + leave.groupName() + "'", "taken out"));
        }

        @Override
        public Optional<List<String>> assignLicenses(PlannedWrite.AssignLicenses write) {
          return Optional.empty();
        }
      };

  private List<List<String>> lines(ChangeShape shape) {
    List<List<String>> lines = new ArrayList<>();
    if (shape.steps().stream().anyMatch(s -> s.stage() == Stage.Kind.CREATE_USERS)) {
      lines.add(List.of("user", "does not exist", "created"));
    }
    if (!shape.before().usageLocation().equals(shape.after().usageLocation())) {
      lines.add(
          List.of(
              "usage location",
              shape.before().usageLocation().map(Object::toString).orElse("none"),
              shape.after().usageLocation().map(Object::toString).orElse("none")));
    }
    for (PlannedStep step : shape.steps()) {
      step.write().accept(MEMBERSHIP).ifPresent(lines::add);
    }
    for (SubscribedSku sku : plan.skus()) {
      String before = direct(shape.before(), sku);
      String after = direct(shape.after(), sku);
      if (!before.equals(after)) {
        lines.add(List.of(sku.skuPartNumber(), before, after));
      }
    }
    if (lines.isEmpty()) {
      lines.add(List.of(String.join("; ", shape.reasons()), "", ""));
    }
    return lines;
  }

  /** What the people keep, lose and gain, over all paths. */
  private void services(StringBuilder text) {
    Map<List<ServiceEffect>, Named> alike = new LinkedHashMap<>();
    Map<List<ServiceEffect>, ChangeShape> one = new HashMap<>();
    named.forEach(
        (shape, subjects) -> {
          if (is(shape, ChangeKind.CHANGE)) {
            one.putIfAbsent(shape.effects(), shape);
            alike.computeIfAbsent(shape.effects(), effects -> new Named()).addAll(subjects);
          }
        });
    if (!alike.isEmpty()) {
      TextTable table = TextTable.headed("subject", "over all paths", "through");
      alike.forEach(
          (effects, subjects) ->
              effects(table, Objects.requireNonNull(one.get(effects)), subjects));
      text.append("\nServices\n").append(table).append(GroupPreview.order(plan));
    }
  }

  private static void effects(TextTable table, ChangeShape shape, Named subjects) {
    String subject = subjects.first.get(0);
    if (subjects.count() > 1) {
      subject += " and " + number(subjects.count() - 1) + " more";
    }
    if (!loses(shape)) {
      table.row(subject, shape.reach().isPresent() ? "nobody loses anything" : "loses nothing");
      subject = "";
    }
    Map<Way, List<String>> services = new LinkedHashMap<>();
    for (ServiceEffect effect : shape.effects()) {
      services
          .computeIfAbsent(
              new Way(effect.kind(), effect.through(), effect.members()), way -> new ArrayList<>())
          .add(effect.servicePlanName());
    }
    int ways = 0;
    for (Map.Entry<Way, List<String>> entry : services.entrySet()) {
      if (++ways > WAYS) {
        table.row("", "… and " + number(services.size() - WAYS) + " more like these");
        break;
      }
      String verb =
          switch (entry.getKey().kind()) {
            case LOST -> shape.reach().isPresent() ? "lose " : "loses ";
            case KEPT -> shape.reach().isPresent() ? "keep " : "keeps ";
            case GAINED -> shape.reach().isPresent() ? "gain " : "gains ";
          };
      String begin = GroupPreview.who(entry.getKey().members(), shape) + verb;
      String through = String.join(" and ", entry.getKey().through());
      List<String> plans = entry.getValue();
      for (int from = 0; from < plans.size(); from += PLANS_PER_LINE) {
        int to = Math.min(from + PLANS_PER_LINE, plans.size());
        String line = String.join(", ", plans.subList(from, to)) + (to < plans.size() ? "," : "");
        table.row(subject, begin + line, through);
        subject = "";
        begin = "  ";
        through = "";
      }
    }
  }

  /** Services that fare alike through the same paths. */
  private record Way(ServiceEffect.Kind kind, List<String> through, long members) {}

  private static String direct(LicenseState state, SubscribedSku sku) {
    return state
        .licenses()
        .direct(sku.skuId())
        .map(p -> choices(p.disabledPlans(), sku))
        .orElse("not assigned");
  }

  /** The choices in the shorter of the two ways to say them. */
  private static String choices(Set<ServicePlanId> off, SubscribedSku sku) {
    List<ServicePlan> forUsers =
        sku.servicePlans().stream().filter(ServicePlan::isForUsers).toList();
    List<String> on = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (ServicePlan servicePlan : forUsers) {
      (off.contains(servicePlan.servicePlanId()) ? without : on).add(servicePlan.servicePlanName());
    }
    if (without.isEmpty()) {
      return "all on";
    }
    return on.size() < without.size()
        ? (on.isEmpty() ? "all off" : "only " + String.join(", ", on))
        : "without " + String.join(", ", without);
  }

  private void taken(StringBuilder text) {
    Map<String, Long> users = new TreeMap<>();
    named.forEach(
        (shape, subjects) -> {
          for (PlannedStep step : shape.steps()) {
            if (step.write().operation() == GraphOperation.ASSIGN_USER_LICENSE) {
              for (SkuId skuId : step.write().removeLicenses()) {
                users.merge(partNumber(skuId), subjects.count(), Long::sum);
              }
            }
          }
        });
    if (!users.isEmpty()) {
      TextTable table = TextTable.headed("taken directly", "from users");
      users.forEach((sku, count) -> table.row(sku, number(count)));
      text.append('\n').append(table);
    }
  }

  private void findings(StringBuilder text) {
    Map<String, Long> folded = new LinkedHashMap<>();
    fold(folded, code -> code == FindingCode.CANNOT_UNDO);
    fold(folded, code -> code != FindingCode.CANNOT_UNDO);
    List<Finding> ofPlan = plan.planFindings();
    if (folded.isEmpty() && ofPlan.isEmpty()) {
      return;
    }
    text.append("\nFindings\n");
    ofPlan.forEach(finding -> text.append("  ").append(describe(finding)).append('\n'));
    folded.forEach(
        (finding, count) ->
            text.append("  ")
                .append(finding)
                .append(" [")
                .append(number(count))
                .append(count == 1 ? " subject]\n" : " subjects]\n"));
  }

  private void fold(Map<String, Long> folded, Predicate<FindingCode> wanted) {
    named.forEach(
        (shape, subjects) ->
            shape.findings().stream()
                .filter(finding -> wanted.test(finding.code()))
                .forEach(f -> folded.merge(describe(f), subjects.count(), Long::sum)));
  }

  private static String describe(Finding finding) {
    return "%s %s: %s %s"
        .formatted(
            finding.isAccepted() ? "ACCEPTED" : finding.severity(),
            finding.code(),
            finding.message(),
            finding.cure());
  }

  private void seats(StringBuilder text) {
    if (plan.seats().isEmpty()) {
      return;
    }
    TextTable table =
        TextTable.headed("seats", "owned", "in use", "at most", "at the end", "without seat");
    for (SeatLedger.Line seats : plan.seats()) {
      table.row(
          partNumber(seats.skuId()),
          number(seats.owned()),
          number(seats.start()),
          number(seats.peak()),
          number(seats.end()),
          number(seats.unserved().size()));
    }
    text.append('\n').append(table);
  }

  private String partNumber(SkuId skuId) {
    return plan.skus().stream()
        .filter(sku -> sku.skuId().equals(skuId))
        .map(SubscribedSku::skuPartNumber)
        .findFirst()
        .orElseGet(skuId::toString);
  }

  private void stages(StringBuilder text) {
    if (plan.stages().isEmpty()) {
      return;
    }
    TextTable table = TextTable.headed("stage", "waits for", "writes");
    for (Stage stage : plan.stages()) {
      table.row(
          stage.name(),
          stage.gate().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          number(stage.writes()));
    }
    text.append('\n').append(table);
  }
}
