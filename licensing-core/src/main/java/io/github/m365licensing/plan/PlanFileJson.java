package io.github.m365licensing.plan;

import static io.github.m365licensing.plan.ShapeJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.assignment.GroupId;
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
import org.jspecify.annotations.Nullable;

/**
 * A plan as a file: a heading that names format and plan id, then the lines that the id covers.
 * Unknown fields and kinds of line are ignored; an unknown version is refused, and so is a file
 * whose lines do not give the id.
 */
final class PlanFileJson {

  private static final String FORMAT = "m365licensing.plan";
  private static final int VERSION = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LicensePlan.Builder plan = LicensePlan.builder();
  private final List<ChangeShape> shapes = new ArrayList<>();
  private @Nullable Subject last;

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
      return file.plan.planId(planId).build();
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
        plan.tenantId(TenantId.parse(text(json, "tenantId")))
            .observedAt(Instant.parse(text(json, "observedAt")));
        if (json.has("canary")) {
          plan.canary(json.path("canary").asInt());
        }
      } else if (json.has("sku")) {
        plan.addSku(sku(json));
      } else if (json.has("finding")) {
        plan.addFinding(ShapeJson.finding(json.path("finding")));
      } else if (json.has("stage")) {
        plan.stage(Stage.Kind.valueOf(text(json, "stage")), Gate.valueOf(text(json, "gate")));
      } else if (json.has("seats")) {
        plan.addSeats(seats(json));
      } else if (json.has("profile")) {
        plan.addProfile(profile(json));
      } else if (json.has("subject")) {
        addChange(json);
      } else if (json.has("shape")) {
        shapes.add(ShapeJson.read(json));
      }
    } catch (IllegalArgumentException | java.time.DateTimeException | IndexOutOfBoundsException e) {
      throw refused("Line " + number + " cannot be understood: " + e.getMessage());
    }
  }

  private void addChange(JsonNode json) {
    Subject subject = subject(text(json, "subject"), text(json, "key"));
    if (last != null && last.compareTo(subject) >= 0) {
      throw new IllegalArgumentException("subjects are out of order, or one is there twice");
    }
    last = subject;
    int shape = Objects.checkIndex(json.path("shape").asInt(), shapes.size());
    plan.addChange(new PlannedChange(subject, text(json, "name"), shapes.get(shape)));
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
}
