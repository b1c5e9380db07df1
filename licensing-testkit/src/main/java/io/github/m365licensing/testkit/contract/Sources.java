package io.github.m365licensing.testkit.contract;

/** The sources that rules name, each spelt once. */
final class Sources {

  static final String PORT = "port: Tenant";
  static final String PORT_QUERY = "port: UserQuery";

  static final String USER = "Graph reference: user";
  static final String USER_GET = "Graph reference: Get a user";
  static final String USER_LIST = "Graph reference: List users";
  static final String USER_CREATE = "Graph reference: Create user";
  static final String USER_UPDATE = "Graph reference: Update user";
  static final String USER_DELETE = "Graph reference: Delete a user";
  static final String USER_ASSIGN = "Graph reference: user: assignLicense";
  static final String USER_REPROCESS = "Graph reference: user: reprocessLicenseAssignment";
  static final String USER_LICENSE_DETAILS = "Graph reference: List licenseDetails";
  static final String ASSIGNMENT_STATE = "Graph reference: licenseAssignmentState";
  static final String SUBSCRIBED_SKUS = "Graph reference: List subscribedSkus";
  static final String LICENSE_UNITS = "Graph reference: licenseUnitsDetail";
  static final String ASSIGNED_PLAN = "Graph reference: assignedPlan";
  static final String GROUP = "Graph reference: group";
  static final String GROUP_ASSIGN = "Graph reference: group: assignLicense";
  static final String GROUP_ADD_MEMBERS = "Graph reference: Add members";
  static final String GROUP_REMOVE_MEMBER = "Graph reference: Remove member";
  static final String GROUP_MEMBERS = "Graph reference: List group members";
  static final String MEMBERS_IN_ERROR = "Graph reference: group, membersWithLicenseErrors";
  static final String GROUP_DELETE = "Graph reference: Delete group";
  static final String SUBSCRIBED_SKU = "Graph reference: subscribedSku";
  static final String ERRORS = "Graph concepts: Error responses and resource types";
  static final String BATCH = "Graph concepts: JSON batching";
  static final String ADVANCED_QUERIES = "Graph concepts: Advanced query capabilities";
  static final String PAGING = "Graph concepts: Paging";
  static final String INTUNE_DEVICES = "Graph metadata: managedDevice";

  static final String GBL = "Entra: What is group-based licensing";
  static final String GBL_ADVANCED = "Entra: Group licensing, additional scenarios";
  static final String GBL_PROBLEMS = "Entra: Resolve group license assignment problems";
  static final String GBL_CHANGE = "Entra: Change license assignments of a user or group";
  static final String PLAN_REFERENCE = "Entra: Service plan reference, page of 2025-10";
  static final String CONSISTENCY = "Microsoft devblogs: Designing for eventual consistency";

  static final String REVIEW = "Microsoft's public API review of cloud licensing";
  static final String EXCHANGE_TEAM = "Exchange team, MC541151 of 2023-01";
  static final String ADMIN_SCRIPTS = "public administrators' scripts";
  static final String CLIENT_LOGS = "public logs and tests of Graph clients";
  static final String STATES_SCRIPT = "Microsoft's script of licence assignment states";

  private Sources() {}
}
