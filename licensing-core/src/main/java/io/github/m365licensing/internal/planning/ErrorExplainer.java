package io.github.m365licensing.internal.planning;

import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.internal.names.SourceWords;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.plan.ErrorExplanation;
import io.github.m365licensing.rules.ErrorCause;
import io.github.m365licensing.rules.RuleBook;
import io.github.m365licensing.rules.Violation;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Says in words why licences are in error. The service keeps only a word; plan and other side are
 * worked out from the user's licences by the rule book. Thread-safe.
 */
public final class ErrorExplainer {

  private static final String THEN_REPROCESS =
      " Then reprocess the user: the service does not do it by itself.";

  private final RuleBook rules;
  private final TenantNames names;
  private final SourceWords words;

  /** Many users share few causes. */
  private final Map<ErrorExplanation, ErrorExplanation> known = new ConcurrentHashMap<>();

  private ErrorExplainer(RuleBook rules, TenantNames names, Map<GroupId, String> groupNames) {
    this.rules = Objects.requireNonNull(rules, "rules");
    this.names = Objects.requireNonNull(names, "names");
    this.words = new SourceWords(names, Map.copyOf(groupNames));
  }

  /**
   * An explainer.
   *
   * @param groupNames the display names of groups; those without are called by their ids
   */
  public static ErrorExplainer of(
      RuleBook rules, TenantNames names, Map<GroupId, String> groupNames) {
    return new ErrorExplainer(rules, names, groupNames);
  }

  /**
   * Why a path is in error.
   *
   * @param user the user with all paths
   * @param path one of them, in error
   */
  public ErrorExplanation explain(LicenseHolder user, LicenseAssignmentState path) {
    ErrorExplanation cause = rootCause(user, path);
    if (path.skuId().equals(cause.skuId())) {
      return cause;
    }
    ErrorExplanation.Builder copy = ErrorExplanation.builder();
    copy.from(cause);
    return shared(
        copy.reason(
                "%s of the same group failed, and the service gives all or none: %s"
                    .formatted(names.names().skuPartNumber(cause.skuId()), cause.reason()))
            .build());
  }

  /**
   * Why the product failed that takes this path along: the same for all products of a group that
   * failed together.
   *
   * @param user the user with all paths
   * @param path one of them, in error
   */
  public ErrorExplanation rootCause(LicenseHolder user, LicenseAssignmentState path) {
    ErrorCause cause = rules.causeOf(user, path);
    ErrorExplanation.Builder text = ErrorExplanation.builder();
    text.error(cause.error()).skuId(cause.path().skuId());
    String skuPartNumber = names.names().skuPartNumber(cause.path().skuId());
    if (cause.violations().isEmpty()) {
      withoutPlans(text, cause.error(), skuPartNumber, user);
    } else {
      plans(text, cause.violations().get(0), cause.path(), skuPartNumber);
    }
    return shared(text.build());
  }

  /** The same explanation as one instance. */
  private ErrorExplanation shared(ErrorExplanation found) {
    ErrorExplanation earlier = known.putIfAbsent(found, found);
    return earlier == null ? found : earlier;
  }

  private void plans(
      ErrorExplanation.Builder text,
      Violation violation,
      LicenseAssignmentState path,
      String skuPartNumber) {
    String plan = names.names().servicePlanName(violation.servicePlanId().orElseThrow());
    String others =
        violation.otherPlans().stream()
            .map(names.names()::servicePlanName)
            .collect(Collectors.joining(" or "));
    text.servicePlanId(violation.servicePlanId())
        .otherServicePlanIds(violation.otherPlans())
        .otherSources(violation.otherSources());
    if (violation.kind() == Violation.Kind.MUTUALLY_EXCLUSIVE) {
      text.reason(
              "%s through %s cannot stand beside %s through %s."
                  .formatted(
                      plan,
                      words.through(violation.sources()),
                      others,
                      words.through(violation.otherSources())))
          .cure("Switch one of the two plans off." + THEN_REPROCESS);
    } else if (path.isInEffect()) {
      text.reason(
              "%s cannot be taken: %s through %s needs %s."
                  .formatted(skuPartNumber, plan, words.through(violation.sources()), others))
          .cure("Switch " + plan + " off, or give " + others + " otherwise." + THEN_REPROCESS);
    } else {
      text.reason(
              "%s through %s needs %s, which is off."
                  .formatted(plan, words.through(violation.sources()), others))
          .cure("Give " + others + ", or switch " + plan + " off." + THEN_REPROCESS);
    }
  }

  private void withoutPlans(
      ErrorExplanation.Builder text,
      AssignmentError error,
      String skuPartNumber,
      LicenseHolder user) {
    if (error.equals(AssignmentError.COUNT_VIOLATION)) {
      text.reason("No seat of " + skuPartNumber + " was left.")
          .cure("Buy or free seats." + THEN_REPROCESS);
    } else if (error.equals(AssignmentError.PROHIBITED_IN_USAGE_LOCATION_VIOLATION)) {
      text.reason(
              user.usageLocation()
                  .map(
                      location ->
                          "A service of %s is not offered in %s."
                              .formatted(skuPartNumber, location))
                  .orElse(
                      "A service of "
                          + skuPartNumber
                          + " is not offered in the tenant's location, and the user has none."))
          .cure(
              "Correct the usage location if it is wrong, or leave the service off in the group."
                  + THEN_REPROCESS);
    } else if (error.equals(AssignmentError.UNIQUENESS_VIOLATION)) {
      text.reason("A mail address that " + skuPartNumber + " brings is taken in the tenant.")
          .cure("Resolve the address that two objects claim." + THEN_REPROCESS);
    } else if (error.equals(AssignmentError.MUTUALLY_EXCLUSIVE_VIOLATION)
        || error.equals(AssignmentError.DEPENDENCY_VIOLATION)) {
      text.reason(
              "The service says %s for %s, but the licences as they are now do not show why."
                  .formatted(error, skuPartNumber))
          .cure("Reprocess the user; the cause may be gone.");
    } else {
      text.reason("The service says %s for %s.".formatted(error, skuPartNumber))
          .cure("Reprocess the user; if it stays so, look at the user in the admin centre.");
    }
  }
}
