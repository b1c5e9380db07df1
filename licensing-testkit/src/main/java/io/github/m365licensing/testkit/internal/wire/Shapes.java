package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.StoredGroup;
import io.github.m365licensing.testkit.internal.StoredObject;
import io.github.m365licensing.testkit.internal.StoredUser;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.List;
import java.util.function.Function;

/** How directory objects are printed under a selection. */
final class Shapes {

  private Shapes() {}

  /** Objects of one kind, without their type. */
  static <T> Function<T, Item<?>> of(List<Property<T>> properties) {
    return entity -> Item.of(properties, entity);
  }

  /** Mixed objects, each with its type. */
  static Function<StoredObject, Item<?>> mixed(WireTypes types, Selection selection) {
    selection.checkKnownTo(List.of(types.user(), types.group()));
    List<Property<StoredUser>> ofUser = selection.known(types.user());
    List<Property<StoredGroup>> ofGroup = selection.known(types.group());
    return object -> mixed(object, ofUser, ofGroup);
  }

  private static Item<?> mixed(
      StoredObject object, List<Property<StoredUser>> ofUser, List<Property<StoredGroup>> ofGroup) {
    return object instanceof StoredUser user
        ? Item.of(ofUser, user).typed("#microsoft.graph.user")
        : Item.of(ofGroup, (StoredGroup) object).typed("#microsoft.graph.group");
  }
}
