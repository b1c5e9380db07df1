package io.github.m365licensing.testkit.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of the contract, read from its methods. */
final class Rules {

  static final Pattern NAME = Pattern.compile("(required|optional)_L(\\d{2,3})_(\\w+)");

  /** A rule with the parts of its name. */
  record Entry(String strength, int number, String sentence, Rule rule, Class<?> topic) {

    String id() {
      return "L%02d".formatted(number);
    }
  }

  private Rules() {}

  /** Every rule, by number. */
  static List<Entry> all() {
    return methods().stream()
        .filter(method -> method.isAnnotationPresent(Rule.class))
        .map(Rules::entry)
        .sorted(Comparator.comparingInt(Entry::number))
        .toList();
  }

  /**
   * The default methods of all contract interfaces except the questions to the tenant under test.
   */
  static List<Method> methods() {
    return Arrays.stream(TenantContract.class.getMethods())
        .filter(method -> method.getDeclaringClass() != TenantUnderTest.class)
        .toList();
  }

  private static Entry entry(Method method) {
    Matcher name = NAME.matcher(method.getName());
    if (!name.matches()) {
      throw new AssertionError("Not the name of a rule: " + method.getName());
    }
    return new Entry(
        name.group(1),
        Integer.parseInt(name.group(2)),
        name.group(3).replace('_', ' '),
        method.getAnnotation(Rule.class),
        method.getDeclaringClass());
  }
}
