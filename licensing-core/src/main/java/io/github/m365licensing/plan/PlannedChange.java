package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A subject of a plan and what happens to it. Immutable.
 *
 * @param subject whom it is about
 * @param name what people call the subject: a user principal name, or the display name of a group;
 *     never in {@code toString}
 * @param shape what happens and why
 */
public record PlannedChange(Subject subject, String name, ChangeShape shape) {

  public PlannedChange {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
  }

  /** What the plan does with the subject. */
  public ChangeKind kind() {
    return shape.kind();
  }

  /** What planning found about the subject. */
  public Stream<Finding> findings() {
    return shape.findings().stream()
        .map(
            finding -> {
              Finding.Builder copy = Finding.builder();
              copy.from(finding);
              return copy.subject(subject).name(name).build();
            });
  }

  /** Subject and kind, without the name. */
  @Override
  public String toString() {
    return subject + " " + shape.kind();
  }
}
