package io.github.m365licensing.testkit.internal.wire.call;

import io.github.m365licensing.testkit.internal.wire.odata.EdmType;
import io.github.m365licensing.testkit.internal.wire.odata.Property;
import java.util.List;
import java.util.UUID;

/** An object of which only the id is shown. */
public final class IdOnly {

  private static final List<Property<UUID>> ID =
      List.of(Property.of("id", EdmType.STRING, UUID::toString));

  private IdOnly() {}

  public static EntityItem<UUID> item(UUID id) {
    return EntityItem.of(ID, id);
  }
}
