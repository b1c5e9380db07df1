package io.github.m365licensing.testkit;

import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a group of a new tenant looks like: a security group, unless said otherwise. Not
 * thread-safe.
 */
public final class GroupSpec {

  final Map<GroupAttribute, Object> attributes = new EnumMap<>(GroupAttribute.class);
  final List<LicenseOptions> licenses = new ArrayList<>();
  final List<String> members = new ArrayList<>();
  final List<String> groups = new ArrayList<>();
  boolean pending;

  GroupSpec(String displayName) {
    attributes.put(GroupAttribute.DISPLAY_NAME, displayName);
    attributes.put(GroupAttribute.MAIL_NICKNAME, displayName.replaceAll("[^A-Za-z0-9]", ""));
    attributes.put(GroupAttribute.GROUP_TYPES, List.of());
    attributes.put(GroupAttribute.SECURITY_ENABLED, true);
    attributes.put(GroupAttribute.MAIL_ENABLED, false);
  }

  private GroupSpec set(GroupAttribute attribute, Object value) {
    Objects.requireNonNull(value, "value");
    attributes.put(attribute, value);
    return this;
  }

  /** A direct member, by user principal name. */
  public GroupSpec member(String userPrincipalName) {
    Objects.requireNonNull(userPrincipalName, "userPrincipalName");
    members.add(userPrincipalName);
    return this;
  }

  /** Direct members, by user principal name. */
  public GroupSpec members(String... userPrincipalNames) {
    members.addAll(List.of(userPrincipalNames));
    return this;
  }

  /** A group inside this one, by name; it must be described before or after in the same builder. */
  public GroupSpec nested(String group) {
    Objects.requireNonNull(group, "group");
    groups.add(group);
    return this;
  }

  /** A Microsoft 365 group that can carry licences. */
  public GroupSpec microsoft365() {
    set(GroupAttribute.GROUP_TYPES, List.of("Unified"));
    return set(GroupAttribute.MAIL_ENABLED, true);
  }

  /** A group that cannot carry licences. */
  public GroupSpec securityDisabled() {
    return set(GroupAttribute.SECURITY_ENABLED, false);
  }

  /** A security group with an address. */
  public GroupSpec mailEnabledSecurity() {
    return set(GroupAttribute.MAIL_ENABLED, true);
  }

  /** A distribution group. */
  public GroupSpec distribution() {
    set(GroupAttribute.SECURITY_ENABLED, false);
    return set(GroupAttribute.MAIL_ENABLED, true);
  }

  /** Mastered on premises. */
  public GroupSpec synced() {
    return set(GroupAttribute.ON_PREMISES_SYNC_ENABLED, true);
  }

  /** Members come from a rule such as {@code user.department -eq "Retail"}. */
  public GroupSpec membershipRule(String rule) {
    set(GroupAttribute.GROUP_TYPES, List.of("DynamicMembership"));
    set(GroupAttribute.MEMBERSHIP_RULE_PROCESSING_STATE, "On");
    return set(GroupAttribute.MEMBERSHIP_RULE, rule);
  }

  /** Gives this SKU to its members, all services on. */
  public GroupSpec licensedWith(String sku) {
    return licensedWith(LicenseOptions.of(sku));
  }

  /** Gives this SKU to its members. */
  public GroupSpec licensedWith(LicenseOptions options) {
    Objects.requireNonNull(options, "options");
    licenses.add(options);
    return this;
  }

  /** Its licences are still waiting to be processed when the tenant is ready. */
  public GroupSpec pending() {
    pending = true;
    return this;
  }
}
