package io.github.m365licensing.internal.names;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.internal.GivenNames;
import io.github.m365licensing.internal.Guids;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.UnknownNameException;
import java.util.List;

/** What callers' names of groups mean, refusing those that mean nothing or too much. */
public final class GroupNames {

  private GroupNames() {}

  /**
   * The group that a name means.
   *
   * @param name the display name, compared without case, or the object id; blanks around it do not
   *     matter
   * @throws UnknownNameException if it means no group or several; these are its candidates
   * @throws IllegalArgumentException if it is blank
   */
  public static LicensedGroup find(Tenant tenant, String name) {
    String group = GivenNames.group(name);
    if (Guids.isGuid(group)) {
      return tenant
          .findGroup(GroupId.parse(group))
          .orElseThrow(
              () ->
                  new UnknownNameException(
                      "No group with the id " + group + " exists in this tenant. Nothing was sent.",
                      List.of()));
    }
    List<LicensedGroup> found = tenant.listGroupsNamed(group);
    if (found.size() == 1) {
      return found.get(0);
    }
    throw found.isEmpty()
        ? new UnknownNameException(
            "No group is named '%s' in this tenant. Nothing was sent. Check the display name, or give the object id."
                .formatted(group),
            List.of())
        : new UnknownNameException(
            "%d groups are named '%s' in this tenant. Nothing was sent. Give the object id of the one meant."
                .formatted(found.size(), group),
            found.stream().map(one -> one.id().toString()).toList());
  }
}
