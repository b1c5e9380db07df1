package io.github.m365licensing.testkit.internal.wire;

import io.github.m365licensing.testkit.internal.service.Engine;
import io.github.m365licensing.testkit.internal.store.StoredGroup;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.device.DeviceOperations;
import io.github.m365licensing.testkit.internal.wire.directory.DirectoryOperations;
import io.github.m365licensing.testkit.internal.wire.directory.MixedObjects;
import io.github.m365licensing.testkit.internal.wire.education.EducationOperations;
import io.github.m365licensing.testkit.internal.wire.group.GroupOperations;
import io.github.m365licensing.testkit.internal.wire.group.GroupSchema;
import io.github.m365licensing.testkit.internal.wire.membership.MembershipOperations;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.internal.wire.organization.OrganizationOperations;
import io.github.m365licensing.testkit.internal.wire.sku.SkuOperations;
import io.github.m365licensing.testkit.internal.wire.user.UserOperations;
import io.github.m365licensing.testkit.internal.wire.user.UserSchema;

/** Which entity answers which path. A new entity is a folder beside this file and a line in it. */
final class RouteTable {

  private RouteTable() {}

  static Router of(Engine engine) {
    StructuredType<StoredUser> user = UserSchema.of(engine);
    StructuredType<StoredGroup> group = GroupSchema.of(engine);
    MixedObjects objects = new MixedObjects(user, group);
    Router router = new Router();
    new SkuOperations(engine).addTo(router);
    new UserOperations(engine, user, group).addTo(router);
    new GroupOperations(engine, group).addTo(router);
    new MembershipOperations(objects).addTo(router);
    new OrganizationOperations(engine).addTo(router);
    new DirectoryOperations(objects).addTo(router);
    DeviceOperations.addTo(router);
    new EducationOperations(user).addTo(router);
    return router;
  }
}
