package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.testkit.scenario.FakeSemantics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every value of every switch, found by looking at the switches, so that a new one is not
 * forgotten.
 */
final class Switches {

  private Switches() {}

  /**
   * One switch.
   *
   * @param name its name
   * @param value its default
   * @param others its other values, in order
   */
  record Switch(String name, String value, List<String> others) {

    private static Switch of(String name, Method read, Object defaults) {
      List<String> others = otherValues(read, defaults).map(Object::toString).toList();
      return new Switch(name, invoke(read, defaults).toString(), others);
    }
  }

  /** All switches, by name: those of the rule book, then those of the fake. */
  static List<Switch> all() {
    List<Switch> all = new ArrayList<>();
    for (Method attribute : licensingAttributes()) {
      all.add(Switch.of(attribute.getName(), attribute, LicensingSemantics.defaults()));
    }
    for (RecordComponent component : fakeComponents()) {
      all.add(Switch.of(component.getName(), component.getAccessor(), FakeSemantics.defaults()));
    }
    return all;
  }

  /**
   * One switch at one value, everything else at its default.
   *
   * @param fact the name of the switch; empty for all defaults
   * @param name what the setting is called in a report
   * @param semantics the switches of a fake
   */
  record Setting(String fact, String name, FakeSemantics semantics) {

    /** Whether it can change what this rule asks. */
    boolean concerns(Rule rule) {
      return fact.isEmpty() || fact.equals(rule.fact());
    }
  }

  /** The defaults, then each other value of each switch. */
  static List<Setting> each() {
    List<Setting> all = new ArrayList<>();
    all.add(new Setting("", "defaults", FakeSemantics.defaults()));
    for (Method attribute : licensingAttributes()) {
      otherValues(attribute, LicensingSemantics.defaults())
          .map(value -> setting(attribute, value, FakeSemantics.of(with(attribute, value))))
          .forEach(all::add);
    }
    for (RecordComponent component : fakeComponents()) {
      otherValues(component.getAccessor(), FakeSemantics.defaults())
          .map(value -> setting(component.getAccessor(), value, with(component, value)))
          .forEach(all::add);
    }
    return all;
  }

  private static Setting setting(Method attribute, Object value, FakeSemantics semantics) {
    return new Setting(attribute.getName(), attribute.getName() + "=" + value, semantics);
  }

  private static Stream<Object> otherValues(Method attribute, Object defaults) {
    Object value = invoke(attribute, defaults);
    return Stream.<Object>of(attribute.getReturnType().getEnumConstants())
        .filter(other -> !other.equals(value));
  }

  private static List<RecordComponent> fakeComponents() {
    return Arrays.stream(FakeSemantics.class.getRecordComponents())
        .filter(component -> component.getType().isEnum())
        .toList();
  }

  private static List<Method> licensingAttributes() {
    return Arrays.stream(LicensingSemantics.class.getMethods())
        .filter(method -> method.getReturnType().isEnum())
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static LicensingSemantics with(Method attribute, Object value) {
    LicensingSemantics.Builder builder = LicensingSemantics.builder();
    invoke(
        find(builder.getClass(), attribute.getName(), attribute.getReturnType()), builder, value);
    return builder.build();
  }

  private static FakeSemantics with(RecordComponent component, Object value) {
    return (FakeSemantics)
        invoke(
            find(FakeSemantics.class, "with", component.getType()),
            FakeSemantics.defaults(),
            value);
  }

  private static Method find(Class<?> type, String name, Class<?> parameter) {
    try {
      return type.getMethod(name, parameter);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("No way to set " + name + " of " + type, e);
    }
  }

  private static Object invoke(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError("Cannot call " + method, e);
    }
  }
}
