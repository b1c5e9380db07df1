package io.github.m365licensing.testkit.internal.wire.user;

import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.service.LicensingViews;
import io.github.m365licensing.testkit.internal.service.UserPlan;
import io.github.m365licensing.testkit.internal.store.Attribute;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.Support;
import io.github.m365licensing.testkit.internal.wire.sku.LicenseSchema;
import io.github.m365licensing.testkit.internal.wire.sku.PlanSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The type {@code user} with what queries may do, after Graph's published tables. */
public final class UserSchema {

  /** Members of {@code user.onPremisesExtensionAttributes}. */
  public static final StructuredType<StoredUser> EXTENSION_ATTRIBUTES =
      new StructuredType<>(
          "microsoft.graph.onPremisesExtensionAttributes",
          IntStream.rangeClosed(1, 15).mapToObj(UserSchema::extensionAttribute).toList());

  private static final FilterRule LIST =
      FilterRule.EQ.withStartsWith(Support.DEFAULT).withEmptyCount(Support.ADVANCED);

  private UserSchema() {}

  /** The type, with what follows from a user's licences in this tenant. */
  public static StructuredType<StoredUser> of(Engine engine) {
    LicensingViews views = engine.views();
    return new StructuredType<>(
        "microsoft.graph.user",
        Property.<StoredUser>of("id", EdmType.STRING, user -> user.id().toString())
            .byDefault()
            .filter(FilterRule.EQ),
        Property.<StoredUser>of(
                "deletedDateTime", EdmType.DATE_TIME_OFFSET, StoredUser::deletedDateTime)
            .orderBy(Support.ADVANCED),
        plain(UserAttribute.ACCOUNT_ENABLED).filter(FilterRule.EQ),
        plain(UserAttribute.BUSINESS_PHONES)
            .byDefault()
            .filter(FilterRule.EQ_ADVANCED.withStartsWith(Support.ADVANCED)),
        plain(UserAttribute.CITY).filter(FilterRule.TEXT),
        plain(UserAttribute.COMPANY_NAME).filter(FilterRule.TEXT_ADVANCED),
        plain(UserAttribute.COUNTRY).filter(FilterRule.TEXT),
        Property.<StoredUser>of(
                "createdDateTime", EdmType.DATE_TIME_OFFSET, StoredUser::createdDateTime)
            .filter(FilterRule.EQ.withRange(Support.DEFAULT).withEqNull(Support.ADVANCED))
            .orderBy(Support.ADVANCED),
        plain(UserAttribute.CREATION_TYPE).filter(FilterRule.EQ),
        plain(UserAttribute.DEPARTMENT).filter(FilterRule.TEXT),
        plain(UserAttribute.DISPLAY_NAME)
            .byDefault()
            .filter(FilterRule.TEXT)
            .orderBy(Support.DEFAULT)
            .search(),
        plain(UserAttribute.EMPLOYEE_ID).filter(FilterRule.TEXT),
        plain(UserAttribute.EMPLOYEE_TYPE)
            .filter(FilterRule.EQ_ADVANCED.withStartsWith(Support.ADVANCED)),
        plain(UserAttribute.EXTERNAL_USER_STATE).filter(FilterRule.EQ),
        plain(UserAttribute.GIVEN_NAME).byDefault().filter(FilterRule.TEXT).search(),
        plain(UserAttribute.IS_MANAGEMENT_RESTRICTED),
        plain(UserAttribute.JOB_TITLE).byDefault().filter(FilterRule.TEXT),
        plain(UserAttribute.MAIL)
            .byDefault()
            .filter(FilterRule.TEXT.withEndsWith(Support.ADVANCED))
            .search(),
        plain(UserAttribute.MAIL_NICKNAME).filter(FilterRule.TEXT).search(),
        plain(UserAttribute.MOBILE_PHONE).byDefault().filter(FilterRule.TEXT_ADVANCED),
        plain(UserAttribute.OFFICE_LOCATION).byDefault().filter(FilterRule.TEXT_ADVANCED),
        Property.of("onPremisesExtensionAttributes", EXTENSION_ATTRIBUTES, user -> user),
        plain(UserAttribute.ON_PREMISES_IMMUTABLE_ID).filter(FilterRule.EQ),
        plain(UserAttribute.ON_PREMISES_SYNC_ENABLED)
            .filter(FilterRule.EQ.withEqNull(Support.ADVANCED)),
        plain(UserAttribute.OTHER_MAILS).filter(LIST.withEndsWith(Support.ADVANCED)).search(),
        plain(UserAttribute.PASSWORD_POLICIES).filter(FilterRule.NONE.withEqNull(Support.ADVANCED)),
        plain(UserAttribute.POSTAL_CODE).filter(FilterRule.TEXT_ADVANCED),
        plain(UserAttribute.PREFERRED_LANGUAGE).byDefault().filter(FilterRule.TEXT_ADVANCED),
        plain(UserAttribute.PROXY_ADDRESSES).filter(LIST.withEndsWith(Support.ADVANCED)).search(),
        plain(UserAttribute.SHOW_IN_ADDRESS_LIST).filter(FilterRule.EQ_ADVANCED),
        plain(UserAttribute.STATE).filter(FilterRule.EQ.withEqNull(Support.ADVANCED)),
        plain(UserAttribute.STREET_ADDRESS).filter(FilterRule.TEXT_ADVANCED),
        plain(UserAttribute.SURNAME).byDefault().filter(FilterRule.TEXT).search(),
        plain(UserAttribute.USAGE_LOCATION).filter(FilterRule.TEXT),
        plain(UserAttribute.USER_PRINCIPAL_NAME)
            .byDefault()
            .filter(FilterRule.TEXT.withEqNull(Support.NONE).withEndsWith(Support.ADVANCED))
            .orderBy(Support.DEFAULT)
            .search(),
        plain(UserAttribute.USER_TYPE).filter(FilterRule.EQ.withEqNull(Support.ADVANCED)),
        Property.<StoredUser>listOf(
                "assignedLicenses", LicenseSchema.ASSIGNED_LICENSE, views::assignedLicenses)
            .filter(FilterRule.NONE.withEmptyCount(Support.ADVANCED)),
        Property.listOf(
            "assignedPlans", PlanSchema.ASSIGNED_PLAN, user -> assignedPlans(views, user)),
        Property.listOf(
            "licenseAssignmentStates",
            LicenseSchema.licenseAssignmentState(engine.semantics()),
            StoredUser::licenseAssignmentStates),
        Property.listOf("provisionedPlans", PlanSchema.PROVISIONED_PLAN, views::plansOn));
  }

  private static Property<StoredUser> extensionAttribute(int number) {
    String name = "extensionAttribute" + number;
    return Property.<StoredUser>of(
            name,
            EdmType.STRING,
            user ->
                user.attributes()
                    .member(UserAttribute.ON_PREMISES_EXTENSION_ATTRIBUTES, name)
                    .orElse(null))
        .filter(FilterRule.TEXT_ADVANCED);
  }

  private static Property<StoredUser> plain(UserAttribute attribute) {
    String name = attribute.graphName();
    if (attribute.type() == Attribute.Type.TEXTS) {
      return Property.listOf(name, EdmType.STRING, user -> user.attributes().texts(attribute));
    }
    EdmType type = attribute.type() == Attribute.Type.FLAG ? EdmType.BOOLEAN : EdmType.STRING;
    return Property.of(name, type, user -> user.attributes().value(attribute).orElse(null));
  }

  private static List<UserPlan> assignedPlans(LicensingViews views, StoredUser user) {
    List<UserPlan> plans = new ArrayList<>(views.plansOn(user));
    plans.addAll(views.plansRemoved(user));
    return plans;
  }
}
