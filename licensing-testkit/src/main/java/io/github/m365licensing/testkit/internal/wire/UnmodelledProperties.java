package io.github.m365licensing.testkit.internal.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Properties that Graph has and the fake does not: refused as the fake's gap, not as an error. */
final class UnmodelledProperties {

  /** Kept outside the directory; Graph refuses them on collections. */
  private static final Set<String> BEYOND_DIRECTORY =
      names(
          "aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName"
              + " responsibilities schools skills");

  private static final Map<String, Set<String>> BY_TYPE =
      Map.of(
          "microsoft.graph.user",
          names(
              "aboutMe ageGroup authorizationInfo birthday consentProvidedForMinor customSecurityAttributes"
                  + " deviceEnrollmentLimit employeeHireDate employeeLeaveDateTime employeeOrgData"
                  + " externalUserStateChangeDateTime faxNumber hireDate identities imAddresses"
                  + " identityParentId interests isResourceAccount lastPasswordChangeDateTime"
                  + " legalAgeGroupClassification mailboxSettings manager mySite"
                  + " onPremisesDistinguishedName onPremisesDomainName onPremisesExtensionAttributes"
                  + " onPremisesLastSyncDateTime onPremisesProvisioningErrors"
                  + " onPremisesSamAccountName onPremisesSecurityIdentifier"
                  + " onPremisesUserPrincipalName passwordProfile pastProjects preferredDataLocation"
                  + " preferredName print responsibilities schools securityIdentifier"
                  + " serviceProvisioningErrors signInActivity signInSessionsValidFromDateTime skills"),
          "microsoft.graph.group",
          names(
              "allowExternalSenders assignedLabels autoSubscribeNewMembers classification"
                  + " expirationDateTime hideFromAddressLists hideFromOutlookClients infoCatalogs"
                  + " isArchived isSubscribedByMail onPremisesDomainName onPremisesLastSyncDateTime"
                  + " onPremisesNetBiosName onPremisesProvisioningErrors onPremisesSamAccountName"
                  + " onPremisesSecurityIdentifier preferredDataLocation preferredLanguage"
                  + " renewedDateTime resourceBehaviorOptions resourceProvisioningOptions"
                  + " securityIdentifier serviceProvisioningErrors theme uniqueName unseenCount"
                  + " writebackConfiguration"),
          "microsoft.graph.organization",
          names(
              "businessPhones certificateConnectorSetting city country marketingNotificationEmails"
                  + " mobileDeviceManagementAuthority onPremisesLastSyncDateTime"
                  + " partnerTenantType postalCode preferredLanguage privacyProfile"
                  + " securityComplianceNotificationMails securityComplianceNotificationPhones state"
                  + " street technicalNotificationMails"));

  private UnmodelledProperties() {}

  /** Whether Graph's type has such a property. */
  static boolean has(String type, String name) {
    return BY_TYPE.getOrDefault(type, Set.of()).contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether Graph refuses to select it on a collection of users. */
  static boolean isBeyondDirectory(String name) {
    return BEYOND_DIRECTORY.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Set<String> names(String separatedByBlanks) {
    return Stream.of(separatedByBlanks.toLowerCase(Locale.ROOT).split(" ", -1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
