package io.github.m365licensing.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names and EDM types of everything on the surface, written down from Graph's schema apart from the
 * code under test. Finds unknown properties, wrong types, nulls where there must be none, and
 * properties that were not asked for.
 *
 * <p>A type is {@code S} text, {@code G} GUID, {@code B} Boolean, {@code I} number, {@code T}
 * moment or the name of a complex type; brackets mean a collection, an exclamation mark means never
 * null.
 */
final class EdmTableJson {

  private static final Map<String, Map<String, String>> TYPES = new LinkedHashMap<>();
  private static final Map<String, Set<String>> DEFAULTS = new LinkedHashMap<>();

  static {
    type(
        "user",
        "id:S! accountEnabled:B assignedLicenses:[assignedLicense] assignedPlans:[assignedPlan]"
            + " businessPhones:[S] city:S companyName:S country:S createdDateTime:T creationType:S"
            + " deletedDateTime:T department:S displayName:S employeeId:S employeeType:S"
            + " externalUserState:S givenName:S isManagementRestricted:B jobTitle:S"
            + " licenseAssignmentStates:[licenseAssignmentState] mail:S mailNickname:S"
            + " mobilePhone:S officeLocation:S"
            + " onPremisesExtensionAttributes:onPremisesExtensionAttributes"
            + " onPremisesImmutableId:S onPremisesSyncEnabled:B"
            + " otherMails:[S] passwordPolicies:S postalCode:S preferredLanguage:S"
            + " provisionedPlans:[provisionedPlan] proxyAddresses:[S] showInAddressList:B state:S"
            + " streetAddress:S surname:S usageLocation:S userPrincipalName:S userType:S");
    defaults(
        "user",
        "businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation"
            + " preferredLanguage surname userPrincipalName");
    type(
        "group",
        "id:S! assignedLicenses:[assignedLicense] createdDateTime:T deletedDateTime:T description:S"
            + " displayName:S groupTypes:[S] isAssignableToRole:B isManagementRestricted:B"
            + " licenseProcessingState:licenseProcessingState mail:S mailEnabled:B mailNickname:S"
            + " membershipRule:S membershipRuleProcessingState:S onPremisesSyncEnabled:B"
            + " proxyAddresses:[S] securityEnabled:B visibility:S");
    type("assignedLicense", "skuId:G disabledPlans:[G]");
    type("assignedPlan", "assignedDateTime:T capabilityStatus:S service:S servicePlanId:G");
    type("provisionedPlan", "capabilityStatus:S provisioningStatus:S service:S");
    type(
        "licenseAssignmentState",
        "skuId:G disabledPlans:[G] assignedByGroup:S state:S error:S lastUpdatedDateTime:T");
    type(
        "onPremisesExtensionAttributes",
        "extensionAttribute1:S extensionAttribute2:S extensionAttribute3:S extensionAttribute4:S"
            + " extensionAttribute5:S extensionAttribute6:S extensionAttribute7:S"
            + " extensionAttribute8:S extensionAttribute9:S extensionAttribute10:S"
            + " extensionAttribute11:S extensionAttribute12:S extensionAttribute13:S"
            + " extensionAttribute14:S extensionAttribute15:S");
    type("licenseProcessingState", "state:S");
    type(
        "subscribedSku",
        "id:S! accountId:S accountName:S appliesTo:S capabilityStatus:S consumedUnits:I"
            + " prepaidUnits:licenseUnitsDetail servicePlans:[servicePlanInfo] skuId:G"
            + " skuPartNumber:S subscriptionIds:[S]");
    type("licenseUnitsDetail", "enabled:I suspended:I warning:I lockedOut:I");
    type("servicePlanInfo", "appliesTo:S provisioningStatus:S servicePlanId:G servicePlanName:S");
    type("licenseDetails", "id:S! servicePlans:[servicePlanInfo] skuId:G skuPartNumber:S");
    type(
        "companySubscription",
        "id:S! commerceSubscriptionId:S createdDateTime:T isTrial:B nextLifecycleDateTime:T"
            + " ownerId:S ownerTenantId:S ownerType:S serviceStatus:[servicePlanInfo] skuId:S skuPartNumber:S status:S"
            + " totalLicenses:I");
    type(
        "organization",
        "id:S! assignedPlans:[assignedPlan] countryLetterCode:S createdDateTime:T"
            + " defaultUsageLocation:S displayName:S onPremisesSyncEnabled:B"
            + " provisionedPlans:[provisionedPlan] tenantType:S"
            + " verifiedDomains:[verifiedDomain]");
    type("verifiedDomain", "capabilities:S isDefault:B isInitial:B name:S type:S");
    type(
        "managedDevice",
        "id:S! userId:S deviceName:S managedDeviceOwnerType:S enrolledDateTime:T"
            + " lastSyncDateTime:T operatingSystem:S complianceState:S managementAgent:S"
            + " deviceEnrollmentType:S userPrincipalName:S");
    type(
        "educationUser",
        "id:S! accountEnabled:B assignedLicenses:[assignedLicense] assignedPlans:[assignedPlan]"
            + " businessPhones:[S] department:S displayName:S givenName:S mail:S mailNickname:S"
            + " mobilePhone:S officeLocation:S preferredLanguage:S primaryRole:S"
            + " provisionedPlans:[provisionedPlan] surname:S usageLocation:S userPrincipalName:S"
            + " userType:S");
  }

  private EdmTableJson() {}

  private static void type(String name, String properties) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String property : properties.split(" ", -1)) {
      String[] parts = property.split(":", -1);
      byName.put(parts[0], parts[1]);
    }
    TYPES.put(name, byName);
  }

  private static void defaults(String type, String names) {
    DEFAULTS.put(type, new TreeSet<>(List.of(names.split(" ", -1))));
  }

  /** What is wrong with a successful JSON answer; empty if nothing is. */
  static List<String> violations(JsonNode answer) {
    List<String> wrong = new ArrayList<>();
    String context = answer.path("@odata.context").asText("");
    int hash = context.indexOf("/$metadata#");
    if (hash < 0) {
      wrong.add("no @odata.context");
      return wrong;
    }
    String fragment = context.substring(hash + 11);
    boolean single = fragment.endsWith("/$entity");
    String set = single ? fragment.substring(0, fragment.length() - 8) : fragment;
    String type = typeOf(set);
    if (type.isEmpty()) {
      wrong.add("unknown context " + fragment);
      return wrong;
    }
    String links =
        answer.path("@odata.deltaLink").asText() + answer.path("@odata.nextLink").asText();
    boolean delta = links.toLowerCase(Locale.ROOT).contains("delta");
    int open = set.endsWith(")") ? set.lastIndexOf('(') : -1;
    boolean selected = open >= 0 && !set.endsWith("')");
    Set<String> expected =
        delta
            ? Set.of()
            : selected
                ? new TreeSet<>(List.of(set.substring(open + 1, set.length() - 1).split(",", -1)))
                : DEFAULTS.getOrDefault(type, Set.of());
    if (single) {
      entity(answer, type, expected, "", wrong);
    } else if (!answer.path("value").isArray()) {
      wrong.add("value is no array");
    } else {
      int index = 0;
      for (JsonNode item : answer.get("value")) {
        entity(item, type, expected, "value[" + index++ + "]", wrong);
      }
    }
    return wrong;
  }

  private static String typeOf(String set) {
    String name = set.replaceAll("\\('[^']*'\\)", "").replaceAll("\\(.*\\)$", "");
    return switch (name) {
      case "users" -> "user";
      case "groups" -> "group";
      case "directoryObjects" -> "directoryObject";
      case "subscribedSkus" -> "subscribedSku";
      case "directory/subscriptions" -> "companySubscription";
      case "organization" -> "organization";
      case "users/licenseDetails" -> "licenseDetails";
      case "deviceManagement/managedDevices", "users/managedDevices" -> "managedDevice";
      case "education/users" -> "educationUser";
      default -> "";
    };
  }

  private static void entity(
      JsonNode entity, String type, Set<String> expected, String at, List<String> wrong) {
    String actual = type;
    if (type.equals("directoryObject")) {
      String annotation = entity.path("@odata.type").asText("");
      if (!annotation.startsWith("#microsoft.graph.")) {
        wrong.add(at + " has no @odata.type");
        return;
      }
      actual = annotation.substring(17);
    }
    Set<String> found = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : entity.properties()) {
      if (field.getKey().equals("memberOf") || field.getKey().equals("transitiveMemberOf")) {
        for (JsonNode group : field.getValue()) {
          entity(group, "directoryObject", Set.of(), at + ".memberOf", wrong);
        }
      } else if (!field.getKey().contains("@")) {
        found.add(field.getKey());
        property(actual, field, at, wrong);
      }
    }
    if (!expected.isEmpty() && !type.equals("directoryObject")) {
      Set<String> wanted = new TreeSet<>();
      for (String name : expected) {
        TYPES.getOrDefault(actual, Map.of()).keySet().stream()
            .filter(name::equalsIgnoreCase)
            .forEach(wanted::add);
      }
      if (!found.equals(wanted)) {
        wrong.add(at + " shows " + found + " instead of " + wanted);
      }
    }
  }

  private static void property(
      String type, Map.Entry<String, JsonNode> field, String at, List<String> wrong) {
    String path = at + "." + type + "." + field.getKey();
    String declared = TYPES.getOrDefault(type, Map.of()).get(field.getKey());
    if (declared == null) {
      wrong.add(path + " is unknown");
      return;
    }
    JsonNode value = field.getValue();
    if (declared.startsWith("[")) {
      if (!value.isArray()) {
        wrong.add(path + " is no array");
        return;
      }
      for (JsonNode element : value) {
        value(declared.substring(1, declared.length() - 1) + "!", element, path, wrong);
      }
    } else {
      value(declared, value, path, wrong);
    }
  }

  private static void value(String declared, JsonNode value, String path, List<String> wrong) {
    boolean required = declared.endsWith("!");
    String type = required ? declared.substring(0, declared.length() - 1) : declared;
    if (value.isNull()) {
      if (required) {
        wrong.add(path + " is null");
      }
      return;
    }
    boolean fits =
        switch (type) {
          case "S" -> value.isTextual();
          case "B" -> value.isBoolean();
          case "I" -> value.isInt();
          case "G" ->
              value.isTextual()
                  && value.asText().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
          case "T" ->
              value.isTextual()
                  && value.asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
          default -> value.isObject();
        };
    if (!fits) {
      wrong.add(path + " is no " + type + ": " + value);
    } else if (TYPES.containsKey(type)) {
      Set<String> found = new TreeSet<>();
      value.fieldNames().forEachRemaining(found::add);
      if (!found.equals(new TreeSet<>(TYPES.getOrDefault(type, Map.of()).keySet()))) {
        wrong.add(path + " has " + found);
      }
      value.properties().forEach(field -> property(type, field, path, wrong));
    }
  }
}
