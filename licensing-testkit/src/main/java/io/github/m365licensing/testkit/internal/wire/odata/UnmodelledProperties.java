package io.github.m365licensing.testkit.internal.wire.odata;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Properties and relations that Graph's types have and the fake's have not: refused as the fake's
 * gap, not as an error of the request.
 */
public final class UnmodelledProperties {

  /** Kept outside the directory; Graph refuses them on collections. */
  private static final Set<String> BEYOND_DIRECTORY =
      lowerCase(
          names(
              "aboutMe birthday hireDate interests mailboxSettings mySite pastProjects"
                  + " preferredName responsibilities schools skills"));

  private static final Map<String, SortedSet<String>> BY_TYPE =
      new TreeMap<>(
          Map.of(
              "microsoft.graph.user",
              names(
                  "aboutMe ageGroup authorizationInfo birthday consentProvidedForMinor"
                      + " customSecurityAttributes deviceEnrollmentLimit employeeHireDate"
                      + " employeeLeaveDateTime employeeOrgData externalUserStateChangeDateTime"
                      + " faxNumber hireDate identities identityParentId imAddresses interests"
                      + " isResourceAccount lastPasswordChangeDateTime legalAgeGroupClassification"
                      + " mailboxSettings mySite onPremisesDistinguishedName onPremisesDomainName"
                      + " onPremisesLastSyncDateTime"
                      + " onPremisesProvisioningErrors onPremisesSamAccountName"
                      + " onPremisesSecurityIdentifier onPremisesUserPrincipalName passwordProfile"
                      + " pastProjects preferredDataLocation preferredName print responsibilities"
                      + " schools securityIdentifier serviceProvisioningErrors signInActivity"
                      + " signInSessionsValidFromDateTime skills"
                      + " appRoleAssignments createdObjects directReports licenseDetails manager"
                      + " managedDevices memberOf ownedDevices ownedObjects registeredDevices"
                      + " transitiveMemberOf"),
              "microsoft.graph.group",
              names(
                  "allowExternalSenders assignedLabels autoSubscribeNewMembers classification"
                      + " expirationDateTime hideFromAddressLists hideFromOutlookClients"
                      + " infoCatalogs isArchived isSubscribedByMail onPremisesDomainName"
                      + " onPremisesLastSyncDateTime onPremisesNetBiosName"
                      + " onPremisesProvisioningErrors onPremisesSamAccountName"
                      + " onPremisesSecurityIdentifier preferredDataLocation preferredLanguage"
                      + " renewedDateTime resourceBehaviorOptions resourceProvisioningOptions"
                      + " securityIdentifier serviceProvisioningErrors theme uniqueName unseenCount"
                      + " writebackConfiguration"
                      + " appRoleAssignments createdOnBehalfOf memberOf members"
                      + " membersWithLicenseErrors owners transitiveMemberOf transitiveMembers"),
              "microsoft.graph.organization",
              names(
                  "businessPhones certificateConnectorSetting city country"
                      + " marketingNotificationEmails mobileDeviceManagementAuthority"
                      + " onPremisesLastSyncDateTime partnerTenantType"
                      + " postalCode preferredLanguage privacyProfile"
                      + " securityComplianceNotificationMails securityComplianceNotificationPhones"
                      + " state street technicalNotificationMails"),
              "microsoft.graph.managedDevice",
              names(
                  "activationLockBypassCode androidSecurityPatchLevel azureADDeviceId"
                      + " azureADRegistered complianceGracePeriodExpirationDateTime"
                      + " configurationManagerClientEnabledFeatures deviceActionResults"
                      + " deviceCategoryDisplayName deviceHealthAttestationState"
                      + " deviceRegistrationState easActivated easActivationDateTime easDeviceId"
                      + " emailAddress enrollmentProfileName ethernetMacAddress"
                      + " exchangeAccessState exchangeAccessStateReason"
                      + " exchangeLastSuccessfulSyncDateTime freeStorageSpaceInBytes iccid imei"
                      + " isEncrypted isSupervised jailBroken managedDeviceName"
                      + " managementCertificateExpirationDate manufacturer meid model notes"
                      + " osVersion partnerReportedThreatState phoneNumber physicalMemoryInBytes"
                      + " remoteAssistanceSessionErrorDetails remoteAssistanceSessionUrl"
                      + " requireUserEnrollmentApproval serialNumber subscriberCarrier"
                      + " totalStorageSpaceInBytes udid userDisplayName wiFiMacAddress"),
              "microsoft.graph.educationUser",
              names(
                  "createdBy externalSource externalSourceDetail mailingAddress middleName"
                      + " onPremisesInfo passwordPolicies passwordProfile"
                      + " refreshTokensValidFromDateTime relatedContacts residenceAddress"
                      + " showInAddressList student teacher")));

  private UnmodelledProperties() {}

  /** All of them by the name of their type, both in order, in Graph's spelling. */
  public static Map<String, SortedSet<String>> all() {
    return Collections.unmodifiableMap(BY_TYPE);
  }

  /** Those of one type, without capitals. */
  static Set<String> of(String type) {
    return lowerCase(BY_TYPE.getOrDefault(type, Collections.emptySortedSet()));
  }

  /** Whether Graph's type has such a property. */
  public static boolean has(String type, String name) {
    return BY_TYPE.getOrDefault(type, Collections.emptySortedSet()).contains(name);
  }

  /** Whether Graph refuses to select it on a collection of users. */
  public static boolean isBeyondDirectory(String name) {
    return BEYOND_DIRECTORY.contains(name.toLowerCase(Locale.ROOT));
  }

  private static SortedSet<String> names(String separatedByBlanks) {
    SortedSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Collections.addAll(names, separatedByBlanks.split(" ", -1));
    return Collections.unmodifiableSortedSet(names);
  }

  private static Set<String> lowerCase(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
