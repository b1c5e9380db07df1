package io.github.m365licensing.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, or one test, a fake tenant of their own: as parameter of type {@link
 * io.github.m365licensing.testkit.FakeTenant}, {@link io.github.m365licensing.tenant.Tenant} or
 * {@link io.github.m365licensing.Licensing} of a test method or of a method that runs before or
 * after each test. All parameters of one test mean the same tenant; no two tests share one.
 *
 * <pre>{@code
 * @FakeTenantTest
 * class OffboardingTest {
 *   @Test void removes_ems(FakeTenant tenant, Licensing licensing) {
 *     licensing.apply(licensing.plan(user("adele@contoso.com"), remove("EMS")));
 *
 *     assertThat(tenant).user("adele@contoso.com").hasNoLicense("EMS");
 *   }
 * }
 * }</pre>
 *
 * <p>A test that passed fails nevertheless if a fault was armed and did not fire, or if the tenant
 * is left in a state that its own rules do not allow. When a test fails, the last ten requests are
 * published to JUnit's reports, without names of users.
 *
 * <p>The annotation on a method goes before that on its class, and that on a nested class before
 * that on its outer class; subclasses inherit it. For a tenant of your own, use {@code
 * FakeTenant.builder()} in the test.
 */
@Documented
@Inherited
@ExtendWith(FakeTenantExtension.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FakeTenantTest {

  /** Which tenant. Default: contoso. */
  BuiltInTenant value() default BuiltInTenant.CONTOSO;
}
