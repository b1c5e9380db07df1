package io.github.m365licensing.report;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.Names;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.rules.ServiceSource;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts names to the paths through which licences come. */
final class SourceNames {

  /** Direct first, then by part number and group. */
  private static final Comparator<NamedSource> ORDER =
      Comparator.<NamedSource, Boolean>comparing(named -> !named.source().isDirect())
          .thenComparing(NamedSource::skuPartNumber)
          .thenComparing(NamedSource::groupName)
          .thenComparing(NamedSource::skuId)
          .thenComparing(named -> named.source().toString());

  private final Names names;
  private final Map<GroupId, String> groupNames;

  private SourceNames(Names names, Map<GroupId, String> groupNames) {
    this.names = names;
    this.groupNames = groupNames;
  }

  /** Reads the names of the groups that carry licences; others are called by their ids. */
  static SourceNames read(Tenant tenant, Names names) {
    Map<GroupId, String> groupNames = new HashMap<>();
    try (Stream<LicensedGroup> groups = tenant.listLicensedGroups()) {
      groups.forEach(group -> groupNames.put(group.id(), group.displayName()));
    } catch (AccessDeniedException e) {
      groupNames.clear(); // the names are for people only; the ids say the same
    }
    return new SourceNames(names, groupNames);
  }

  /** The names of groups by id. */
  Map<GroupId, String> groupNames() {
    return groupNames;
  }

  /** The name of a group, or its id. */
  String groupName(GroupId id) {
    return groupNames.getOrDefault(id, id.toString());
  }

  /** The paths in effect through which a user holds a SKU. */
  List<NamedSource> of(Collection<LicenseAssignmentState> paths, SkuId skuId) {
    return named(
        paths.stream()
            .filter(path -> path.isInEffect() && path.skuId().equals(skuId))
            .map(path -> new ServiceSource(skuId, path.source()))
            .toList());
  }

  List<NamedSource> named(Collection<ServiceSource> sources) {
    return sources.stream().map(this::named).sorted(ORDER).toList();
  }

  private NamedSource named(ServiceSource source) {
    String group =
        source.source() instanceof AssignmentSource.InheritedFromGroup inherited
            ? groupName(inherited.group())
            : "";
    return new NamedSource(
        source.skuId(), names.skuPartNumber(source.skuId()), source.source(), group);
  }

  /** In words, one after the other. */
  static String text(List<NamedSource> sources, String separator) {
    return sources.isEmpty()
        ? "unknown"
        : sources.stream().map(NamedSource::toString).collect(Collectors.joining(separator));
  }
}
