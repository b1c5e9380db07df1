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
import org.junit.jupiter.api.Named;

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
      Object value = invoke(read, defaults);
      List<String> others =
          Stream.of(read.getReturnType().getEnumConstants())
              .filter(other -> !other.equals(value))
              .map(Object::toString)
              .toList();
      return new Switch(name, value.toString(), others);
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

  /** The defaults, then each value of each switch with everything else at its default. */
  static Stream<Named<FakeSemantics>> each() {
    List<Named<FakeSemantics>> all = new ArrayList<>();
    all.add(Named.of("defaults", FakeSemantics.defaults()));
    for (Method attribute : licensingAttributes()) {
      for (Object value : attribute.getReturnType().getEnumConstants()) {
        if (!value.equals(invoke(attribute, LicensingSemantics.defaults()))) {
          all.add(
              Named.of(
                  attribute.getName() + "=" + value, FakeSemantics.of(with(attribute, value))));
        }
      }
    }
    for (RecordComponent component : fakeComponents()) {
      for (Object value : component.getType().getEnumConstants()) {
        if (!value.equals(invoke(component.getAccessor(), FakeSemantics.defaults()))) {
          all.add(Named.of(component.getName() + "=" + value, with(component, value)));
        }
      }
    }
    return all.stream();
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
