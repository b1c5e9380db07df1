package io.github.m365licensing.testkit.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of both contracts, the port's (L) and the wire's (W), read from their methods. */
final class Rules {

  static final Pattern NAME = Pattern.compile("(required|optional)_([LW]\\d{2,3})_(\\w+)");

  /** A rule with the parts of its name. */
  record Entry(String strength, String id, String sentence, Rule rule, Class<?> topic) {

    String contract() {
      return id.substring(0, 1);
    }

    int number() {
      return Integer.parseInt(id.substring(1));
    }
  }

  private Rules() {}

  /** Every rule, those of the port first, by number. */
  static List<Entry> all() {
    return methods().stream()
        .filter(method -> method.isAnnotationPresent(Rule.class))
        .map(Rules::entry)
        .sorted(Comparator.comparing(Entry::contract).thenComparingInt(Entry::number))
        .toList();
  }

  /**
   * The default methods of all contract interfaces except the questions to the tenant under test.
   */
  static List<Method> methods() {
    return Stream.of(TenantContract.class, WireContract.class)
        .flatMap(contract -> Arrays.stream(contract.getMethods()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() != TenantUnderTest.class)
        .filter(method -> method.getDeclaringClass() != WireUnderTest.class)
        .toList();
  }

  private static Entry entry(Method method) {
    Matcher name = NAME.matcher(method.getName());
    if (!name.matches()) {
      throw new AssertionError("Not the name of a rule: " + method.getName());
    }
    return new Entry(
        name.group(1),
        name.group(2),
        name.group(3).replace('_', ' '),
        method.getAnnotation(Rule.class),
        method.getDeclaringClass());
  }
}
