package io.github.m365licensing.internal.running;

import io.github.m365licensing.apply.LicenseError;
import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.plan.PlannedStep;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the members of a group page by page and compares each with what was planned. Those who left
 * in the meantime are left out. Memory grows with the errors only.
 */
final class MemberReader {

  private final Tenant tenant;
  private final StateCheck check;
  private final Explanations explanations;

  MemberReader(Tenant tenant, StateCheck check, Explanations explanations) {
    this.tenant = tenant;
    this.check = check;
    this.explanations = explanations;
  }

  /** What a group's call wants of each member. */
  private static final class Wanted {
    private final Map<SkuId, AssignedLicense> given = new TreeMap<>();
    private final Set<SkuId> taken = new TreeSet<>();
    private final Set<SkuId> all = new TreeSet<>();

    Wanted(SubjectRun subject) {
      subject
          .shape()
          .after()
          .licenses()
          .assignedLicenses()
          .forEach(license -> all.add(license.skuId()));
      for (PlannedStep step : subject.shape().steps()) {
        step.write().addLicenses().forEach(license -> given.put(license.skuId(), license));
        taken.addAll(step.write().removeLicenses());
      }
      all.addAll(taken);
    }
  }

  MemberReading read(SubjectRun subject) {
    GroupId group = subject.group().orElseThrow();
    Wanted wanted = new Wanted(subject);
    List<LicenseError> errors = new ArrayList<>();
    long members = 0;
    long confirmed = 0;
    long inError = 0;
    try (Stream<LicensedUser> users = tenant.listMembers(group)) {
      for (Iterator<LicensedUser> it = users.iterator(); it.hasNext(); ) {
        LicensedUser user = it.next();
        int before = errors.size();
        boolean done = look(user, group, wanted, errors);
        members++;
        inError += errors.size() > before ? 1 : 0;
        confirmed += done && errors.size() == before ? 1 : 0;
      }
    }
    return new MemberReading(members, confirmed, inError, List.copyOf(errors));
  }

  /** Whether the member has what the call wants; paths in error are collected. */
  private boolean look(LicensedUser user, GroupId group, Wanted wanted, List<LicenseError> errors) {
    Set<SkuId> open = new TreeSet<>(wanted.given.keySet());
    boolean gone = true;
    for (LicenseAssignmentState path : user.licenses().through(group)) {
      if (!wanted.all.contains(path.skuId())) {
        continue;
      }
      if (path.error().isPresent()) {
        errors.add(
            new LicenseError(
                user.id(), path.skuId(), group, path.error().get(), explanations.of(user, path)));
      } else if (wanted.taken.contains(path.skuId())) {
        gone = false;
      } else {
        AssignedLicense license = wanted.given.get(path.skuId());
        if (license != null && check.isAsWanted(license, path)) {
          open.remove(path.skuId());
        }
      }
    }
    return gone && open.isEmpty();
  }
}
