package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseHolder;
import java.util.List;
import java.util.Objects;

/**
 * Why a group's licence is in error for a user.
 *
 * @param path the path that failed first: of {@code Other} errors the one of the same group that
 *     has a cause of its own, if there is one
 * @param violations which plans are in each other's way, with both sides, the most telling first;
 *     empty where plans are not the cause, or where the licences as they are now do not show it
 */
public record ErrorCause(LicenseAssignmentState path, List<Violation> violations) {

  public ErrorCause {
    Objects.requireNonNull(path, "path");
    violations = List.copyOf(violations);
  }

  /** What the service calls it. */
  public AssignmentError error() {
    return path.error().orElse(AssignmentError.OTHER);
  }

  static ErrorCause of(RuleBook rules, LicenseHolder user, LicenseAssignmentState path) {
    LicenseAssignmentState first = first(user, path);
    Violation.Kind kind =
        path(first, AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION)
            ? Violation.Kind.MUTUALLY_EXCLUSIVE
            : Violation.Kind.DEPENDENCY;
    if (!(first.source() instanceof AssignmentSource.InheritedFromGroup group)
        || !(kind == Violation.Kind.MUTUALLY_EXCLUSIVE
            || path(first, AssignmentError.DEPENDENCY_VIOLATION))) {
      return new ErrorCause(first, List.of());
    }
    // What is in effect and in error could not be taken or changed, the rest could not be given.
    List<AssignedLicense> wanted =
        user.licenses().from(first.source()).stream()
            .filter(other -> !(first.isInEffect() && other.equals(first)))
            .map(LicenseAssignmentState::license)
            .toList();
    return new ErrorCause(
        first,
        rules.checkMember(user, group.group(), wanted).stream()
            .filter(violation -> violation.kind() == kind)
            .sorted((a, b) -> Boolean.compare(names(b, first), names(a, first)))
            .toList());
  }

  private static boolean path(LicenseAssignmentState path, AssignmentError error) {
    return path.error().filter(error::equals).isPresent();
  }

  private static boolean names(Violation violation, LicenseAssignmentState path) {
    ServiceSource wanted = new ServiceSource(path.skuId(), path.source());
    return violation.sources().contains(wanted) || violation.otherSources().contains(wanted);
  }

  private static LicenseAssignmentState first(LicenseHolder user, LicenseAssignmentState path) {
    if (!path(path, AssignmentError.OTHER)) {
      return path;
    }
    return user.licenses().from(path.source()).stream()
        .filter(other -> other.error().isPresent() && !path(other, AssignmentError.OTHER))
        .findFirst()
        .orElse(path);
  }
}
