package io.github.m365licensing.testkit.internal.wire.directory;

import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.store.UserAttribute;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.FilterRule;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.odata.Support;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Users and groups in one list, each printed with its type.
 *
 * @param user the type {@code user}
 * @param group the type {@code group}
 */
public record MixedObjects(StructuredType<StoredUser> user, StructuredType<StoredGroup> group) {

  /** {@code directoryObject}: what lists of mixed objects can be filtered and sorted by. */
  public static final StructuredType<StoredObject> DIRECTORY_OBJECT =
      new StructuredType<>(
          "microsoft.graph.directoryObject",
          Property.<StoredObject>of("id", EdmType.STRING, object -> object.objectId().toString())
              .byDefault()
              .filter(FilterRule.EQ_ADVANCED),
          Property.<StoredObject>of("displayName", EdmType.STRING, MixedObjects::displayName)
              .filter(FilterRule.TEXT_ADVANCED)
              .orderBy(Support.ADVANCED)
              .search());

  /** How objects are printed under a selection. */
  public Function<StoredObject, EntityItem<?>> printing(SelectedProperties selection) {
    selection.checkKnownTo(List.of(user, group), DIRECTORY_OBJECT);
    List<Property<StoredUser>> ofUser = selection.known(user);
    List<Property<StoredGroup>> ofGroup = selection.known(group);
    return object ->
        object instanceof StoredUser one
            ? EntityItem.of(ofUser, one).typed("#microsoft.graph.user")
            : EntityItem.of(ofGroup, (StoredGroup) object).typed("#microsoft.graph.group");
  }

  private static @Nullable String displayName(StoredObject object) {
    return object instanceof StoredGroup group
        ? group.displayName()
        : ((StoredUser) object).attributes().text(UserAttribute.DISPLAY_NAME).orElse(null);
  }
}
