package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseOptions;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.internal.names.GroupNames;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.observe.GroupRoster;
import io.github.m365licensing.internal.observe.SnapshotStates;
import io.github.m365licensing.rules.SwapMapping;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks up the names in verbs. */
final class VerbResolver implements Verb.Cases<ResolvedVerb> {

  private final TenantNames names;
  private final Tenant tenant;
  private final Map<GroupId, GroupRoster> rosters = new TreeMap<>();

  VerbResolver(TenantNames names, Tenant tenant) {
    this.names = names;
    this.tenant = tenant;
  }

  /** The groups that the verbs name, as far as they exist. */
  Collection<LicensedGroup> groups() {
    return rosters.values().stream().flatMap(roster -> roster.group().stream()).toList();
  }

  @Override
  public AssignVerb assign(LicenseOptions options, boolean replacesChoices) {
    SubscribedSku sku = names.sku(options.sku());
    return new AssignVerb(sku, options.choice(), plans(sku, options.plans()), replacesChoices);
  }

  @Override
  public ResolvedVerb change(String name, Verb.Change.Mode mode, Set<String> on, Set<String> off) {
    SubscribedSku sku = names.sku(name);
    return new ChangeVerb(sku, mode, plans(sku, on), plans(sku, off));
  }

  @Override
  public ResolvedVerb remove(String sku) {
    return new RemoveVerb(names.sku(sku));
  }

  @Override
  public ResolvedVerb swap(String from, String to, SwapMapping.NewPlans newPlans) {
    return new SwapVerb(names.sku(from), names.sku(to), newPlans);
  }

  @Override
  public ResolvedVerb replaceAllWith(List<LicenseOptions> licenses, boolean includesFree) {
    return new ReplaceAllVerb(
        licenses.stream().map(options -> assign(options, true)).distinct().toList(), includesFree);
  }

  @Override
  public ResolvedVerb moveToGroup(String name) {
    LicensedGroup group = GroupNames.find(tenant, name);
    return new MoveVerb(
        rosters.computeIfAbsent(group.id(), id -> GroupRoster.of(tenant, group)),
        GroupRoster.Standing.OUTSIDE);
  }

  @Override
  public ResolvedVerb setUsageLocation(UsageLocation usageLocation) {
    return new LocateVerb(usageLocation);
  }

  @Override
  public ResolvedVerb reprocess() {
    return new ReprocessVerb();
  }

  @Override
  public ResolvedVerb restoreFrom(TenantSnapshot snapshot) {
    return new SnapshotVerb(SnapshotStates.of(snapshot, tenant.organization().id()), null);
  }

  @Override
  public ResolvedVerb restore(Verb.Restore restore) {
    return new RestoreVerb(restore);
  }

  @Override
  public ResolvedVerb leaveGroup(GroupId group) {
    return new LeaveVerb(
        rosters.computeIfAbsent(group, id -> GroupRoster.of(tenant, id)),
        GroupRoster.Standing.OUTSIDE);
  }

  private Set<ServicePlanId> plans(SubscribedSku sku, Collection<String> given) {
    Set<ServicePlanId> plans = new TreeSet<>();
    given.forEach(plan -> plans.add(names.plan(sku, plan)));
    return Collections.unmodifiableSet(plans);
  }
}
