package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.tenant.UserProfile;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plain properties of a user. What follows from licences and time is not among them. */
public enum UserAttribute implements Attribute {
  /** The sign-in name. */
  USER_PRINCIPAL_NAME("userPrincipalName", Type.TEXT, Writing.MASTERED),
  /** The name people see. */
  DISPLAY_NAME("displayName", Type.TEXT, Writing.MASTERED),
  /** The first name. */
  GIVEN_NAME("givenName", Type.TEXT, Writing.MASTERED),
  /** The family name. */
  SURNAME("surname", Type.TEXT, Writing.MASTERED),
  /** The mail address. */
  MAIL("mail", Type.TEXT, Writing.MASTERED),
  /** The mail alias. */
  MAIL_NICKNAME("mailNickname", Type.TEXT, Writing.MASTERED),
  /** Further mail addresses. */
  OTHER_MAILS("otherMails", Type.TEXTS, Writing.CLOUD),
  /** All addresses under which mail arrives. */
  PROXY_ADDRESSES("proxyAddresses", Type.TEXTS, Writing.SERVICE),
  /** Office phone numbers. */
  BUSINESS_PHONES("businessPhones", Type.TEXTS, Writing.MASTERED),
  /** The mobile phone number. */
  MOBILE_PHONE("mobilePhone", Type.TEXT, Writing.MASTERED),
  /** The job title. */
  JOB_TITLE("jobTitle", Type.TEXT, Writing.MASTERED),
  /** The department. */
  DEPARTMENT("department", Type.TEXT, Writing.MASTERED),
  /** The company. */
  COMPANY_NAME("companyName", Type.TEXT, Writing.MASTERED),
  /** The office. */
  OFFICE_LOCATION("officeLocation", Type.TEXT, Writing.MASTERED),
  /** The number of the employee. */
  EMPLOYEE_ID("employeeId", Type.TEXT, Writing.MASTERED),
  /** The kind of employment. */
  EMPLOYEE_TYPE("employeeType", Type.TEXT, Writing.MASTERED),
  /** The language. */
  PREFERRED_LANGUAGE("preferredLanguage", Type.TEXT, Writing.CLOUD),
  /** The street. */
  STREET_ADDRESS("streetAddress", Type.TEXT, Writing.MASTERED),
  /** The city. */
  CITY("city", Type.TEXT, Writing.MASTERED),
  /** The state or province. */
  STATE("state", Type.TEXT, Writing.MASTERED),
  /** The postal code. */
  POSTAL_CODE("postalCode", Type.TEXT, Writing.MASTERED),
  /** The country of the address; not the one that licensing uses. */
  COUNTRY("country", Type.TEXT, Writing.MASTERED),
  /** The country for licensing, as two letters. */
  USAGE_LOCATION("usageLocation", Type.TEXT, Writing.CLOUD),
  /** Whether the user can sign in. */
  ACCOUNT_ENABLED("accountEnabled", Type.FLAG, Writing.MASTERED),
  /** {@code Member} or {@code Guest}. */
  USER_TYPE("userType", Type.TEXT, Writing.CLOUD),
  /** True for synced users, false for formerly synced ones, absent for all others. */
  ON_PREMISES_SYNC_ENABLED("onPremisesSyncEnabled", Type.FLAG, Writing.SERVICE),
  /** The key that ties a synced user to their account on premises. */
  ON_PREMISES_IMMUTABLE_ID("onPremisesImmutableId", Type.TEXT, Writing.CLOUD),
  /** Fifteen texts that a customer may use freely: extensionAttribute1 to 15. */
  ON_PREMISES_EXTENSION_ATTRIBUTES("onPremisesExtensionAttributes", Type.MEMBERS, Writing.MASTERED),
  /** Whether the user is in a restricted management administrative unit. */
  IS_MANAGEMENT_RESTRICTED("isManagementRestricted", Type.FLAG, Writing.SERVICE),
  /** How passwords are handled. */
  PASSWORD_POLICIES("passwordPolicies", Type.TEXT, Writing.CLOUD),
  /** Whether the user shows in address lists. */
  SHOW_IN_ADDRESS_LIST("showInAddressList", Type.FLAG, Writing.CLOUD),
  /** How a guest came to be. */
  CREATION_TYPE("creationType", Type.TEXT, Writing.SERVICE),
  /** Whether a guest has accepted. */
  EXTERNAL_USER_STATE("externalUserState", Type.TEXT, Writing.SERVICE),
  /**
   * The role that the school's directory gives. Not a property of {@code user}: {@code
   * /education/users} shows it as {@code primaryRole}.
   */
  EDUCATION_ROLE("primaryRole", Type.TEXT, Writing.SERVICE);

  private static final Map<String, UserAttribute> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toMap(a -> a.name.toLowerCase(Locale.ROOT), Function.identity()));

  private final String name;
  private final Type type;
  private final Writing writing;

  UserAttribute(String name, Type type, Writing writing) {
    this.name = name;
    this.type = type;
    this.writing = writing;
  }

  /** The attribute with this name in Graph; case does not matter. */
  public static Optional<UserAttribute> named(String graphName) {
    return Optional.ofNullable(BY_NAME.get(graphName.toLowerCase(Locale.ROOT)));
  }

  /** The attributes that a user with this profile is created with. */
  public static Attributes<UserAttribute> of(UserProfile profile) {
    Map<UserAttribute, Object> values = new EnumMap<>(UserAttribute.class);
    values.put(USER_PRINCIPAL_NAME, profile.userPrincipalName());
    values.put(DISPLAY_NAME, profile.displayName());
    values.put(MAIL_NICKNAME, profile.mailNickname());
    values.put(ACCOUNT_ENABLED, profile.accountEnabled());
    profile.department().ifPresent(department -> values.put(DEPARTMENT, department));
    profile
        .usageLocation()
        .ifPresent(location -> values.put(USAGE_LOCATION, location.countryCode()));
    return Attributes.of(values);
  }

  @Override
  public String graphName() {
    return name;
  }

  @Override
  public Type type() {
    return type;
  }

  @Override
  public Writing writing() {
    return writing;
  }
}
