package io.github.m365licensing.internal.running;

import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.Names;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a run for licences as they were read. */
final class StateWords {

  private final Names names;

  StateWords(Names names) {
    this.names = names;
  }

  String sku(SkuId skuId) {
    return names.skuPartNumber(skuId);
  }

  String plan(ServicePlanId servicePlanId) {
    return names.servicePlanName(servicePlanId);
  }

  String location(Optional<UsageLocation> location) {
    return location.map(Object::toString).orElse("none");
  }

  /** How a user has a licence. */
  String path(LicenseAssignmentState path) {
    return described(path.source().toString(), path);
  }

  /** How a group has a licence. */
  String ofGroup(LicenseAssignmentState path) {
    return described("assigned", path);
  }

  private String described(String how, LicenseAssignmentState path) {
    return how
        + without(path.disabledPlans())
        + (path.isInEffect() && path.error().isEmpty()
            ? ""
            : " (" + path.state() + path.error().map(error -> ", " + error).orElse("") + ")");
  }

  /** The service stored more than was sent. */
  String storedMore(SkuId skuId, Collection<ServicePlanId> more) {
    return "The service stored more disabled plans of %s than were sent: %s."
        .formatted(sku(skuId), more.stream().map(this::plan).collect(Collectors.joining(", ")));
  }

  /** What was read at last is not what was wanted. */
  String readBack(List<Difference> differences) {
    return "Read back: " + all(differences) + ".";
  }

  /** All of them, each once. */
  String all(List<Difference> differences) {
    return differences.stream()
        .map(difference -> difference.text(this))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** The plans that are off, if any. */
  String without(Collection<ServicePlanId> disabledPlans) {
    return disabledPlans.isEmpty()
        ? ""
        : " without "
            + disabledPlans.stream().map(this::plan).sorted().collect(Collectors.joining(", "));
  }
}
