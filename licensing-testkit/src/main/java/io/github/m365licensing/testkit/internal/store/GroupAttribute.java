package io.github.m365licensing.testkit.internal.store;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plain properties of a group. What follows from licences and time is not among them. */
public enum GroupAttribute implements Attribute {
  /** The name people see. */
  DISPLAY_NAME("displayName", Type.TEXT, Writing.MASTERED),
  /** What the group is for. */
  DESCRIPTION("description", Type.TEXT, Writing.MASTERED),
  /** The mail alias. */
  MAIL_NICKNAME("mailNickname", Type.TEXT, Writing.MASTERED),
  /** The mail address. */
  MAIL("mail", Type.TEXT, Writing.SERVICE),
  /** Whether it has a mailbox or address. */
  MAIL_ENABLED("mailEnabled", Type.FLAG, Writing.SERVICE),
  /** Whether it is a security group, or a Microsoft 365 group that can carry licences. */
  SECURITY_ENABLED("securityEnabled", Type.FLAG, Writing.CLOUD),
  /** {@code Unified}, {@code DynamicMembership}, both or none. */
  GROUP_TYPES("groupTypes", Type.TEXTS, Writing.CLOUD),
  /** The rule of a dynamic group. */
  MEMBERSHIP_RULE("membershipRule", Type.TEXT, Writing.CLOUD),
  /** {@code On} or {@code Paused}; absent for groups without a rule. */
  MEMBERSHIP_RULE_PROCESSING_STATE("membershipRuleProcessingState", Type.TEXT, Writing.CLOUD),
  /** Who can see a Microsoft 365 group. */
  VISIBILITY("visibility", Type.TEXT, Writing.CLOUD),
  /** True for synced groups, absent for all others. */
  ON_PREMISES_SYNC_ENABLED("onPremisesSyncEnabled", Type.FLAG, Writing.SERVICE),
  /** Whether directory roles can be assigned to it. */
  IS_ASSIGNABLE_TO_ROLE("isAssignableToRole", Type.FLAG, Writing.CLOUD),
  /** Whether it is in a restricted management administrative unit. */
  IS_MANAGEMENT_RESTRICTED("isManagementRestricted", Type.FLAG, Writing.SERVICE),
  /** All addresses under which mail arrives. */
  PROXY_ADDRESSES("proxyAddresses", Type.TEXTS, Writing.SERVICE);

  private static final Map<String, GroupAttribute> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toMap(a -> a.name.toLowerCase(Locale.ROOT), Function.identity()));

  private final String name;
  private final Type type;
  private final Writing writing;

  GroupAttribute(String name, Type type, Writing writing) {
    this.name = name;
    this.type = type;
    this.writing = writing;
  }

  /** The attribute with this name in Graph; case does not matter. */
  public static Optional<GroupAttribute> named(String graphName) {
    return Optional.ofNullable(BY_NAME.get(graphName.toLowerCase(Locale.ROOT)));
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
