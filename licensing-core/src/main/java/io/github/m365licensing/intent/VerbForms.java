package io.github.m365licensing.intent;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.GivenNames;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The verbs as values: what callers said, names as they gave them. */
final class VerbForms {

  private VerbForms() {}

  record Assigned(LicenseOptions options, boolean replacesChoices) implements Verb.Assign {
    Assigned {
      Objects.requireNonNull(options, "options");
    }

    @Override
    public Verb.Assign disable(String... plans) {
      return new Assigned(options.disable(plans), replacesChoices);
    }

    @Override
    public Verb.Assign only(String... plans) {
      return new Assigned(options.only(plans), replacesChoices);
    }

    @Override
    public Verb.Assign replacingChoices() {
      return new Assigned(options, true);
    }

    @Override
    public <R> R accept(Verb.Cases<R> cases) {
      return cases.assign(options, replacesChoices);
    }

    @Override
    public String toString() {
      String choice =
          switch (options.choice()) {
            case ALL -> "";
            case DISABLE -> " without " + String.join(", ", options.plans());
            case ONLY -> " with only " + String.join(", ", options.plans());
          };
      return "assign " + options.sku() + choice + (replacesChoices ? ", replacing choices" : "");
    }
  }

  record Changed(String sku, Mode mode, Set<String> on, Set<String> off) implements Verb.Change {
    Changed {
      sku = GivenNames.checked(sku, "sku");
      on = GivenNames.plans(on);
      off = GivenNames.plans(off);
      if (mode != Mode.ALL && on.isEmpty() && off.isEmpty()) {
        throw new IllegalArgumentException(
            "The change of SKU '" + sku + "' names no plan. Name at least one.");
      }
    }

    @Override
    public Verb.Change enable(String... plans) {
      return new Changed(merging("enable"), Mode.MERGE, GivenNames.joined(on, plans), off);
    }

    @Override
    public Verb.Change disable(String... plans) {
      return new Changed(merging("disable"), Mode.MERGE, on, GivenNames.joined(off, plans));
    }

    private String merging(String word) {
      if (mode != Mode.MERGE) {
        throw new IllegalStateException(
            "The change of SKU '%s' already says %s; %s cannot be added. Say one of the two."
                .formatted(sku, mode == Mode.ONLY ? "only" : "enableAll", word));
      }
      return sku;
    }

    @Override
    public <R> R accept(Verb.Cases<R> cases) {
      return cases.change(sku, mode, on, off);
    }

    @Override
    public String toString() {
      List<String> parts = new ArrayList<>();
      switch (mode) {
        case ALL -> parts.add("every plan on");
        case ONLY -> parts.add("only " + String.join(", ", on));
        case MERGE -> {
          if (!on.isEmpty()) {
            parts.add(String.join(", ", on) + " on");
          }
          if (!off.isEmpty()) {
            parts.add(String.join(", ", off) + " off");
          }
        }
      }
      return "change " + sku + ": " + String.join("; ", parts);
    }
  }

  record Remove(String sku) implements Verb {
    Remove {
      sku = GivenNames.checked(sku, "sku");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.remove(sku);
    }

    @Override
    public String toString() {
      return "remove " + sku;
    }
  }

  record Swapped(String from, String to, SwapMapping.NewPlans fate) implements Verb.Swap {
    Swapped {
      from = GivenNames.checked(from, "from");
      to = GivenNames.checked(to, "to");
      Objects.requireNonNull(fate, "newPlans");
    }

    @Override
    public Verb.Swap newPlans(SwapMapping.NewPlans other) {
      return new Swapped(from, to, other);
    }

    @Override
    public <R> R accept(Verb.Cases<R> cases) {
      return cases.swap(from, to, fate);
    }

    @Override
    public String toString() {
      return "swap " + from + " for " + to;
    }
  }

  record Replaced(List<Verb.Assign> assigns, boolean includesFree) implements Verb.ReplaceAll {
    Replaced {
      assigns = List.copyOf(assigns);
      if (assigns.isEmpty()) {
        throw new IllegalArgumentException(
            "replaceAllWith(…) names no SKU. To take licences, use remove(…).");
      }
    }

    @Override
    public Verb.ReplaceAll includingFree() {
      return new Replaced(assigns, true);
    }

    @Override
    public <R> R accept(Verb.Cases<R> cases) {
      return cases.replaceAllWith(
          assigns.stream().map(assign -> ((Assigned) assign).options()).toList(), includesFree);
    }

    @Override
    public String toString() {
      return "replace all by " + String.join(", ", assigns.stream().map(Object::toString).toList());
    }
  }

  record MoveToGroup(String group) implements Verb {
    MoveToGroup {
      group = GivenNames.group(group);
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.moveToGroup(group);
    }

    @Override
    public String toString() {
      return "move to group '" + group + "'";
    }
  }

  record SetUsageLocation(UsageLocation usageLocation) implements Verb {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.setUsageLocation(usageLocation);
    }

    @Override
    public String toString() {
      return "set usage location " + usageLocation;
    }
  }

  record RestoreFrom(TenantSnapshot snapshot) implements Verb {
    RestoreFrom {
      Objects.requireNonNull(snapshot, "snapshot");
    }

    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.restoreFrom(snapshot);
    }

    @Override
    public String toString() {
      return "restore from the snapshot of " + snapshot.takenAt();
    }
  }

  record Reprocess() implements Verb {
    @Override
    public <R> R accept(Cases<R> cases) {
      return cases.reprocess();
    }

    @Override
    public String toString() {
      return "reprocess";
    }
  }
}
