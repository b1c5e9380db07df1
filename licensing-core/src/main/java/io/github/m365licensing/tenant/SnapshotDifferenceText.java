package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentSource.InheritedFromGroup;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.SnapshotDifference.Differences;
import io.github.m365licensing.tenant.SnapshotDifference.GroupChange;
import io.github.m365licensing.tenant.SnapshotDifference.PathChange;
import io.github.m365licensing.tenant.SnapshotDifference.SkuChange;
import io.github.m365licensing.tenant.SnapshotDifference.UserChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a difference to people, with names in place of ids as far as the snapshots know them. */
final class SnapshotDifferenceText {

  private final SnapshotDifference difference;
  private final Map<SkuId, String> skuNames = new HashMap<>();
  private final Map<ServicePlanId, String> planNames = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  SnapshotDifferenceText(SnapshotDifference difference) {
    this.difference = difference;
    learn(difference.before());
    learn(difference.after());
  }

  private void learn(TenantSnapshot snapshot) {
    for (SubscribedSku sku : snapshot.subscribedSkus()) {
      skuNames.put(sku.skuId(), sku.skuPartNumber());
      sku.servicePlans()
          .forEach(plan -> planNames.put(plan.servicePlanId(), plan.servicePlanName()));
    }
  }

  String render() {
    TenantSnapshot before = difference.before();
    TenantSnapshot after = difference.after();
    line("Tenant " + after.organization().id());
    line("From " + before.takenAt() + " to " + after.takenAt());
    if (difference.isEmpty()) {
      line("No difference.");
    }
    if (!difference.organizationAttributes().isEmpty()) {
      line("~ " + SnapshotAttributes.ORGANIZATION.text(before, after));
    }
    section("SKUs", difference.subscribedSkus(), SubscribedSku::skuPartNumber, this::sku);
    section(
        "Subscriptions",
        difference.subscriptions(),
        subscription -> subscription.skuPartNumber() + " " + subscription.id(),
        change ->
            changed(
                change.after().skuPartNumber() + " " + change.after().id(),
                SnapshotAttributes.SUBSCRIPTION.text(change.before(), change.after())));
    section("Users", difference.users(), LicensedUser::userPrincipalName, this::user);
    section("Groups", difference.groups(), SnapshotDifferenceText::name, this::group);
    section(
        "Devices",
        difference.managedDevices(),
        SnapshotDifferenceText::name,
        change ->
            changed(
                name(change.after()),
                SnapshotAttributes.DEVICE.text(change.before(), change.after())));
    return out.toString();
  }

  private <T, C> void section(
      String title, Differences<T, C> differences, Function<T, String> name, Consumer<C> changed) {
    if (!differences.isEmpty()) {
      line(title);
      differences.added().forEach(thing -> line("  + " + name.apply(thing)));
      differences.removed().forEach(thing -> line("  - " + name.apply(thing)));
      differences.changed().forEach(changed);
    }
  }

  private void sku(SkuChange change) {
    changed(
        change.after().skuPartNumber(),
        SnapshotAttributes.SKU.text(change.before(), change.after()));
    change.plansAdded().forEach(plan -> line("      + " + name(plan)));
    change.plansRemoved().forEach(plan -> line("      - " + name(plan)));
    for (ServicePlan now : change.after().servicePlans()) {
      change
          .before()
          .findPlan(now.servicePlanId())
          .filter(old -> !old.equals(now))
          .ifPresent(
              old ->
                  line(
                      "      ~ %s: %s %s %s -> %s %s"
                          .formatted(
                              name(now),
                              old.servicePlanName(),
                              old.provisioningStatus(),
                              old.appliesTo(),
                              now.provisioningStatus(),
                              now.appliesTo())));
    }
  }

  private void user(UserChange change) {
    String attributes = SnapshotAttributes.USER.text(change.before(), change.after());
    changed(
        change.after().userPrincipalName(),
        change.attributes().contains("assignedLicenses")
            ? joined(attributes, "assignedLicenses without a path")
            : attributes);
    change.paths().forEach(this::path);
  }

  private void group(GroupChange change) {
    changed(name(change.after()), SnapshotAttributes.GROUP.text(change.before(), change.after()));
    change.licenses().forEach(this::path);
    change.membersAdded().forEach(user -> line("      + member " + name(user)));
    change.membersRemoved().forEach(user -> line("      - member " + name(user)));
    change.nestedGroupsAdded().forEach(group -> line("      + nested group " + name(group)));
    change.nestedGroupsRemoved().forEach(group -> line("      - nested group " + name(group)));
  }

  private void path(PathChange change) {
    String path = skuName(change.skuId()) + " " + source(change.source());
    if (change.before().isEmpty()) {
      line("      + " + path + change.after().map(this::state).orElse(""));
    } else if (change.after().isEmpty()) {
      line("      - " + path + change.before().map(this::state).orElse(""));
    } else {
      List<String> parts = new ArrayList<>();
      change.plansSwitchedOff().forEach(plan -> parts.add(planName(plan) + " off"));
      change.plansSwitchedOn().forEach(plan -> parts.add(planName(plan) + " on"));
      String was = stateAndError(change.before().get());
      String is = stateAndError(change.after().get());
      if (!was.equals(is)) {
        parts.add(was + " -> " + is);
      }
      line("      ~ " + path + ": " + String.join(", ", parts));
    }
  }

  private String state(LicenseAssignmentState path) {
    Collection<ServicePlanId> off = path.disabledPlans();
    return (off.isEmpty()
            ? ""
            : off.stream().map(this::planName).collect(Collectors.joining(", ", " without ", "")))
        + (path.error().isEmpty() && path.isInEffect() ? "" : ", " + stateAndError(path));
  }

  private static String stateAndError(LicenseAssignmentState path) {
    return path.state() + path.error().map(error -> " " + error).orElse("");
  }

  private void changed(String name, String attributes) {
    line("  ~ " + name + (attributes.isEmpty() ? "" : ": " + attributes));
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }

  private String skuName(SkuId skuId) {
    return skuNames.getOrDefault(skuId, skuId.toString());
  }

  private String planName(ServicePlanId planId) {
    return planNames.getOrDefault(planId, planId.toString());
  }

  private String source(AssignmentSource source) {
    return source instanceof InheritedFromGroup inherited
        ? "through group " + name(inherited.group())
        : "direct";
  }

  private String name(ServicePlan plan) {
    return planName(plan.servicePlanId());
  }

  private String name(UserId id) {
    return latest(snapshot -> snapshot.findUser(id))
        .map(LicensedUser::userPrincipalName)
        .orElseGet(id::toString);
  }

  private String name(GroupId id) {
    return latest(snapshot -> snapshot.findGroup(id))
        .map(SnapshotDifferenceText::name)
        .orElseGet(id::toString);
  }

  private <T> Optional<T> latest(Function<TenantSnapshot, Optional<T>> find) {
    return find.apply(difference.after()).or(() -> find.apply(difference.before()));
  }

  private static String name(LicensedGroup group) {
    return "\"" + group.displayName() + "\"";
  }

  private static String name(ManagedDevice device) {
    return device.deviceName().orElseGet(device::id);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
