package io.github.m365licensing.testkit.internal.wire.group;

import io.github.m365licensing.directory.ProcessingState;
import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.store.Attribute;
import io.github.m365licensing.testkit.internal.store.GroupAttribute;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.Support;
import io.github.m365licensing.testkit.internal.wire.sku.LicenseSchema;

/** The type {@code group} with what queries may do, after Graph's published tables. */
public final class GroupSchema {

  private static final StructuredType<ProcessingState> LICENSE_PROCESSING_STATE =
      new StructuredType<>(
          "microsoft.graph.licenseProcessingState",
          Property.of("state", EdmType.STRING, ProcessingState::value));

  private GroupSchema() {}

  /** The type, with what follows from the licences of a group's members. */
  public static StructuredType<StoredGroup> of(Engine engine) {
    return new StructuredType<>(
        "microsoft.graph.group",
        Property.<StoredGroup>of("id", EdmType.STRING, group -> group.id().toString())
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<StoredGroup>of(
                "deletedDateTime", EdmType.DATE_TIME_OFFSET, StoredGroup::deletedDateTime)
            .byDefault()
            .orderBy(Support.ADVANCED),
        Property.<StoredGroup>of(
                "createdDateTime", EdmType.DATE_TIME_OFFSET, StoredGroup::createdDateTime)
            .byDefault(),
        plain(GroupAttribute.DESCRIPTION).byDefault().filter(FilterRule.TEXT_ADVANCED).search(),
        plain(GroupAttribute.DISPLAY_NAME)
            .byDefault()
            .filter(FilterRule.TEXT)
            .orderBy(Support.DEFAULT)
            .search(),
        plain(GroupAttribute.GROUP_TYPES)
            .byDefault()
            .filter(FilterRule.EQ.withStartsWith(Support.DEFAULT)),
        plain(GroupAttribute.IS_ASSIGNABLE_TO_ROLE).byDefault().filter(FilterRule.EQ),
        plain(GroupAttribute.IS_MANAGEMENT_RESTRICTED),
        plain(GroupAttribute.MAIL).byDefault().filter(FilterRule.TEXT).search(),
        plain(GroupAttribute.MAIL_ENABLED).byDefault().filter(FilterRule.EQ),
        plain(GroupAttribute.MAIL_NICKNAME).byDefault().filter(FilterRule.TEXT).search(),
        plain(GroupAttribute.MEMBERSHIP_RULE)
            .byDefault()
            .filter(FilterRule.EQ.withStartsWith(Support.DEFAULT)),
        plain(GroupAttribute.MEMBERSHIP_RULE_PROCESSING_STATE).byDefault().filter(FilterRule.EQ),
        plain(GroupAttribute.ON_PREMISES_SYNC_ENABLED)
            .byDefault()
            .filter(FilterRule.EQ.withEqNull(Support.ADVANCED)),
        plain(GroupAttribute.PROXY_ADDRESSES)
            .byDefault()
            .filter(
                FilterRule.EQ
                    .withStartsWith(Support.DEFAULT)
                    .withEndsWith(Support.ADVANCED)
                    .withEmptyCount(Support.ADVANCED)),
        plain(GroupAttribute.SECURITY_ENABLED).byDefault().filter(FilterRule.EQ),
        plain(GroupAttribute.VISIBILITY).byDefault(),
        Property.<StoredGroup>listOf(
                "assignedLicenses", LicenseSchema.ASSIGNED_LICENSE, StoredGroup::assignedLicenses)
            .filter(FilterRule.NONE.withEmptyCount(Support.ADVANCED)),
        Property.<StoredGroup>of(
                "hasMembersWithLicenseErrors",
                EdmType.BOOLEAN,
                group -> engine.hasMembersWithLicenseErrors(group) ? Boolean.TRUE : null)
            .filter(FilterRule.EQ.withEqNull(Support.DEFAULT))
            .neverReturned(),
        Property.of(
            "licenseProcessingState",
            LICENSE_PROCESSING_STATE,
            StoredGroup::licenseProcessingState));
  }

  private static Property<StoredGroup> plain(GroupAttribute attribute) {
    String name = attribute.graphName();
    if (attribute.type() == Attribute.Type.TEXTS) {
      return Property.listOf(name, EdmType.STRING, group -> group.attributes().texts(attribute));
    }
    EdmType type = attribute.type() == Attribute.Type.FLAG ? EdmType.BOOLEAN : EdmType.STRING;
    return Property.of(name, type, group -> group.attributes().value(attribute).orElse(null));
  }
}
