package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.internal.lines.LicensesJson;
import io.github.m365licensing.internal.lines.LineFile;
import io.github.m365licensing.internal.lines.LineFormat;
import io.github.m365licensing.internal.lines.LineJson;
import io.github.m365licensing.internal.lines.LineWriter;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a plan: one fact a line, in an order that depends on nothing but the plan. The plan's id
 * is the last link of the chain of these lines, so that it stands for every one of them.
 */
final class PlanJson {

  static final LineFormat FORMAT = new LineFormat("m365-license-plan", 1, 0);

  private final LicensePlan plan;
  private final LineWriter lines;
  private final IdentityHashMap<ChangeShape, Integer> numbers = new IdentityHashMap<>();

  private PlanJson(LicensePlan plan, LineWriter lines) {
    this.plan = plan;
    this.lines = lines;
    plan.shapes().forEach(shape -> numbers.put(shape, numbers.size()));
  }

  static String planId(LicensePlan plan) {
    return LineFile.lastLink(FORMAT, lines -> new PlanJson(plan, lines).write());
  }

  static void write(LicensePlan plan, Path path) throws IOException {
    LineFile.replace(path, FORMAT, lines -> new PlanJson(plan, lines).write());
  }

  private void write() throws IOException {
    lines.line(
        "plan",
        json -> {
          json.text("tenantId", plan.tenantId()).text("observedAt", plan.observedAt());
          if (plan.canary().isPresent()) {
            json.number("canary", plan.canary().getAsInt());
          }
        });
    for (SubscribedSku sku : plan.skus()) {
      lines.line("subscribedSku", json -> LicensesJson.write(json, sku));
    }
    for (Finding finding : plan.planFindings()) {
      lines.line("finding", json -> write(json, finding));
    }
    for (Stage stage : plan.stages()) {
      lines.line(
          "stage",
          json ->
              json.text("stage", stage.kind())
                  .text("gate", stage.gate())
                  .number("writes", stage.writes()));
    }
    for (SeatLedger.Line seats : plan.seats()) {
      lines.line("seats", json -> write(json, seats));
    }
    for (ChangeShape shape : plan.shapes()) {
      lines.line("shape", json -> write(json, shape));
    }
    for (Map.Entry<Subject, UserProfile> profile : plan.profiles().entrySet()) {
      lines.line("profile", json -> write(json, profile.getKey(), profile.getValue()));
    }
    for (PlannedChange change : (Iterable<PlannedChange>) plan.changes()::iterator) {
      lines.line(
          "subject",
          json -> {
            write(json, change.subject());
            json.text("name", change.name())
                .number("shape", Objects.requireNonNull(numbers.get(change.shape()), "shape"));
          });
    }
  }

  private static void write(LineJson json, Subject subject) {
    json.text("subject", subject.kind()).text("key", subject.key());
  }

  private static void write(LineJson json, SeatLedger.Line seats) {
    json.text("skuId", seats.skuId())
        .number("owned", seats.owned())
        .number("start", seats.start())
        .number("peak", seats.peak())
        .number("end", seats.end())
        .objects("unserved", seats.unserved(), PlanJson::write);
  }

  private static void write(LineJson json, Subject subject, UserProfile profile) {
    json.text("key", subject.key())
        .text("userPrincipalName", profile.userPrincipalName())
        .text("displayName", profile.displayName())
        .text("mailNickname", profile.mailNickname())
        .text("department", profile.department())
        .text("usageLocation", profile.usageLocation())
        .flag("accountEnabled", profile.accountEnabled());
  }

  private static void write(LineJson json, ChangeShape shape) {
    json.text("change", shape.kind())
        .texts("reasons", shape.reasons())
        .object("before", before -> LicensesJson.write(before, shape.before()))
        .object("after", after -> LicensesJson.write(after, shape.after()));
    shape.reach().ifPresent(reach -> json.object("reach", each -> write(each, reach)));
    json.objects("effects", shape.effects(), PlanJson::write)
        .objects("steps", shape.steps(), PlanJson::write)
        .objects("findings", shape.findings(), PlanJson::write);
  }

  private static void write(LineJson json, GroupReach reach) {
    json.number("members", reach.members())
        .number("affected", reach.affected())
        .number("countedElsewhere", reach.countedElsewhere())
        .object("seatsTaken", seats -> write(seats, reach.seatsTaken()))
        .object("seatsFreed", seats -> write(seats, reach.seatsFreed()));
  }

  private static void write(LineJson json, Map<SkuId, Integer> seats) {
    seats.forEach((sku, count) -> json.number(sku.toString(), count));
  }

  private static void write(LineJson json, ServiceEffect effect) {
    json.text("kind", effect.kind())
        .text("servicePlanId", effect.servicePlanId())
        .text("servicePlanName", effect.servicePlanName())
        .texts("through", effect.through())
        .number("members", effect.members());
  }

  private static void write(LineJson json, PlannedStep step) {
    json.text("stage", step.stage());
    step.write().accept(new WriteFields(json));
  }

  /** What each kind of write says beyond its stage. */
  private record WriteFields(LineJson json) implements PlannedWrite.Cases<LineJson> {

    @Override
    public LineJson createUser(PlannedWrite.CreateUser write) {
      return json; // The stage says it, and the profile stands in the plan.
    }

    @Override
    public LineJson reprocess(PlannedWrite.Reprocess write) {
      return json; // The stage says it.
    }

    @Override
    public LineJson setUsageLocation(PlannedWrite.SetUsageLocation set) {
      return json.text("usageLocation", set.usageLocation());
    }

    @Override
    public LineJson addToGroup(PlannedWrite.AddToGroup add) {
      json.text("addToGroup", add.group()).text("groupName", add.groupName());
      LicensesJson.write(json, "assignedLicenses", add.assignedLicenses());
      return json;
    }

    @Override
    public LineJson leaveGroup(PlannedWrite.LeaveGroup leave) {
      return json.text("leaveGroup", leave.group()).text("groupName", leave.groupName());
    }

    @Override
    public LineJson assignLicenses(PlannedWrite.AssignLicenses assign) {
      LicensesJson.write(json, "addLicenses", assign.addLicenses());
      return json.texts("removeLicenses", assign.removeLicenses())
          .flag("ofGroup", assign.ofGroup());
    }
  }

  private static void write(LineJson json, Finding finding) {
    json.text("code", finding.code()).text("severity", finding.severity());
    if (finding.isAccepted()) {
      json.flag("accepted", true);
    }
    json.text("skuId", finding.skuId())
        .text("servicePlanId", finding.servicePlanId())
        .text("otherSkuId", finding.otherSkuId())
        .text("otherServicePlanId", finding.otherServicePlanId())
        .texts("sources", sources(finding));
    if (finding.members() > 0) {
      json.number("members", finding.members());
    }
    json.text("message", finding.message()).text("cure", finding.cure());
  }

  private static List<String> sources(Finding finding) {
    return finding.sources().stream()
        .map(
            source ->
                source instanceof AssignmentSource.InheritedFromGroup inherited
                    ? inherited.group().toString()
                    : "direct")
        .toList();
  }
}
