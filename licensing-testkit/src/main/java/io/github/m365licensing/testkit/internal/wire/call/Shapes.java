package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredObject;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.List;
import java.util.function.Function;

/** How directory objects are printed under a selection. */
public final class Shapes {

  private Shapes() {}

  /** Objects of one kind, without their type. */
  public static <T> Function<T, EntityItem<?>> of(List<Property<T>> properties) {
    return entity -> EntityItem.of(properties, entity);
  }

  /** Mixed objects, each with its type. */
  public static Function<StoredObject, EntityItem<?>> mixed(
      WireTypes types, SelectedProperties selection) {
    selection.checkKnownTo(List.of(types.user(), types.group()));
    List<Property<StoredUser>> ofUser = selection.known(types.user());
    List<Property<StoredGroup>> ofGroup = selection.known(types.group());
    return object -> mixed(object, ofUser, ofGroup);
  }

  private static EntityItem<?> mixed(
      StoredObject object, List<Property<StoredUser>> ofUser, List<Property<StoredGroup>> ofGroup) {
    return object instanceof StoredUser user
        ? EntityItem.of(ofUser, user).typed("#microsoft.graph.user")
        : EntityItem.of(ofGroup, (StoredGroup) object).typed("#microsoft.graph.group");
  }
}
