package io.github.m365licensing.testkit.internal.wire.education;

import io.github.m365licensing.testkit.internal.service.Read;
import io.github.m365licensing.testkit.internal.store.StoredUser;
import io.github.m365licensing.testkit.internal.wire.call.Call;
import io.github.m365licensing.testkit.internal.wire.call.EntityItem;
import io.github.m365licensing.testkit.internal.wire.call.Listing;
import io.github.m365licensing.testkit.internal.wire.call.Positioned;
import io.github.m365licensing.testkit.internal.wire.call.Routes;
import io.github.m365licensing.testkit.internal.wire.call.SelectedProperties;
import io.github.m365licensing.testkit.internal.wire.odata.StructuredType;
import io.github.m365licensing.testkit.scenario.WireAnswer;

/** {@code /education/users}. */
public final class EducationOperations {

  private final StructuredType<StoredUser> educationUser;

  /** The operations on users of schools, who share their properties with this type. */
  public EducationOperations(StructuredType<StoredUser> user) {
    this.educationUser = EducationSchema.of(user);
  }

  public void addTo(Routes routes) {
    routes.add("GET", "/education/users", this::educationUsers);
    routes.refuse("POST", "/education/users", "POST /users");
  }

  private WireAnswer.Builder educationUsers(Call call) {
    SelectedProperties selection = call.selection();
    return Listing.outsideDirectory(call, educationUser)
        .answer(
            "education/users" + selection.inContext(),
            after ->
                call.perform(Read.listEducationUsers(after))
                    .map(user -> new Positioned<>(user.position(), user)),
            EntityItem.printing(selection.of(educationUser)));
  }
}
