package io.github.m365licensing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A contoso of its own for one rule, and the short words in which rules speak of it. */
final class Contoso implements AutoCloseable {

  private final TenantUnderTest subject;
  private final Tenant tenant;

  private Contoso(TenantUnderTest subject, Tenant tenant) {
    this.subject = subject;
    this.tenant = tenant;
  }

  static Contoso of(TenantUnderTest subject) {
    return new Contoso(subject, subject.contoso());
  }

  static Contoso of(TenantUnderTest subject, Tenant tenant) {
    return new Contoso(subject, tenant);
  }

  Tenant tenant() {
    return tenant;
  }

  LicensingSemantics semantics() {
    return subject.semantics();
  }

  String upn(String name) {
    return name + "@" + subject.domain();
  }

  LicensedUser user(String name) {
    return tenant
        .findUser(upn(name))
        .orElseThrow(() -> new AssertionError("contoso has no user '" + name + "'."));
  }

  /** The one guest. */
  LicensedUser guest() {
    try (Stream<LicensedUser> guests = tenant.listUsers(new UserQuery.Guest(true))) {
      return guests
          .filter(LicensedUser::isGuest)
          .findFirst()
          .orElseThrow(() -> new AssertionError("contoso has no guest."));
    }
  }

  UserId id(String name) {
    return user(name).id();
  }

  LicensedGroup group(String displayName) {
    List<LicensedGroup> named = tenant.listGroupsNamed(displayName);
    assertThat(named).as("groups named '%s'", displayName).hasSize(1);
    return named.get(0);
  }

  AssignmentSource through(String group) {
    return AssignmentSource.inheritedFrom(group(group).id());
  }

  SubscribedSku sku(SkuId sku) {
    return tenant.listSubscribedSkus().stream()
        .filter(owned -> owned.skuId().equals(sku))
        .findFirst()
        .orElseThrow(() -> new AssertionError("contoso does not own " + sku + "."));
  }

  int consumed(SkuId sku) {
    return sku(sku).consumedUnits();
  }

  /** The paths of a user for a SKU, direct and through groups. */
  List<LicenseAssignmentState> paths(String user, SkuId sku) {
    return user(user).licenseAssignmentStates().stream()
        .filter(path -> path.skuId().equals(sku))
        .toList();
  }

  Optional<LicenseAssignmentState> path(String user, SkuId sku, AssignmentSource source) {
    return paths(user, sku).stream().filter(path -> path.source().equals(source)).findFirst();
  }

  LicenseAssignmentState directPath(String user, SkuId sku) {
    Optional<LicenseAssignmentState> path = path(user, sku, AssignmentSource.direct());
    assertThat(path).as("direct path of '%s' for %s", user, sku).isPresent();
    return path.orElseThrow();
  }

  /** The paths of a user that are direct. */
  List<LicenseAssignmentState> directOf(String user) {
    return user(user).licenseAssignmentStates().stream()
        .filter(path -> path.source().isDirect())
        .toList();
  }

  /** The plans of a SKU that are off for a user over all paths, plans for the company left out. */
  Set<ServicePlanId> off(String user, SkuId sku) {
    AssignedLicense license =
        user(user).assignedLicenses().stream()
            .filter(assigned -> assigned.skuId().equals(sku))
            .findFirst()
            .orElseThrow(
                () -> new AssertionError("User '" + user + "' does not hold " + sku + "."));
    return forUsers(sku, license.disabledPlans());
  }

  /** Those of the plans that are switched per user. */
  Set<ServicePlanId> forUsers(SkuId sku, Set<ServicePlanId> plans) {
    Set<ServicePlanId> forUsers = new TreeSet<>(plans);
    forUsers.removeIf(
        plan -> sku(sku).findPlan(plan).map(ServicePlan::isForUsers).orElse(true).equals(false));
    return forUsers;
  }

  List<String> names(Stream<LicensedUser> users) {
    try (users) {
      return users
          .map(LicensedUser::userPrincipalName)
          .map(upn -> upn.substring(0, upn.indexOf('@')))
          .sorted()
          .toList();
    }
  }

  List<String> membersInError(String group) {
    return names(tenant.listMembersWithLicenseErrors(group(group).id()));
  }

  List<String> members(String group) {
    return names(tenant.listMembers(group(group).id()));
  }

  List<WriteOutcome> submit(List<TenantWrite> writes) {
    List<WriteOutcome> outcomes = new ArrayList<>();
    tenant.submit(
        writes,
        outcome -> {
          synchronized (outcomes) {
            outcomes.add(outcome);
          }
        });
    subject.awaitVisible(tenant);
    synchronized (outcomes) {
      return List.copyOf(outcomes);
    }
  }

  /** Submits one write and takes its outcome. */
  WriteOutcome submit(TenantWrite write) {
    List<WriteOutcome> outcomes = submit(List.of(write));
    assertThat(outcomes).as("outcomes of one write").isNotEmpty();
    return outcomes.get(0);
  }

  /** Submits one write that the service must have carried out. */
  WriteOutcome done(TenantWrite write) {
    WriteOutcome outcome = submit(write);
    assertThat(outcome.kind()).as(() -> "outcome: " + outcome).isEqualTo(WriteOutcome.Kind.DONE);
    return outcome;
  }

  /** Submits one write that the service must have taken, and waits until it is processed. */
  void processed(TenantWrite write) {
    WriteOutcome outcome = submit(write);
    assertThat(outcome.kind())
        .as(() -> "outcome: " + outcome)
        .isIn(WriteOutcome.Kind.ACCEPTED, WriteOutcome.Kind.DONE);
    awaitProcessed();
  }

  /** Submits one write that the service must refuse with a 400, leaving no seat changed. */
  ServiceError refused(TenantWrite write, ServiceError.Reason reason) {
    ServiceError error = refused(write, 400);
    assertThat(error.reason()).as(() -> "reason in: " + error).isEqualTo(reason);
    return error;
  }

  /** Submits one write that the service must refuse with this status, leaving no seat changed. */
  ServiceError refused(TenantWrite write, int status) {
    List<SubscribedSku> before = tenant.listSubscribedSkus();
    WriteOutcome outcome = submit(write);
    assertThat(outcome.kind()).as(() -> "outcome: " + outcome).isEqualTo(WriteOutcome.Kind.REFUSED);
    assertThat(outcome.error()).as("what the service said").isPresent();
    ServiceError error = outcome.error().orElseThrow();
    assertThat(error.status()).as(() -> "status in: " + error).isEqualTo(status);
    assertThat(tenant.listSubscribedSkus()).as("SKUs after the refusal").isEqualTo(before);
    return error;
  }

  void awaitProcessed() {
    subject.awaitProcessed(tenant);
  }

  TenantWrite assign(String user, SkuId sku, ServicePlanId... disabledPlans) {
    return assign(user, List.of(AssignedLicense.of(sku, disabledPlans)));
  }

  TenantWrite assign(String user, List<AssignedLicense> add, SkuId... remove) {
    return new TenantWrite.AssignUserLicense(id(user), add, Set.of(remove));
  }

  TenantWrite remove(String user, SkuId... remove) {
    return assign(user, List.of(), remove);
  }

  TenantWrite assignToGroup(String group, List<AssignedLicense> add, SkuId... remove) {
    return new TenantWrite.AssignGroupLicense(group(group).id(), add, Set.of(remove));
  }

  TenantWrite assignToGroup(String group, SkuId sku, ServicePlanId... disabledPlans) {
    return assignToGroup(group, List.of(AssignedLicense.of(sku, disabledPlans)));
  }

  TenantWrite addMembers(String group, String... users) {
    Set<UserId> ids = new TreeSet<>();
    for (String user : users) {
      ids.add(id(user));
    }
    return new TenantWrite.AddMembers(group(group).id(), ids);
  }

  TenantWrite removeMember(String group, String user) {
    GroupId id = group(group).id();
    return new TenantWrite.RemoveMember(id, id(user));
  }

  TenantWrite reprocess(String user) {
    return new TenantWrite.ReprocessLicenses(id(user));
  }

  @Override
  public void close() {
    tenant.close();
  }
}
