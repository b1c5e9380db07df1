package io.github.m365licensing.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * Makes a method a rule of the contract. The method's name is strength, id and sentence: {@code
 * required_L07_assigning_without_usageLocation_is_refused}. {@code required} rules hold for every
 * tenant; {@code optional} ones are skipped where the tenant under test does not offer what they
 * need.
 */
@Documented
@Test
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Rule {

  /** The operation that the rule is about, in Graph's words, or the method of the port. */
  String operation();

  /** How sure the rule is. */
  Mark mark();

  /** Where it is said or was seen. */
  String source();

  /** Where the opposite is said or was seen; for {@link Mark#CONTESTED} only. */
  String against() default "";

  /**
   * The attribute of {@link io.github.m365licensing.rules.LicensingSemantics} whose declared value
   * decides what the rule asks; empty for none.
   */
  String fact() default "";
}
