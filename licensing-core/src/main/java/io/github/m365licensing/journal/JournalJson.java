package io.github.m365licensing.journal;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.lines.FieldsJson;
import io.github.m365licensing.internal.lines.LicensesJson;
import io.github.m365licensing.internal.lines.LineFormat;
import io.github.m365licensing.internal.lines.LineWriter;
import io.github.m365licensing.plan.Stage;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.WriteOutcome;
import java.io.IOException;
import java.time.Instant;

/** The lines of a journal. */
final class JournalJson {

  static final LineFormat FORMAT = new LineFormat("m365-license-journal", 1, 0);

  private JournalJson() {}

  static void write(LineWriter lines, JournalEntry entry) throws IOException {
    if (entry instanceof JournalEntry.Started started) {
      lines.line(
          "started",
          json ->
              json.text("at", started.at())
                  .text("planId", started.planId())
                  .text("tenantId", started.tenantId()));
    } else if (entry instanceof JournalEntry.Intended intended) {
      write(lines, intended);
    } else if (entry instanceof JournalEntry.Ended ended) {
      write(lines, ended);
    } else if (entry instanceof JournalEntry.Finished finished) {
      lines.line("finished", json -> json.text("at", finished.at()));
    } else {
      // Nothing unknown may pass for the end of a run.
      throw new IllegalStateException("There is no line for this kind of entry.");
    }
  }

  private static void write(LineWriter lines, JournalEntry.Intended intended) throws IOException {
    lines.line(
        "intended",
        json -> {
          json.text("at", intended.at())
              .number("place", intended.place())
              .text("stage", intended.stage())
              .text("user", intended.user())
              .text("group", intended.group());
          LicensesJson.write(json, "addLicenses", intended.addLicenses());
          json.texts("removeLicenses", intended.removeLicenses());
          LicensesJson.write(json, "before", intended.before());
          json.text("usageLocation", intended.usageLocation())
              .text("usageLocationBefore", intended.usageLocationBefore());
        });
  }

  private static void write(LineWriter lines, JournalEntry.Ended ended) throws IOException {
    lines.line(
        "ended",
        json ->
            json.text("at", ended.at())
                .number("place", ended.place())
                .text("stage", ended.stage())
                .text("outcome", ended.kind())
                .text("error", ended.error())
                .text("requestId", ended.requestId())
                .text("createdUser", ended.createdUser()));
  }

  static JournalEntry read(FieldsJson line) {
    Instant at = line.instant("at");
    return switch (line.text("kind")) {
      case "started" ->
          new JournalEntry.Started(
              at, line.text("planId"), line.value("tenantId", TenantId::parse));
      case "intended" -> intended(line, at);
      case "ended" -> ended(line, at);
      case "finished" -> new JournalEntry.Finished(at);
      default -> throw line.wrong("is of no kind that this version knows.");
    };
  }

  private static JournalEntry intended(FieldsJson line, Instant at) {
    JournalEntry.Intended.Builder entry = JournalEntry.Intended.builder();
    entry
        .at(at)
        .place(line.count("place"))
        .stage(line.value("stage", Stage.Kind::valueOf))
        .addAllAddLicenses(LicensesJson.read(line, "addLicenses"))
        .addAllBefore(LicensesJson.read(line, "before"))
        .addAllRemoveLicenses(line.values("removeLicenses", SkuId::parse));
    line.optionalValue("user", UserId::parse).ifPresent(entry::user);
    line.optionalValue("group", GroupId::parse).ifPresent(entry::group);
    line.optionalText("usageLocation").ifPresent(entry::usageLocation);
    line.optionalText("usageLocationBefore").ifPresent(entry::usageLocationBefore);
    return entry.build();
  }

  private static JournalEntry ended(FieldsJson line, Instant at) {
    JournalEntry.Ended.Builder entry = JournalEntry.Ended.builder();
    entry
        .at(at)
        .place(line.count("place"))
        .stage(line.value("stage", Stage.Kind::valueOf))
        .kind(line.value("outcome", WriteOutcome.Kind::valueOf));
    line.optionalText("error").ifPresent(entry::error);
    line.optionalText("requestId").ifPresent(entry::requestId);
    line.optionalValue("createdUser", UserId::parse).ifPresent(entry::createdUser);
    return entry.build();
  }
}
