package io.github.m365licensing.internal.names;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.plan.ServiceEffect;
import io.github.m365licensing.rules.EffectiveService;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.rules.ServiceSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says through what people have their licences and services. */
public final class SourceWords {

  private final TenantNames names;
  private final Map<GroupId, String> groupNames;

  public SourceWords(TenantNames names, Map<GroupId, String> groupNames) {
    this.names = names;
    this.groupNames = groupNames;
  }

  public String of(Collection<AssignmentSource> sources) {
    return sources.stream().map(this::of).collect(Collectors.joining(" and "));
  }

  public String through(List<ServiceSource> sources) {
    return String.join(" and ", each(sources));
  }

  /** What a change does to services: lost, kept, gained. */
  public List<ServiceEffect> effects(EffectiveServices.Difference difference) {
    List<ServiceEffect> effects = new ArrayList<>();
    difference.lost().forEach(s -> effects.add(effect(ServiceEffect.Kind.LOST, s)));
    difference.keptThroughOthers().forEach(s -> effects.add(effect(ServiceEffect.Kind.KEPT, s)));
    difference.gained().forEach(s -> effects.add(effect(ServiceEffect.Kind.GAINED, s)));
    return effects;
  }

  private ServiceEffect effect(ServiceEffect.Kind kind, EffectiveService service) {
    return new ServiceEffect(
        kind, service.servicePlanId(), service.servicePlanName(), each(service.sources()));
  }

  private List<String> each(List<ServiceSource> sources) {
    return sources.stream()
        .map(s -> names.names().skuPartNumber(s.skuId()) + " (" + of(s.source()) + ")")
        .toList();
  }

  private String of(AssignmentSource source) {
    if (source instanceof AssignmentSource.InheritedFromGroup inherited) {
      String name = groupNames.get(inherited.group());
      return name == null ? "group " + inherited.group() : "group '" + name + "'";
    }
    return "direct";
  }
}
