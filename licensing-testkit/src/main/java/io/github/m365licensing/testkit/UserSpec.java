package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a user of a new tenant looks like. Not thread-safe. What is not said is absent; the account
 * is enabled, and the display name is the user principal name up to the {@code @}.
 */
public final class UserSpec {

  final Map<UserAttribute, Object> attributes = new EnumMap<>(UserAttribute.class);
  final List<LicenseOptions> licenses = new ArrayList<>();
  final List<LicenseOptions> unexplained = new ArrayList<>();
  boolean deleted;

  UserSpec(String userPrincipalName) {
    String alias = userPrincipalName.substring(0, Math.max(0, userPrincipalName.indexOf('@')));
    attributes.put(UserAttribute.USER_PRINCIPAL_NAME, userPrincipalName);
    attributes.put(UserAttribute.DISPLAY_NAME, alias);
    attributes.put(UserAttribute.MAIL_NICKNAME, alias);
    attributes.put(UserAttribute.ACCOUNT_ENABLED, true);
    attributes.put(UserAttribute.USER_TYPE, "Member");
  }

  private UserSpec set(UserAttribute attribute, Object value) {
    Objects.requireNonNull(value, "value");
    attributes.put(attribute, value);
    return this;
  }

  /** The name people see. */
  public UserSpec displayName(String displayName) {
    return set(UserAttribute.DISPLAY_NAME, displayName);
  }

  /** The department. */
  public UserSpec department(String department) {
    return set(UserAttribute.DEPARTMENT, department);
  }

  /** The job title. */
  public UserSpec jobTitle(String jobTitle) {
    return set(UserAttribute.JOB_TITLE, jobTitle);
  }

  /**
   * The country for licensing.
   *
   * @throws IllegalArgumentException if it is not two letters
   */
  public UserSpec usageLocation(String countryCode) {
    return set(UserAttribute.USAGE_LOCATION, UsageLocation.of(countryCode).countryCode());
  }

  /** The account is disabled. */
  public UserSpec disabled() {
    return set(UserAttribute.ACCOUNT_ENABLED, false);
  }

  /** The user is invited from elsewhere. */
  public UserSpec guest() {
    set(UserAttribute.CREATION_TYPE, "Invitation");
    return set(UserAttribute.USER_TYPE, "Guest");
  }

  /** The user is mastered on premises. */
  public UserSpec synced() {
    return set(UserAttribute.ON_PREMISES_SYNC_ENABLED, true);
  }

  /** The user is in a restricted management administrative unit: writes to them are refused. */
  public UserSpec managementRestricted() {
    return set(UserAttribute.IS_MANAGEMENT_RESTRICTED, true);
  }

  /** The role in the school's directory: {@code student}, {@code teacher} or {@code none}. */
  public UserSpec educationRole(String role) {
    return set(UserAttribute.EDUCATION_ROLE, role);
  }

  /** An address under which the user already receives mail; nobody else can get it. */
  public UserSpec proxyAddress(String address) {
    Objects.requireNonNull(address, "address");
    return set(UserAttribute.PROXY_ADDRESSES, List.of("SMTP:" + address));
  }

  /** Has this SKU directly, all services on. A fact: no rule is asked. */
  public UserSpec licensedWith(String sku) {
    return licensedWith(LicenseOptions.of(sku));
  }

  /** Has this SKU directly. A fact: no rule is asked. */
  public UserSpec licensedWith(LicenseOptions options) {
    Objects.requireNonNull(options, "options");
    licenses.add(options);
    return this;
  }

  /** Has this SKU though no assignment path says why, as is sometimes seen. */
  public UserSpec licensedWithoutSource(LicenseOptions options) {
    Objects.requireNonNull(options, "options");
    unexplained.add(options);
    return this;
  }

  /** The user is deleted and can be restored. */
  public UserSpec deleted() {
    deleted = true;
    return this;
  }
}
