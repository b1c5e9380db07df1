package io.github.m365licensing.plan;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.internal.lines.BrokenLineException;
import io.github.m365licensing.internal.lines.FieldsJson;
import io.github.m365licensing.internal.lines.LicensesJson;
import io.github.m365licensing.internal.lines.LineFile;
import io.github.m365licensing.internal.lines.LineReader;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.PlanRefusedException;
import io.github.m365licensing.tenant.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PlanJson} writes, trusting none of it. */
final class PlanReaderJson {

  private final LineReader lines;
  private final LicensePlan.Builder plan = LicensePlan.builder();
  private final List<ChangeShape> shapes = new ArrayList<>();
  private @Nullable Subject last;

  private PlanReaderJson(LineReader lines) {
    this.lines = lines;
  }

  static LicensePlan read(Path path) throws IOException {
    try {
      return LineFile.read(
          path, PlanJson.FORMAT, "plan", lines -> new PlanReaderJson(lines).read());
    } catch (BrokenLineException e) {
      throw new PlanRefusedException(
          "The plan file %s is refused. Nothing was sent. Its %s Use an unaltered copy, or plan again."
              .formatted(path.getFileName(), e.getMessage()),
          List.of(e.getMessage()));
    }
  }

  private LicensePlan read() throws IOException {
    String planId = lines.lastLink();
    for (Optional<FieldsJson> line = lines.next(); line.isPresent(); line = lines.next()) {
      planId = lines.lastLink();
      take(line.get());
    }
    try {
      return plan.planId(planId).build();
    } catch (IllegalStateException e) {
      throw lines.wrong("ends what is no whole plan: " + e.getMessage());
    }
  }

  private void take(FieldsJson line) {
    switch (line.text("kind")) {
      case "plan" -> {
        plan.tenantId(line.value("tenantId", TenantId::parse))
            .observedAt(line.instant("observedAt"));
        if (line.has("canary")) {
          plan.canary(canary(line));
        }
      }
      case "subscribedSku" -> plan.addSku(LicensesJson.readSku(line));
      case "finding" -> plan.addFinding(finding(line));
      case "stage" ->
          plan.stage(line.value("stage", Stage.Kind::valueOf), line.value("gate", Gate::valueOf));
      case "seats" -> plan.addSeats(seats(line));
      case "shape" -> shapes.add(shape(line));
      case "profile" -> plan.addProfile(profile(line));
      case "subject" -> change(line);
      default -> throw line.wrong("is of no kind that this version knows.");
    }
  }

  private static int canary(FieldsJson line) {
    int people = line.count("canary");
    if (people == 0) {
      throw line.wrong("has a canary of nobody.");
    }
    return people;
  }

  private void change(FieldsJson line) {
    Subject subject = subject(line);
    if (last != null && last.compareTo(subject) >= 0) {
      throw line.wrong("names a subject out of order, or for the second time.");
    }
    last = subject;
    int shape = line.count("shape");
    if (shape >= shapes.size()) {
      throw line.wrong("names a shape that no earlier line holds.");
    }
    plan.addChange(new PlannedChange(subject, line.text("name"), shapes.get(shape)));
  }

  private static Subject subject(FieldsJson line) {
    return switch (line.value("subject", Subject.Kind::valueOf)) {
      case GROUP -> Subject.group(line.value("key", GroupId::parse));
      case USER -> Subject.user(line.value("key", UserId::parse));
      case NEW_USER -> Subject.newUser(line.text("key"));
    };
  }

  private static SeatLedger.Line seats(FieldsJson line) {
    return new SeatLedger.Line(
        line.value("skuId", SkuId::parse),
        line.count("owned"),
        line.count("start"),
        line.count("peak"),
        line.count("end"),
        line.objects("unserved").stream().map(PlanReaderJson::subject).toList());
  }

  private static UserProfile profile(FieldsJson line) {
    UserProfile.Builder profile = UserProfile.builder();
    profile
        .userPrincipalName(line.text("userPrincipalName"))
        .displayName(line.text("displayName"))
        .mailNickname(line.text("mailNickname"))
        .accountEnabled(line.flag("accountEnabled", true));
    line.optionalText("department").ifPresent(profile::department);
    line.optionalValue("usageLocation", UsageLocation::of).ifPresent(profile::usageLocation);
    return profile.build();
  }

  private static ChangeShape shape(FieldsJson line) {
    ChangeShape.Builder shape = ChangeShape.builder();
    shape
        .kind(line.value("change", ChangeKind::valueOf))
        .before(LicensesJson.readState(line.object("before")))
        .after(LicensesJson.readState(line.object("after")))
        .reasons(line.texts("reasons"));
    if (line.has("reach")) {
      shape.reach(reach(line.object("reach")));
    }
    line.objects("effects").forEach(effect -> shape.addEffects(effect(effect)));
    line.objects("steps").forEach(step -> shape.addSteps(step(step)));
    line.objects("findings").forEach(finding -> shape.addFindings(finding(finding)));
    return shape.build();
  }

  private static GroupReach reach(FieldsJson json) {
    return new GroupReach(
        json.number("members"),
        json.number("affected"),
        json.number("countedElsewhere"),
        seatsBySku(json, "seatsTaken"),
        seatsBySku(json, "seatsFreed"));
  }

  private static NavigableMap<SkuId, Integer> seatsBySku(FieldsJson json, String name) {
    NavigableMap<SkuId, Integer> seats = new TreeMap<>();
    json.counts(name, SkuId::parse).forEach(seats::put);
    return seats;
  }

  private static ServiceEffect effect(FieldsJson json) {
    return new ServiceEffect(
        json.value("kind", ServiceEffect.Kind::valueOf),
        json.value("servicePlanId", ServicePlanId::parse),
        json.text("servicePlanName"),
        json.texts("through"),
        json.number("members"));
  }

  private static PlannedStep step(FieldsJson json) {
    Stage.Kind stage = json.value("stage", Stage.Kind::valueOf);
    return new PlannedStep(stage, write(json, stage));
  }

  private static PlannedWrite write(FieldsJson json, Stage.Kind stage) {
    if (json.has("usageLocation")) {
      return new PlannedWrite.SetUsageLocation(json.value("usageLocation", UsageLocation::of));
    }
    if (json.has("addLicenses")) {
      Set<SkuId> remove = new TreeSet<>(json.values("removeLicenses", SkuId::parse));
      return new PlannedWrite.AssignLicenses(
          LicensesJson.read(json, "addLicenses"), remove, json.flag("ofGroup", false));
    }
    if (json.has("addToGroup")) {
      return new PlannedWrite.AddToGroup(
          json.value("addToGroup", GroupId::parse),
          json.text("groupName"),
          LicensesJson.read(json, "assignedLicenses"));
    }
    if (json.has("leaveGroup")) {
      return new PlannedWrite.LeaveGroup(
          json.value("leaveGroup", GroupId::parse), json.text("groupName"));
    }
    if (stage == Stage.Kind.REPROCESS_LICENSES) {
      return PlannedWrite.Reprocess.INSTANCE;
    }
    if (stage == Stage.Kind.CREATE_USERS) {
      return PlannedWrite.CreateUser.INSTANCE;
    }
    throw json.wrong("has a step of stage " + stage + " that says nothing to write.");
  }

  private static Finding finding(FieldsJson json) {
    Finding.Builder finding = Finding.builder();
    finding
        .code(json.value("code", FindingCode::valueOf))
        .severity(json.value("severity", Severity::valueOf))
        .isAccepted(json.flag("accepted", false))
        .members(json.number("members"))
        .message(json.text("message"))
        .cure(json.text("cure"))
        .skuId(json.optionalValue("skuId", SkuId::parse))
        .servicePlanId(json.optionalValue("servicePlanId", ServicePlanId::parse))
        .otherSkuId(json.optionalValue("otherSkuId", SkuId::parse))
        .otherServicePlanId(json.optionalValue("otherServicePlanId", ServicePlanId::parse))
        .sources(json.values("sources", PlanReaderJson::source));
    return finding.build();
  }

  private static AssignmentSource source(String text) {
    return text.equals("direct")
        ? AssignmentSource.direct()
        : AssignmentSource.inheritedFrom(GroupId.parse(text));
  }
}
