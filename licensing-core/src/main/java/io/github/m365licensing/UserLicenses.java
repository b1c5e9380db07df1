package io.github.m365licensing;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.internal.TextTable;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.report.NamedSource;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.sku.ProvisioningStatus;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What one user has, and through what, as it was read. Immutable. */
public final class UserLicenses {

  private final LicensedUser user;
  private final List<LicenseDetails> details;
  private final TenantNames names;
  private final Map<GroupId, String> groupNames;
  private final EffectiveServices services;

  UserLicenses(
      LicensedUser user,
      List<LicenseDetails> details,
      TenantNames names,
      Map<GroupId, String> groupNames) {
    this.user = user;
    this.details = List.copyOf(details);
    this.names = names;
    this.groupNames = new HashMap<>(groupNames);
    this.services = EffectiveServices.of(user.licenses(), names.skus());
  }

  /** The object id of the user. */
  public UserId userId() {
    return user.id();
  }

  /** The user as read. */
  public LicensedUser user() {
    return user;
  }

  /** The licences in effect, merged over all paths, ordered by SKU id. */
  public List<AssignedLicense> assignedLicenses() {
    return user.assignedLicenses();
  }

  /** The SKUs in effect, by part number, ordered. */
  public List<String> skuPartNumbers() {
    return user.assignedLicenses().stream()
        .map(license -> names.names().skuPartNumber(license.skuId()))
        .sorted()
        .toList();
  }

  /**
   * How a service is for this user over all paths.
   *
   * @param plan plan name, GUID or friendly name
   * @throws io.github.m365licensing.tenant.UnknownNameException if it means no plan or several
   */
  public Effective effective(String plan) {
    ServicePlanId id = names.plan(Objects.requireNonNull(plan, "plan"));
    return services
        .find(id)
        .map(this::effective)
        .orElseGet(
            () ->
                new Effective(
                    id,
                    names.names().servicePlanName(id),
                    false,
                    List.of(),
                    List.of(),
                    ProvisioningStatus.DISABLED));
  }

  /** Every service of the SKUs in effect that is for users, on or off, ordered by name. */
  public List<Effective> services() {
    return services.services().stream().map(this::effective).toList();
  }

  /**
   * A service as it is for one user.
   *
   * @param servicePlanId the plan
   * @param servicePlanName its code name
   * @param isOn whether at least one path has it on
   * @param sources the paths that have it on
   * @param sourcesOff the paths whose SKU holds it and that leave it off
   * @param provisioningStatus what the service says for this user; where it says nothing, the
   *     status in the tenant's SKU, or Disabled if it is off
   */
  public record Effective(
      ServicePlanId servicePlanId,
      String servicePlanName,
      boolean isOn,
      List<NamedSource> sources,
      List<NamedSource> sourcesOff,
      ProvisioningStatus provisioningStatus) {
    public Effective {
      sources = List.copyOf(sources);
      sourcesOff = List.copyOf(sourcesOff);
    }
  }

  /**
   * A table for people: each service with its sources and status, then the paths in error. It names
   * no user.
   */
  public String explain() {
    TextTable table = TextTable.headed("plan", "", "through", "off in", "status");
    for (Effective service : services()) {
      table.row(
          service.servicePlanName(),
          service.isOn() ? "on" : "off",
          words(service.sources()),
          words(service.sourcesOff()),
          service.provisioningStatus().value());
    }
    StringBuilder text = new StringBuilder(table.toString());
    TextTable errors = TextTable.headed("SKU", "through", "state", "error");
    List<LicenseAssignmentState> troubled =
        user.licenses().all().stream()
            .filter(path -> !path.isInEffect() || path.error().isPresent())
            .toList();
    for (LicenseAssignmentState path : troubled) {
      NamedSource source = source(new ServiceSource(path.skuId(), path.source()));
      errors.row(
          source.skuPartNumber(),
          source.source().isDirect() ? "direct" : "group \"" + source.groupName() + "\"",
          path.state().value(),
          path.error().map(error -> error.value()).orElse(""));
    }
    if (!troubled.isEmpty()) {
      text.append('\n').append(errors);
    }
    return text.toString();
  }

  private static String words(List<NamedSource> sources) {
    return String.join(", ", sources.stream().map(NamedSource::toString).toList());
  }

  private Effective effective(EffectiveService service) {
    return new Effective(
        service.servicePlanId(),
        service.servicePlanName(),
        service.isOn(),
        service.sources().stream().map(this::source).toList(),
        service.sourcesOff().stream().map(this::source).toList(),
        statusForUser(service.servicePlanId()).orElse(service.provisioningStatus()));
  }

  /** The status that the service gives; where SKUs differ, the best one. */
  private Optional<ProvisioningStatus> statusForUser(ServicePlanId id) {
    List<ProvisioningStatus> found = new ArrayList<>();
    for (LicenseDetails license : details) {
      license.servicePlans().stream()
          .filter(plan -> plan.servicePlanId().equals(id))
          .map(ServicePlan::provisioningStatus)
          .forEach(found::add);
    }
    return found.stream().min(Comparator.comparing(UserLicenses::rank));
  }

  private static int rank(ProvisioningStatus status) {
    return status.equals(ProvisioningStatus.SUCCESS)
        ? 0
        : status.equals(ProvisioningStatus.DISABLED) ? 2 : 1;
  }

  private NamedSource source(ServiceSource source) {
    String group = "";
    if (source.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
      group = groupNames.getOrDefault(inherited.group(), inherited.group().toString());
    }
    return new NamedSource(
        source.skuId(), names.names().skuPartNumber(source.skuId()), source.source(), group);
  }

  /** The user's id and the part numbers. */
  @Override
  public String toString() {
    return "user " + user.id() + " " + skuPartNumbers();
  }
}
