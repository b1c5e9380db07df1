package io.github.m365licensing.testkit.contract;

import java.util.List;

/**
 * Something that the service does and the fake does not, without a request that could be refused.
 *
 * @param what what the service does
 * @param here what the fake does instead
 * @param reason why it is not modelled
 */
record Gap(String what, String here, String reason) {

  static List<Gap> all() {
    return List.of(
        new Gap(
            "Assignments in allotments (`/admin/cloudLicensing`), where a removal takes every"
                + " assignment of a SKU",
            "`licensingModel()` is CLASSIC; `FakeTenant.of(snapshot)` refuses a snapshot of such a"
                + " tenant",
            "a successor in beta"),
        new Gap(
            "Paths in state `Disabled`",
            "kept from a snapshot and not in effect; no request leads there",
            "documented as a value only; no source says when"),
        new Gap(
            "`licenseProcessingState` `ProcessingFailed`",
            "processing always completes; what failed shows on members",
            "named in one script only; no source says when"),
        new Gap(
            "`LicenseAssignmentAttributeConcurrencyException`, when two groups give one licence at"
                + " once",
            "members are processed one after another, so it cannot happen",
            "the service itself tries again; only its audit log shows it"),
        new Gap(
            "Retries in the background after seats became free",
            "nothing heals before somebody reprocesses",
            "documented as not to be counted on; no source says how often"),
        new Gap(
            "The need for Entra ID P1 behind group licensing",
            "not checked",
            "a term of the contract; no source says that a call is refused"),
        new Gap(
            "Which countries a product is offered in",
            "`notOffered(sku, country)` of the builder says so",
            "no table is published"),
        new Gap(
            "The cycle of directory synchronisation",
            "a synced user is a flag; nothing is overwritten by a next cycle",
            "beyond licensing"),
        new Gap(
            "The life of a subscription: Enabled, Warning, Suspended, LockedOut, Deleted",
            "time changes no units and no status; `sku(…).units(…)` does",
            "the days in each state differ by contract"),
        new Gap("Buying and cancelling", "`sku(…).units(…)` sets the units", "not part of Graph"),
        new Gap(
            "Mail addresses in other cases than a mailbox that is given",
            "`mail` and `proxyAddresses` otherwise stay as they are",
            "mail is beyond licensing"),
        new Gap(
            "Schools, their members and the flows of school data sync (beta `industryData`)",
            "`schools()` and `provisioningFlows()` hold them for tests; no request answers them, no"
                + " flow runs",
            "comes with what is built on schools"),
        new Gap(
            "Owners of groups, directory roles and administrative units as objects",
            "a restricted administrative unit is a flag of a user; roles are the caller's",
            "beyond licensing"),
        new Gap(
            "Contacts, devices and service principals as members of groups",
            "members are users and groups",
            "they get no licence"),
        new Gap(
            "Paused membership rules (`membershipRuleProcessingState` `Paused`)",
            "stored and shown; the rule goes on",
            "beyond licensing"),
        new Gap(
            "Rules of dynamic groups in a tenant loaded from a snapshot",
            "members stay as they were",
            "a snapshot does not hold every attribute that a rule may ask for"),
        new Gap("Audit and sign-in logs", "the request log of the fake", "beyond licensing"),
        new Gap(
            "The largest number of SKUs in a call, of licences of a user or group",
            "no limit",
            "not found in any source"));
  }
}
