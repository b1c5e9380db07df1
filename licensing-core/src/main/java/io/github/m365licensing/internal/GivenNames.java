package io.github.m365licensing.internal;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the form of names that callers give, before anything is read. */
public final class GivenNames {

  private static final Pattern USER_PRINCIPAL_NAME =
      Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  private GivenNames() {}

  /** The name without blanks around it. */
  public static String checked(String name, String parameter) {
    String trimmed = Objects.requireNonNull(name, parameter).strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(
          parameter + " is blank. Give a part number or plan name, a GUID or a product name.");
    }
    return trimmed;
  }

  /** The name of a group without blanks around it. */
  public static String group(String name) {
    String trimmed = Objects.requireNonNull(name, "group").strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(
          "The name of the group is blank. Give its display name or object id.");
    }
    return trimmed;
  }

  /** The names of plans without blanks around them, in their order. */
  public static Set<String> plans(Set<String> names) {
    Set<String> checked = new LinkedHashSet<>();
    names.forEach(name -> checked.add(checked(name, "plan")));
    return Collections.unmodifiableSet(checked);
  }

  public static Set<String> joined(Set<String> names, String... more) {
    Set<String> joined = new LinkedHashSet<>(names);
    joined.addAll(List.of(more));
    return joined;
  }

  /**
   * The user principal name, if it has the form of one. The name itself never reaches a message.
   */
  public static String userPrincipalName(String name) {
    if (!USER_PRINCIPAL_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The user principal name given is malformed: expected a name, one '@' and a domain with a"
              + " dot, such as adele@contoso.com. Nothing was read or sent. Correct the name, or give"
              + " the object id.");
    }
    return name;
  }
}
