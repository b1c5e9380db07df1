package io.github.m365licensing.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.WriteOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The JSON of journal entries. Unknown fields are ignored. */
public final class JournalJson {

  /** The version of the format that is written, and the only one that is read. */
  static final int VERSION = 1;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JournalJson() {}

  /** One entry as one line without line end. */
  public static String write(JournalEntry entry) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      if (entry instanceof JournalEntry.Started started) {
        json.writeStringField("type", "started");
        json.writeNumberField("version", VERSION);
        json.writeStringField("at", started.at().toString());
        json.writeStringField("planId", started.planId());
        json.writeStringField("tenantId", started.tenantId().toString());
      } else if (entry instanceof JournalEntry.Intended intended) {
        write(json, intended);
      } else if (entry instanceof JournalEntry.Ended ended) {
        write(json, ended);
      } else {
        json.writeStringField("type", "finished");
        json.writeStringField("at", entry.at().toString());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, JournalEntry.Intended intended) throws IOException {
    json.writeStringField("type", "intended");
    json.writeStringField("at", intended.at().toString());
    json.writeNumberField("place", intended.place());
    json.writeStringField("stage", intended.stage().name());
    if (intended.user().isPresent()) {
      json.writeStringField("user", intended.user().get().toString());
    }
    if (intended.group().isPresent()) {
      json.writeStringField("group", intended.group().get().toString());
    }
    write(json, "addLicenses", intended.addLicenses());
    json.writeArrayFieldStart("removeLicenses");
    for (SkuId skuId : intended.removeLicenses()) {
      json.writeString(skuId.toString());
    }
    json.writeEndArray();
    write(json, "before", intended.before());
    if (intended.usageLocation().isPresent()) {
      json.writeStringField("usageLocation", intended.usageLocation().get());
    }
    if (intended.usageLocationBefore().isPresent()) {
      json.writeStringField("usageLocationBefore", intended.usageLocationBefore().get());
    }
  }

  private static void write(JsonGenerator json, JournalEntry.Ended ended) throws IOException {
    json.writeStringField("type", "ended");
    json.writeStringField("at", ended.at().toString());
    json.writeNumberField("place", ended.place());
    json.writeStringField("stage", ended.stage().name());
    json.writeStringField("kind", ended.kind().name());
    if (ended.error().isPresent()) {
      json.writeStringField("error", ended.error().get());
    }
    if (ended.requestId().isPresent()) {
      json.writeStringField("requestId", ended.requestId().get());
    }
    if (ended.createdUser().isPresent()) {
      json.writeStringField("createdUser", ended.createdUser().get().toString());
    }
  }

  private static void write(JsonGenerator json, String field, List<AssignedLicense> licenses)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (AssignedLicense license : licenses) {
      json.writeStartObject();
      json.writeStringField("skuId", license.skuId().toString());
      json.writeArrayFieldStart("disabledPlans");
      for (ServicePlanId plan : license.disabledPlans()) {
        json.writeString(plan.toString());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Reads one line.
   *
   * @throws IOException if it is no JSON
   * @throws IllegalArgumentException if it is no entry of this version
   */
  static JournalEntry read(String line) throws IOException {
    JsonNode json = MAPPER.readTree(line);
    Instant at = Instant.parse(text(json, "at"));
    String type = text(json, "type");
    return switch (type) {
      case "started" -> {
        int version = json.path("version").asInt();
        if (version != VERSION) {
          throw new IllegalArgumentException(
              "The journal has format version %d; this library reads version %d."
                  .formatted(version, VERSION));
        }
        yield new JournalEntry.Started(
            at, text(json, "planId"), TenantId.parse(text(json, "tenantId")));
      }
      case "intended" -> readIntended(json, at);
      case "ended" -> readEnded(json, at);
      case "finished" -> new JournalEntry.Finished(at);
      default -> throw new IllegalArgumentException("'" + type + "' is no type of entry.");
    };
  }

  private static JournalEntry readIntended(JsonNode json, Instant at) {
    JournalEntry.Intended.Builder entry = JournalEntry.Intended.builder();
    entry
        .at(at)
        .place(json.path("place").asInt())
        .stage(Stage.Kind.valueOf(text(json, "stage")))
        .addAllAddLicenses(licenses(json.path("addLicenses")))
        .addAllBefore(licenses(json.path("before")));
    json.path("removeLicenses").forEach(id -> entry.addRemoveLicenses(SkuId.parse(id.asText())));
    if (json.has("user")) {
      entry.user(UserId.parse(text(json, "user")));
    }
    if (json.has("group")) {
      entry.group(GroupId.parse(text(json, "group")));
    }
    if (json.has("usageLocation")) {
      entry.usageLocation(text(json, "usageLocation"));
    }
    if (json.has("usageLocationBefore")) {
      entry.usageLocationBefore(text(json, "usageLocationBefore"));
    }
    return entry.build();
  }

  private static JournalEntry readEnded(JsonNode json, Instant at) {
    JournalEntry.Ended.Builder entry = JournalEntry.Ended.builder();
    entry
        .at(at)
        .place(json.path("place").asInt())
        .stage(Stage.Kind.valueOf(text(json, "stage")))
        .kind(WriteOutcome.Kind.valueOf(text(json, "kind")));
    if (json.has("error")) {
      entry.error(text(json, "error"));
    }
    if (json.has("requestId")) {
      entry.requestId(text(json, "requestId"));
    }
    if (json.has("createdUser")) {
      entry.createdUser(UserId.parse(text(json, "createdUser")));
    }
    return entry.build();
  }

  private static List<AssignedLicense> licenses(JsonNode array) {
    List<AssignedLicense> licenses = new ArrayList<>();
    for (JsonNode license : array) {
      Set<ServicePlanId> off = new TreeSet<>();
      license.path("disabledPlans").forEach(id -> off.add(ServicePlanId.parse(id.asText())));
      licenses.add(AssignedLicense.of(SkuId.parse(text(license, "skuId")), off));
    }
    return licenses;
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("The field '" + field + "' is missing.");
    }
    return value.asText();
  }
}
