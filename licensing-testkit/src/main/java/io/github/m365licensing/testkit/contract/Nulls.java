package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.tenant.Tenant;
import java.util.List;

/** Calls with null arguments, which only callers without a nullness check can make. */
@SuppressWarnings("NullAway") // the point of it
final class Nulls {

  private final Tenant tenant;

  Nulls(Tenant tenant) {
    this.tenant = tenant;
  }

  void findUser() {
    tenant.findUser(null);
  }

  void listUsers() {
    tenant.listUsers(null).close();
  }

  void listUsersById() {
    tenant.listUsersById(null).close();
  }

  void listLicenseDetails() {
    tenant.listLicenseDetails(null);
  }

  void findGroup() {
    tenant.findGroup(null);
  }

  void listGroupsNamed() {
    tenant.listGroupsNamed(null);
  }

  void listMembers() {
    tenant.listMembers(null).close();
  }

  void listNestedGroups() {
    tenant.listNestedGroups(null);
  }

  void listMembersWithLicenseErrors() {
    tenant.listMembersWithLicenseErrors(null).close();
  }

  void submitWithoutWrites() {
    tenant.submit(null, outcome -> {});
  }

  void submitWithoutConsumer() {
    tenant.submit(List.of(), null);
  }
}
