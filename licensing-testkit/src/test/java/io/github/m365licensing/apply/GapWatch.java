package io.github.m365licensing.apply;

import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.rules.EffectiveServices;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.ForwardingTenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A tenant that looks behind the door at every call and after every write: whether each user still
 * has every service that was on at the start. It can die at a chosen call, as {@link
 * CrashingTenant} does.
 */
final class GapWatch extends ForwardingTenant {

  private final FakeTenant tenant;
  private final List<String> skus;
  private final Map<String, Set<ServicePlanId>> start = new LinkedHashMap<>();
  private final List<String> gaps = new ArrayList<>();
  private int callsLeft;
  private int looks;

  GapWatch(FakeTenant tenant, List<String> users) {
    this(tenant, users, Integer.MAX_VALUE);
  }

  GapWatch(FakeTenant tenant, List<String> users, int callsLeft) {
    this(tenant, users, callsLeft, List.of("EMS"));
  }

  GapWatch(FakeTenant tenant, List<String> users, int callsLeft, List<String> skus) {
    super(tenant);
    this.skus = skus;
    this.tenant = tenant;
    this.callsLeft = callsLeft;
    users.forEach(user -> start.put(user, on(user)));
  }

  private Set<ServicePlanId> on(String user) {
    LicensedUser now = tenant.user(user).now();
    TenantSkus owned = TenantSkus.of(skus.stream().map(sku -> tenant.sku(sku).now()).toList());
    return EffectiveServices.of(
            LicensePaths.of(
                now.licenses().all().stream().filter(path -> path.error().isEmpty()).toList()),
            owned)
        .servicesOn()
        .stream()
        .map(service -> service.servicePlanId())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private synchronized void look(String when) {
    looks++;
    start.forEach(
        (user, before) -> {
          if (!on(user).containsAll(before)) {
            gaps.add(user + " " + when);
          }
        });
  }

  /** Where somebody was without a service; empty if nobody ever was. */
  List<String> gaps() {
    look("at the end");
    return gaps;
  }

  int looks() {
    return looks;
  }

  @Override
  protected FakeTenant call() {
    look("at a call");
    if (callsLeft-- <= 0) {
      throw new CrashingTenant.Crash();
    }
    return tenant;
  }

  @Override
  public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
    for (TenantWrite write : writes) {
      call().submit(List.of(write), done);
      look("after " + write.operation());
    }
    call();
  }
}
