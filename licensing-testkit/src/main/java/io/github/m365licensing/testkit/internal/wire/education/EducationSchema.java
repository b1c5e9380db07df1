package io.github.m365licensing.testkit.internal.wire.education;

import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import java.util.List;
import java.util.Objects;

/** The type {@code educationUser}: a user of a school, with the role that its directory gives. */
public final class EducationSchema {

  /** What it shares with {@code user}. */
  private static final List<String> SHARED =
      List.of(
          "id",
          "accountEnabled",
          "assignedLicenses",
          "assignedPlans",
          "businessPhones",
          "department",
          "displayName",
          "givenName",
          "mail",
          "mailNickname",
          "mobilePhone",
          "officeLocation",
          "preferredLanguage",
          "provisionedPlans",
          "surname",
          "usageLocation",
          "userPrincipalName",
          "userType");

  private EducationSchema() {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  public static StructuredType<StoredUser> of(StructuredType<StoredUser> user) {
    Property[] properties = new Property[SHARED.size() + 1];
    for (int i = 0; i < SHARED.size(); i++) {
      properties[i] = Objects.requireNonNull(user.find(SHARED.get(i)), SHARED.get(i)).byDefault();
    }
    properties[SHARED.size()] =
        Property.<StoredUser>of(
                "primaryRole",
                EdmType.STRING,
                stored -> stored.attributes().text(UserAttribute.EDUCATION_ROLE).orElse("none"))
            .byDefault()
            .filter(FilterRule.EQ);
    return new StructuredType<>("microsoft.graph.educationUser", properties);
  }
}
