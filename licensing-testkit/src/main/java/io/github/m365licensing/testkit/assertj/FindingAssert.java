package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.plan.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about one finding. */
public final class FindingAssert extends AbstractAssert<FindingAssert, Finding> {

  FindingAssert(Finding actual) {
    super(actual, FindingAssert.class);
  }

  /**
   * Verifies that the finding names something: a group, a SKU or a plan, in what it says or in the
   * cure it offers.
   *
   * <pre>{@code
   * assertThat(plan).user("isaiah@contoso.com").isBlockedBy(INHERITED).naming("EMS licensed");  // passes
   * assertThat(plan).user("isaiah@contoso.com").isBlockedBy(INHERITED).naming("Sales team");    // fails
   * }</pre>
   */
  public FindingAssert naming(String text) {
    isNotNull();
    if (!actual.message().contains(text) && !actual.cure().contains(text)) {
      throw failure(
          "%s",
          Texts.failure(
              "finding " + actual.code() + " names '" + text + "'",
              "it does not",
              list(List.of(actual)).strip()));
    }
    return this;
  }

  static String list(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                "  %s %s: %s Cure: %s"
                    .formatted(
                        finding.severity(), finding.code(), finding.message(), finding.cure()))
        .collect(Collectors.joining("\n", "\nFindings:\n", ""));
  }
}
