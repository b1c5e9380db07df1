package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.internal.GivenNames;
import io.github.m365licensing.internal.Guids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads intents from CSV. Every line that cannot be used is told at once. */
final class IntentCsv {

  private static final List<String> COLUMNS = List.of("userprincipalname", "verb", "sku", "plans");

  /** How many bad lines are told; the rest is counted. */
  private static final int TOLD = 50;

  private record Line(int number, Verb verb) {}

  private final List<String> errors = new ArrayList<>();
  private final Map<String, List<Line>> byUser = new LinkedHashMap<>();
  private final Map<String, String> spelling = new LinkedHashMap<>();

  private IntentCsv() {}

  static List<LicenseIntent.Entry> read(Path csv) {
    String text;
    try {
      text = Files.readString(csv, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The CSV file cannot be read. Nothing was planned.", e);
    }
    return new IntentCsv().entries(CsvRows.of(text));
  }

  private List<LicenseIntent.Entry> entries(List<CsvRows.Row> rows) {
    int[] columns = columns(rows);
    for (CsvRows.Row row : rows.subList(1, rows.size())) {
      try {
        add(row, columns);
      } catch (IllegalArgumentException e) {
        errors.add("line " + row.line() + ": " + e.getMessage());
      }
    }
    if (byUser.isEmpty() && errors.isEmpty()) {
      errors.add("line 1: no line follows the heading");
    }
    if (!errors.isEmpty()) {
      List<String> told = errors.subList(0, Math.min(TOLD, errors.size()));
      throw new IllegalArgumentException(
          "The CSV file has %d lines that cannot be used. Nothing was planned.\n%s%s"
              .formatted(
                  errors.size(),
                  String.join("\n", told),
                  errors.size() > TOLD ? "\n… and more" : ""));
    }
    // Users with the same verbs share an entry, so that they share the shapes of the plan too.
    Map<List<Verb>, List<String>> byVerbs = new LinkedHashMap<>();
    Map<List<Verb>, List<Integer>> firstLines = new HashMap<>();
    byUser.forEach(
        (user, lines) -> {
          List<Verb> verbs = lines.stream().map(Line::verb).toList();
          firstLines.putIfAbsent(verbs, lines.stream().map(Line::number).toList());
          byVerbs
              .computeIfAbsent(verbs, any -> new ArrayList<>())
              .add(spelling.getOrDefault(user, user));
        });
    List<LicenseIntent.Entry> entries = new ArrayList<>();
    byVerbs.forEach(
        (verbs, users) ->
            entries.add(
                new LicenseIntent.Entry(
                    Selections.users(users), verbs, firstLines.getOrDefault(verbs, List.of()))));
    return entries;
  }

  private static int[] columns(List<CsvRows.Row> rows) {
    List<String> heading =
        rows.isEmpty()
            ? List.of()
            : rows.get(0).fields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    int[] columns = COLUMNS.stream().mapToInt(heading::indexOf).toArray();
    for (int i = 0; i < 3; i++) {
      if (columns[i] < 0) {
        throw new IllegalArgumentException(
            "The CSV file's first line must name the columns userPrincipalName,verb,sku,plans;"
                + " it lacks '"
                + COLUMNS.get(i)
                + "'. Nothing was planned.");
      }
    }
    return columns;
  }

  private void add(CsvRows.Row row, int[] columns) {
    String user = row.field(columns[0]);
    if (!Guids.isGuid(user)) {
      GivenNames.userPrincipalName(user);
    }
    String key = user.toLowerCase(Locale.ROOT);
    Verb verb = verb(row.field(columns[1]), row.field(columns[2]), plans(row.field(columns[3])));
    spelling.putIfAbsent(key, user);
    byUser.computeIfAbsent(key, any -> new ArrayList<>()).add(new Line(row.line(), verb));
  }

  private static String[] plans(String field) {
    return Stream.of(field.split(";"))
        .map(String::strip)
        .filter(plan -> !plan.isEmpty())
        .toArray(String[]::new);
  }

  private static Verb verb(String verb, String sku, String[] plans) {
    return switch (verb.toLowerCase(Locale.ROOT)) {
      case "assign" -> assign(sku, plans);
      case "enable" -> Verbs.change(sku).enable(plans);
      case "disable" -> Verbs.change(sku).disable(plans);
      case "only" -> Verbs.change(sku).only(plans);
      case "enableall" -> Verbs.change(without(plans, verb, sku)).enableAll();
      case "remove" -> Verbs.remove(without(plans, verb, sku));
      case "swap" -> swap(without(plans, verb, sku));
      case "replaceallwith" -> replaceAllWith(sku, plans);
      case "setusagelocation" -> Verbs.setUsageLocation(without(plans, verb, sku));
      default ->
          throw new IllegalArgumentException(
              "'"
                  + verb
                  + "' is no verb; use assign, enable, disable, only, enableAll, remove, swap,"
                  + " replaceAllWith or setUsageLocation");
    };
  }

  private static Verb.Assign assign(String sku, String[] plans) {
    return Verbs.assign(
        plans.length == 0 ? LicenseOptions.of(sku) : LicenseOptions.of(sku).disable(plans));
  }

  private static Verb swap(String skus) {
    String[] fromTo = skus.split(">", -1);
    if (fromTo.length != 2) {
      throw new IllegalArgumentException(
          "swap needs the two SKUs in column sku, as in ENTERPRISEPACK>SPE_E3");
    }
    return Verbs.swap(fromTo[0], fromTo[1]);
  }

  private static Verb replaceAllWith(String skus, String[] plans) {
    String[] names = skus.split(";", -1);
    if (names.length > 1) {
      without(plans, "replaceAllWith with several SKUs", skus);
    }
    return Verbs.replaceAllWith(
        Stream.of(names).map(sku -> assign(sku, plans)).toArray(Verb.Assign[]::new));
  }

  /** What a verb that takes no plans is about; plans beside it are a mistake that would be big. */
  private static String without(String[] plans, String verb, String sku) {
    if (plans.length > 0) {
      throw new IllegalArgumentException(
          verb + " takes no plans; to switch single plans use enable, disable or only");
    }
    return sku;
  }
}
