package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** The rules of both contracts, the port's (L) and the wire's (W), read from their methods. */
final class Rules {

  static final Pattern NAME = Pattern.compile("(required|optional)_([LW]\\d{2,3})_(\\w+)");

  /** A rule with the parts of its name. */
  record Entry(String strength, String id, String sentence, Method method) {

    Rule rule() {
      return method.getAnnotation(Rule.class);
    }

    String contract() {
      return id.substring(0, 1);
    }

    int number() {
      return Integer.parseInt(id.substring(1));
    }

    /** Holds somebody's implementation of the contract to the rule; throws what the rule throws. */
    void check(Object testee) throws Throwable {
      try {
        method.invoke(testee);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private boolean failsFor(Object testee) {
      try {
        check(testee);
        return false;
      } catch (TestAbortedException e) {
        return false;
      } catch (Throwable e) {
        return true;
      }
    }
  }

  /** An implementation of a contract for one rule. */
  interface Testee extends AutoCloseable {

    /** Looks whether what the rule was given is still sound. */
    @Override
    void close();
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

  /** The rules of one contract, {@code L} or {@code W}. */
  static List<Entry> of(String contract) {
    return all().stream().filter(rule -> rule.contract().equals(contract)).toList();
  }

  /** The ids of the rules that fail, with blanks between; each rule gets a testee of its own. */
  static String failed(String contract, Supplier<Object> testees) {
    return of(contract).stream()
        .filter(rule -> rule.failsFor(testees.get()))
        .map(Entry::id)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Each rule as a test under those settings of the switches that can change what it asks. */
  static Stream<DynamicNode> underTheirSwitches(
      String contract, Function<FakeSemantics, Testee> testees) {
    return tests(contract, testees, (setting, rule) -> setting.concerns(rule));
  }

  /** Each rule as a test under the settings that {@link #underTheirSwitches} leaves out. */
  static Stream<DynamicNode> underTheOtherSwitches(
      String contract, Function<FakeSemantics, Testee> testees) {
    return tests(contract, testees, (setting, rule) -> !setting.concerns(rule));
  }

  private static Stream<DynamicNode> tests(
      String contract,
      Function<FakeSemantics, Testee> testees,
      BiPredicate<Switches.Setting, Rule> wanted) {
    return Switches.each().stream()
        .map(
            setting ->
                DynamicContainer.dynamicContainer(
                    setting.name(),
                    of(contract).stream()
                        .filter(rule -> wanted.test(setting, rule.rule()))
                        .map(
                            rule ->
                                DynamicTest.dynamicTest(
                                    rule.method().getName(),
                                    () -> {
                                      try (Testee testee = testees.apply(setting.semantics())) {
                                        rule.check(testee);
                                      }
                                    }))));
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
    return new Entry(name.group(1), name.group(2), name.group(3).replace('_', ' '), method);
  }
}
