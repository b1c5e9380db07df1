package io.github.m365licensing.testkit.scenario;

import io.github.m365licensing.directory.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * A school of a tenant, as school data sync keeps one: a name and its people. No request answers it
 * yet; it is here for tests of what is built on schools.
 *
 * @param id the id
 * @param displayName the name people see
 * @param users its teachers, students and staff, in the order given; unmodifiable
 */
public record FakeSchool(String id, String displayName, List<UserId> users) {

  /** Keeps a copy of the list, each user once. */
  public FakeSchool {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(displayName, "displayName");
    users = List.copyOf(new LinkedHashSet<>(users));
  }
}
