package io.github.m365licensing.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.CapabilityStatus;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.PlanRefusedException;
import io.github.m365licensing.tenant.UserProfile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A plan as a file: a heading that names format and plan id, then the lines that the id covers.
 * Unknown fields and kinds of line are ignored; an unknown version is refused, and so is a file
 * whose lines do not give the id.
 */
final class PlanFileJson {

  private static final String FORMAT = "m365licensing.plan";
  private static final int VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TenantId tenantId = TenantId.of(new java.util.UUID(0, 0));
  private Instant observedAt = Instant.EPOCH;
  private int canary;
  private final SubjectStore subjects = new SubjectStore();
  private final List<ChangeShape> shapes = new ArrayList<>();
  private final SortedMap<Subject, UserProfile> profiles = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<SeatLedger.Line> seats = new ArrayList<>();
  private final List<SubscribedSku> skus = new ArrayList<>();

  private PlanFileJson() {}

  static void write(LicensePlan plan, Path path) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      String heading =
          MAPPER.writeValueAsString(
              MAPPER
                  .createObjectNode()
                  .put("format", FORMAT)
                  .put("version", VERSION)
                  .put("planId", plan.planId()));
      out.write((heading + "\n").getBytes(StandardCharsets.UTF_8));
      PlanJson.write(plan, out);
    }
  }

  static LicensePlan read(Path path) throws IOException {
    MessageDigest digest = PlanJson.sha256();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      JsonNode heading = parse(line(in), 1);
      if (!heading.path("format").asText().equals(FORMAT)) {
        throw refused("It does not begin with the heading of a plan.");
      }
      if (heading.path("version").asInt() != VERSION) {
        throw refused(
            "It has format version %s; this library reads version %d."
                .formatted(heading.path("version"), VERSION));
      }
      PlanFileJson file = new PlanFileJson();
      int number = 2;
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        digest.update(line);
        file.add(parse(line, number), number);
        number++;
      }
      String planId = HexFormat.of().formatHex(digest.digest());
      if (!heading.path("planId").asText().equals(planId)) {
        throw refused(
            "Its lines do not give the plan id in its heading: it was altered or cut off.");
      }
      return new LicensePlan(file.data(), planId);
    }
  }

  /** A line with its line feed; empty at the end. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static JsonNode parse(byte[] line, int number) throws IOException {
    try {
      return MAPPER.readTree(line);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw refused("Line " + number + " is no JSON.");
    }
  }

  private static PlanRefusedException refused(String reason) {
    return new PlanRefusedException(
        "The plan file is refused. Nothing was sent. "
            + reason
            + " Use an unaltered copy, or plan again.",
        List.of(reason));
  }

  private void add(JsonNode json, int number) {
    try {
      if (json.has("tenantId")) {
        tenantId = TenantId.parse(text(json, "tenantId"));
        observedAt = Instant.parse(text(json, "observedAt"));
        canary = json.path("canary").asInt();
      } else if (json.has("sku")) {
        skus.add(sku(json));
      } else if (json.has("finding")) {
        findings.add(finding(json.path("finding")));
      } else if (json.has("stage")) {
        stages.add(
            new Stage(
                Stage.Kind.valueOf(text(json, "stage")),
                Gate.valueOf(text(json, "gate")),
                json.path("writes").asLong()));
      } else if (json.has("seats")) {
        seats.add(seats(json));
      } else if (json.has("profile")) {
        profiles.put(Subject.newUser(text(json, "profile")), profile(json));
      } else if (json.has("subject")) {
        addChange(json);
      } else if (json.has("shape")) {
        shapes.add(shape(json));
      }
    } catch (IllegalArgumentException | java.time.DateTimeException | IndexOutOfBoundsException e) {
      throw refused("Line " + number + " cannot be understood: " + e.getMessage());
    }
  }

  private void addChange(JsonNode json) {
    Subject subject = subject(text(json, "subject"), text(json, "key"));
    if (subjects.size() > 0 && subjects.subject(subjects.size() - 1).compareTo(subject) >= 0) {
      throw new IllegalArgumentException("subjects are out of order, or one is there twice");
    }
    int shape = Objects.checkIndex(json.path("shape").asInt(), shapes.size());
    subjects.add(subject, text(json, "name"), shape);
  }

  private PlanData data() {
    return new PlanData(
        tenantId,
        observedAt,
        canary,
        new PlannedChanges(
            NumberedSubjects.of(subjects, IntStream.range(0, subjects.size()).toArray()), shapes),
        profiles,
        findings,
        stages,
        seats,
        skus);
  }

  private static Subject subject(String kind, String key) {
    return switch (Subject.Kind.valueOf(kind)) {
      case GROUP -> Subject.group(GroupId.parse(key));
      case USER -> Subject.user(UserId.parse(key));
      case NEW_USER -> Subject.newUser(key);
    };
  }

  private static SubscribedSku sku(JsonNode json) {
    List<ServicePlan> plans = new ArrayList<>();
    for (JsonNode plan : json.path("servicePlans")) {
      plans.add(
          new ServicePlan(
              ServicePlanId.parse(text(plan, "servicePlanId")),
              text(plan, "servicePlanName"),
              ProvisioningStatus.of(text(plan, "provisioningStatus")),
              AppliesTo.of(text(plan, "appliesTo"))));
    }
    return SubscribedSku.builder()
        .skuId(SkuId.parse(text(json, "sku")))
        .skuPartNumber(text(json, "skuPartNumber"))
        .capabilityStatus(CapabilityStatus.of(text(json, "capabilityStatus")))
        .appliesTo(AppliesTo.of(text(json, "appliesTo")))
        .prepaidUnits(
            new PrepaidUnits(
                json.path("enabled").asInt(),
                json.path("warning").asInt(),
                json.path("suspended").asInt(),
                json.path("lockedOut").asInt()))
        .consumedUnits(json.path("consumedUnits").asInt())
        .servicePlans(plans)
        .build();
  }

  private static SeatLedger.Line seats(JsonNode json) {
    List<Subject> unserved = new ArrayList<>();
    for (JsonNode subject : json.path("unserved")) {
      int blank = subject.asText().indexOf(' ');
      unserved.add(
          subject(subject.asText().substring(0, blank), subject.asText().substring(blank + 1)));
    }
    return new SeatLedger.Line(
        SkuId.parse(text(json, "seats")),
        json.path("owned").asInt(),
        json.path("start").asInt(),
        json.path("peak").asInt(),
        json.path("end").asInt(),
        unserved);
  }

  private static UserProfile profile(JsonNode json) {
    UserProfile.Builder profile = UserProfile.builder();
    profile
        .userPrincipalName(text(json, "userPrincipalName"))
        .displayName(text(json, "displayName"))
        .mailNickname(text(json, "mailNickname"))
        .accountEnabled(json.path("accountEnabled").asBoolean());
    if (json.has("department")) {
      profile.department(text(json, "department"));
    }
    if (json.has("usageLocation")) {
      profile.usageLocation(UsageLocation.of(text(json, "usageLocation")));
    }
    return profile.build();
  }

  private static ChangeShape shape(JsonNode json) {
    ChangeShape.Builder shape = ChangeShape.builder();
    shape.kind(ChangeKind.valueOf(text(json, "kind")));
    shape.before(state(json.path("before"))).after(state(json.path("after")));
    if (json.has("reach")) {
      JsonNode reach = json.path("reach");
      shape.reach(
          new GroupReach(
              reach.path("members").asLong(),
              reach.path("affected").asLong(),
              reach.path("countedElsewhere").asLong(),
              seatsBySku(reach.path("seatsTaken")),
              seatsBySku(reach.path("seatsFreed"))));
    }
    json.path("reasons").forEach(reason -> shape.addReasons(reason.asText()));
    json.path("effects").forEach(effect -> shape.addEffects(effect(effect)));
    json.path("steps").forEach(step -> shape.addSteps(step(step)));
    json.path("findings").forEach(finding -> shape.addFindings(finding(finding)));
    return shape.build();
  }

  private static SortedMap<SkuId, Integer> seatsBySku(JsonNode json) {
    SortedMap<SkuId, Integer> seats = new TreeMap<>();
    json.properties().forEach(e -> seats.put(SkuId.parse(e.getKey()), e.getValue().asInt()));
    return seats;
  }

  private static ServiceEffect effect(JsonNode json) {
    List<String> through = new ArrayList<>();
    json.path("through").forEach(path -> through.add(path.asText()));
    return new ServiceEffect(
        ServiceEffect.Kind.valueOf(text(json, "kind")),
        ServicePlanId.parse(text(json, "servicePlanId")),
        text(json, "servicePlanName"),
        through,
        json.path("members").asLong());
  }

  private static PlannedStep step(JsonNode json) {
    Stage.Kind stage = Stage.Kind.valueOf(text(json, "stage"));
    if (json.has("usageLocation")) {
      return new PlannedStep(
          stage, new PlannedWrite.SetUsageLocation(UsageLocation.of(text(json, "usageLocation"))));
    }
    if (json.has("addLicenses")) {
      Set<SkuId> remove = new TreeSet<>();
      json.path("removeLicenses").forEach(id -> remove.add(SkuId.parse(id.asText())));
      return new PlannedStep(
          stage,
          new PlannedWrite.AssignLicenses(
              licenses(json.path("addLicenses")), remove, json.path("ofGroup").asBoolean()));
    }
    if (stage == Stage.Kind.REPROCESS_LICENSES) {
      return new PlannedStep(stage, PlannedWrite.Reprocess.INSTANCE);
    }
    if (json.has("addToGroup")) {
      return new PlannedStep(
          stage,
          new PlannedWrite.AddToGroup(
              GroupId.parse(text(json, "addToGroup")),
              text(json, "groupName"),
              licenses(json.path("assignedLicenses"))));
    }
    if (json.has("leaveGroup")) {
      return new PlannedStep(
          stage,
          new PlannedWrite.LeaveGroup(
              GroupId.parse(text(json, "leaveGroup")), text(json, "groupName")));
    }
    if (stage != Stage.Kind.CREATE_USERS) {
      throw new IllegalArgumentException("a step of stage " + stage + " says nothing to write");
    }
    return new PlannedStep(stage, PlannedWrite.CreateUser.INSTANCE);
  }

  private static LicenseState state(JsonNode json) {
    LicenseState.Builder state = LicenseState.builder();
    if (json.has("usageLocation")) {
      state.usageLocation(UsageLocation.of(text(json, "usageLocation")));
    }
    state.onPremisesSyncEnabled(json.path("onPremisesSyncEnabled").asBoolean());
    state.addAllAssignedLicenses(licenses(json.path("assignedLicenses")));
    for (JsonNode path : json.path("licenseAssignmentStates")) {
      LicenseAssignmentState.Builder assignment = LicenseAssignmentState.builder();
      assignment
          .skuId(SkuId.parse(text(path, "skuId")))
          .disabledPlans(plans(path.path("disabledPlans")))
          .state(AssignmentState.of(text(path, "state")));
      if (path.has("assignedByGroup")) {
        assignment.source(
            AssignmentSource.inheritedFrom(GroupId.parse(text(path, "assignedByGroup"))));
      }
      if (path.has("error")) {
        assignment.error(AssignmentError.of(text(path, "error")));
      }
      state.addLicenseAssignmentStates(assignment.build());
    }
    return state.build();
  }

  private static List<AssignedLicense> licenses(JsonNode array) {
    List<AssignedLicense> licenses = new ArrayList<>();
    for (JsonNode license : array) {
      licenses.add(
          AssignedLicense.of(
              SkuId.parse(text(license, "skuId")), plans(license.path("disabledPlans"))));
    }
    return licenses;
  }

  private static Set<ServicePlanId> plans(JsonNode array) {
    Set<ServicePlanId> plans = new TreeSet<>();
    array.forEach(id -> plans.add(ServicePlanId.parse(id.asText())));
    return plans;
  }

  private static Finding finding(JsonNode json) {
    Finding.Builder finding = Finding.builder();
    finding
        .code(FindingCode.valueOf(text(json, "code")))
        .severity(Severity.valueOf(text(json, "severity")))
        .isAccepted(json.path("accepted").asBoolean())
        .members(json.path("members").asLong())
        .message(text(json, "message"))
        .cure(text(json, "cure"));
    if (json.has("skuId")) {
      finding.skuId(SkuId.parse(text(json, "skuId")));
    }
    if (json.has("servicePlanId")) {
      finding.servicePlanId(ServicePlanId.parse(text(json, "servicePlanId")));
    }
    if (json.has("otherSkuId")) {
      finding.otherSkuId(SkuId.parse(text(json, "otherSkuId")));
    }
    if (json.has("otherServicePlanId")) {
      finding.otherServicePlanId(ServicePlanId.parse(text(json, "otherServicePlanId")));
    }
    for (JsonNode source : json.path("sources")) {
      finding.addSources(
          source.asText().equals("direct")
              ? AssignmentSource.direct()
              : AssignmentSource.inheritedFrom(GroupId.parse(source.asText())));
    }
    return finding.build();
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the field '" + field + "' is missing");
    }
    return value.asText();
  }
}
