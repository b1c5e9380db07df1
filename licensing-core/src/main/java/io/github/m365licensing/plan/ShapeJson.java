package io.github.m365licensing.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentState;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.FindingCode;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads shapes of a plan, and what is in them. */
final class ShapeJson {

  private ShapeJson() {}

  static ChangeShape read(JsonNode json) {
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
    List<LicenseAssignmentState> paths = new ArrayList<>();
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
      paths.add(assignment.build());
    }
    return state.licenses(LicensePaths.of(paths, licenses(json.path("assignedLicenses")))).build();
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

  static Finding finding(JsonNode json) {
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

  /** A text that must be there. */
  static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the field '" + field + "' is missing");
    }
    return value.asText();
  }
}
