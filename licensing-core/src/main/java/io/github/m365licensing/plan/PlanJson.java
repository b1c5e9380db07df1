package io.github.m365licensing.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.UserProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/** The bytes of a plan: JSON Lines, one fact a line, in an order that depends on nothing else. */
final class PlanJson {

  private final JsonGenerator json;
  private final LicensePlan plan;
  private final IdentityHashMap<ChangeShape, Integer> numbers = new IdentityHashMap<>();

  private PlanJson(JsonGenerator json, LicensePlan plan) {
    this.json = json;
    this.plan = plan;
    plan.shapes().forEach(shape -> numbers.put(shape, numbers.size()));
  }

  /** The SHA-256 of the plan's lines, as hexadecimal digits. */
  static String planId(LicensePlan plan) {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      write(plan, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** Writes the plan's lines, without the heading that names format and id. */
  static void write(LicensePlan plan, OutputStream out) throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setRootValueSeparator(null);
    try (json) {
      new PlanJson(json, plan).writeLines();
    }
  }

  private void writeLines() throws IOException {
    json.writeStartObject();
    json.writeStringField("tenantId", plan.tenantId().toString());
    json.writeStringField("observedAt", plan.observedAt().toString());
    json.writeNumberField("canary", plan.canary());
    endLine();
    for (SubscribedSku sku : plan.skus()) {
      writeSku(sku);
    }
    for (Finding finding : plan.data().planFindings()) {
      json.writeStartObject();
      json.writeFieldName("finding");
      write(finding);
      endLine();
    }
    for (Stage stage : plan.stages()) {
      json.writeStartObject();
      json.writeStringField("stage", stage.kind().name());
      json.writeStringField("gate", stage.gate().name());
      json.writeNumberField("writes", stage.writes());
      endLine();
    }
    for (SeatLedger.Line seats : plan.seats()) {
      write(seats);
    }
    for (ChangeShape shape : plan.shapes()) {
      writeShape(shape);
    }
    for (Map.Entry<Subject, UserProfile> profile : plan.data().profiles().entrySet()) {
      write(profile.getKey(), profile.getValue());
    }
    for (PlannedChange change : plan.data().changes()) {
      json.writeStartObject();
      json.writeStringField("subject", change.subject().kind().name());
      json.writeStringField("key", change.subject().key());
      json.writeStringField("name", change.name());
      json.writeNumberField("shape", number(change.shape()));
      endLine();
    }
  }

  private int number(ChangeShape shape) {
    return Objects.requireNonNull(numbers.get(shape), "shape");
  }

  private void endLine() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void writeSku(SubscribedSku sku) throws IOException {
    json.writeStartObject();
    json.writeStringField("sku", sku.skuId().toString());
    json.writeStringField("skuPartNumber", sku.skuPartNumber());
    json.writeStringField("capabilityStatus", sku.capabilityStatus().value());
    json.writeStringField("appliesTo", sku.appliesTo().value());
    json.writeNumberField("enabled", sku.prepaidUnits().enabled());
    json.writeNumberField("warning", sku.prepaidUnits().warning());
    json.writeNumberField("suspended", sku.prepaidUnits().suspended());
    json.writeNumberField("lockedOut", sku.prepaidUnits().lockedOut());
    json.writeNumberField("consumedUnits", sku.consumedUnits());
    json.writeArrayFieldStart("servicePlans");
    for (ServicePlan servicePlan : sku.servicePlans()) {
      json.writeStartObject();
      json.writeStringField("servicePlanId", servicePlan.servicePlanId().toString());
      json.writeStringField("servicePlanName", servicePlan.servicePlanName());
      json.writeStringField("provisioningStatus", servicePlan.provisioningStatus().value());
      json.writeStringField("appliesTo", servicePlan.appliesTo().value());
      json.writeEndObject();
    }
    json.writeEndArray();
    endLine();
  }

  private void write(SeatLedger.Line seats) throws IOException {
    json.writeStartObject();
    json.writeStringField("seats", seats.skuId().toString());
    json.writeNumberField("owned", seats.owned());
    json.writeNumberField("start", seats.start());
    json.writeNumberField("peak", seats.peak());
    json.writeNumberField("end", seats.end());
    json.writeArrayFieldStart("unserved");
    for (Subject subject : seats.unserved()) {
      json.writeString(subject.kind() + " " + subject.key());
    }
    json.writeEndArray();
    endLine();
  }

  private void write(Subject subject, UserProfile profile) throws IOException {
    json.writeStartObject();
    json.writeStringField("profile", subject.key());
    json.writeStringField("userPrincipalName", profile.userPrincipalName());
    json.writeStringField("displayName", profile.displayName());
    json.writeStringField("mailNickname", profile.mailNickname());
    if (profile.department().isPresent()) {
      json.writeStringField("department", profile.department().get());
    }
    if (profile.usageLocation().isPresent()) {
      json.writeStringField("usageLocation", profile.usageLocation().get().toString());
    }
    json.writeBooleanField("accountEnabled", profile.accountEnabled());
    endLine();
  }

  private void write(ServiceEffect effect) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", effect.kind().name());
    json.writeStringField("servicePlanId", effect.servicePlanId().toString());
    json.writeStringField("servicePlanName", effect.servicePlanName());
    json.writeArrayFieldStart("through");
    for (String path : effect.through()) {
      json.writeString(path);
    }
    json.writeEndArray();
    if (effect.members() > 0) {
      json.writeNumberField("members", effect.members());
    }
    json.writeEndObject();
  }

  private void write(GroupReach reach) throws IOException {
    json.writeObjectFieldStart("reach");
    json.writeNumberField("members", reach.members());
    json.writeNumberField("affected", reach.affected());
    if (reach.countedElsewhere() > 0) {
      json.writeNumberField("countedElsewhere", reach.countedElsewhere());
    }
    write("seatsTaken", reach.seatsTaken());
    write("seatsFreed", reach.seatsFreed());
    json.writeEndObject();
  }

  private void write(String field, Map<SkuId, Integer> seats) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<SkuId, Integer> entry : seats.entrySet()) {
      json.writeNumberField(entry.getKey().toString(), entry.getValue());
    }
    json.writeEndObject();
  }

  private void writeShape(ChangeShape shape) throws IOException {
    json.writeStartObject();
    json.writeNumberField("shape", number(shape));
    json.writeStringField("kind", shape.kind().name());
    json.writeArrayFieldStart("reasons");
    for (String reason : shape.reasons()) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeFieldName("before");
    write(shape.before());
    json.writeFieldName("after");
    write(shape.after());
    if (shape.reach().isPresent()) {
      write(shape.reach().get());
    }
    json.writeArrayFieldStart("effects");
    for (ServiceEffect effect : shape.effects()) {
      write(effect);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("steps");
    for (PlannedStep step : shape.steps()) {
      write(step);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (Finding finding : shape.findings()) {
      write(finding);
    }
    json.writeEndArray();
    endLine();
  }

  private void write(LicenseState state) throws IOException {
    json.writeStartObject();
    if (state.usageLocation().isPresent()) {
      json.writeStringField("usageLocation", state.usageLocation().get().toString());
    }
    json.writeBooleanField("onPremisesSyncEnabled", state.onPremisesSyncEnabled());
    json.writeFieldName("assignedLicenses");
    write(state.licenses().assignedLicenses());
    json.writeArrayFieldStart("licenseAssignmentStates");
    for (LicenseAssignmentState path : state.licenses().all()) {
      json.writeStartObject();
      json.writeStringField("skuId", path.skuId().toString());
      write("disabledPlans", path.disabledPlans());
      if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
        json.writeStringField("assignedByGroup", inherited.group().toString());
      }
      json.writeStringField("state", path.state().value());
      if (path.error().isPresent()) {
        json.writeStringField("error", path.error().get().value());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Collection<AssignedLicense> licenses) throws IOException {
    json.writeStartArray();
    for (AssignedLicense license : licenses) {
      json.writeStartObject();
      json.writeStringField("skuId", license.skuId().toString());
      write("disabledPlans", license.disabledPlans());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(String field, Collection<ServicePlanId> plans) throws IOException {
    json.writeArrayFieldStart(field);
    for (ServicePlanId id : plans) {
      json.writeString(id.toString());
    }
    json.writeEndArray();
  }

  private void write(PlannedStep step) throws IOException {
    json.writeStartObject();
    json.writeStringField("stage", step.stage().name());
    if (step.write() instanceof PlannedWrite.AssignLicenses assign) {
      json.writeFieldName("addLicenses");
      write(assign.addLicenses());
      json.writeArrayFieldStart("removeLicenses");
      for (SkuId skuId : assign.removeLicenses()) {
        json.writeString(skuId.toString());
      }
      json.writeEndArray();
      if (assign.ofGroup()) {
        json.writeBooleanField("ofGroup", true);
      }
    } else if (step.write() instanceof PlannedWrite.SetUsageLocation set) {
      json.writeStringField("usageLocation", set.usageLocation().toString());
    } else if (step.write() instanceof PlannedWrite.AddToGroup add) {
      json.writeStringField("addToGroup", add.group().toString());
      json.writeStringField("groupName", add.groupName());
      json.writeFieldName("assignedLicenses");
      write(add.assignedLicenses());
    } else if (step.write() instanceof PlannedWrite.LeaveGroup leave) {
      json.writeStringField("leaveGroup", leave.group().toString());
      json.writeStringField("groupName", leave.groupName());
    }
    json.writeEndObject();
  }

  private void write(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", finding.code().name());
    json.writeStringField("severity", finding.severity().name());
    if (finding.isAccepted()) {
      json.writeBooleanField("accepted", true);
    }
    if (finding.skuId().isPresent()) {
      json.writeStringField("skuId", finding.skuId().get().toString());
    }
    if (finding.servicePlanId().isPresent()) {
      json.writeStringField("servicePlanId", finding.servicePlanId().get().toString());
    }
    if (finding.otherSkuId().isPresent()) {
      json.writeStringField("otherSkuId", finding.otherSkuId().get().toString());
    }
    if (finding.otherServicePlanId().isPresent()) {
      json.writeStringField("otherServicePlanId", finding.otherServicePlanId().get().toString());
    }
    json.writeArrayFieldStart("sources");
    for (AssignmentSource source : finding.sources()) {
      json.writeString(
          source instanceof AssignmentSource.InheritedFromGroup inherited
              ? inherited.group().toString()
              : "direct");
    }
    json.writeEndArray();
    if (finding.members() > 0) {
      json.writeNumberField("members", finding.members());
    }
    json.writeStringField("message", finding.message());
    json.writeStringField("cure", finding.cure());
    json.writeEndObject();
  }
}
