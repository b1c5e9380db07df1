package io.github.m365licensing.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.internal.service.Spoiled;
import io.github.m365licensing.testkit.scenario.RequestMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes that only {@link FakeTenantTestTest} runs; some fail on purpose. */
final class Cases {

  private static final String ADELE = "adele@contoso.com";

  private Cases() {}

  private static void isUntouched(FakeTenant tenant) {
    assertThat(tenant.user(ADELE).now().department()).contains("Sales");
    tenant.user(ADELE).department("Moved");
  }

  @FakeTenantTest
  static final class OneTenant {
    @Test
    void all_mean_one(FakeTenant tenant, Tenant port, Licensing licensing) {
      assertThat(port).isSameAs(tenant);
      assertThat(licensing.sku("EMS").skuPartNumber()).isEqualTo("EMS");
      assertThat(tenant.requests().all()).isNotEmpty();
    }
  }

  @FakeTenantTest
  static final class Fresh {
    @Test
    void one(FakeTenant tenant) {
      isUntouched(tenant);
    }

    @Test
    void other(FakeTenant tenant) {
      isUntouched(tenant);
    }
  }

  @FakeTenantTest
  static final class BeforeEachToo {
    @BeforeEach
    void arrange(FakeTenant tenant) {
      tenant.user(ADELE).department("Arranged");
    }

    @Test
    void same(FakeTenant tenant) {
      assertThat(tenant.user(ADELE).now().department()).contains("Arranged");
    }
  }

  @FakeTenantTest(BuiltInTenant.SCHOOL)
  static final class Chosen {
    @Test
    void of_the_class(FakeTenant tenant) {
      assertThat(tenant.sku("M365EDU_A3_FACULTY")).isNotNull();
    }

    @Test
    @FakeTenantTest(BuiltInTenant.EMPTY)
    void of_the_method(FakeTenant tenant) {
      assertThat(tenant.listSubscribedSkus()).isEmpty();
    }

    @Nested
    class Inner {
      @Test
      void of_the_outer_class(FakeTenant tenant) {
        assertThat(tenant.sku("M365EDU_A3_FACULTY")).isNotNull();
      }
    }

    @Nested
    @FakeTenantTest(BuiltInTenant.CONTOSO)
    class InnerOfItsOwn {
      @Test
      void of_the_inner_class(FakeTenant tenant) {
        assertThat(tenant.sku("EMS")).isNotNull();
      }
    }
  }

  static final class MethodAlone {
    @Test
    @FakeTenantTest
    void gets_one(FakeTenant tenant) {
      isUntouched(tenant);
    }
  }

  @FakeTenantTest
  static final class Outer {
    @Test
    void outside(FakeTenant tenant) {
      isUntouched(tenant);
    }

    @Nested
    class Inner {
      @Test
      void inside(FakeTenant tenant) {
        isUntouched(tenant);
      }
    }
  }

  @FakeTenantTest
  abstract static class Base {}

  static final class Inheriting extends Base {
    @Test
    void gets_one(FakeTenant tenant) {
      isUntouched(tenant);
    }
  }

  @FakeTenantTest
  static final class Parameterised {
    @ParameterizedTest
    @ValueSource(strings = {"EMS", "SPE_E3", "INTUNE_A"})
    void gets_one(String sku, FakeTenant tenant) {
      isUntouched(tenant);
      assertThat(tenant.sku(sku)).isNotNull();
    }
  }

  @FakeTenantTest
  static final class Parallel {
    @RepeatedTest(40)
    void gets_one(FakeTenant tenant) {
      isUntouched(tenant);
    }
  }

  @FakeTenantTest
  static final class UnfiredFault {
    @Test
    void arms_only(FakeTenant tenant) {
      tenant.faults().appliedButReplyLost().on(RequestMatcher.assignLicense()).once();
    }
  }

  @FakeTenantTest
  static final class BrokenInvariant {
    @Test
    void breaks_the_tenant(FakeTenant tenant) {
      Spoiled.withPathsTwice(tenant, ADELE);
    }
  }

  @FakeTenantTest
  static final class Failing {
    @Test
    void reads_and_fails(FakeTenant tenant) {
      for (int i = 0; i < 12; i++) {
        tenant.findUser(ADELE);
      }
      throw new AssertionError("on purpose");
    }
  }

  @FakeTenantTest
  static final class FailingWithFault {
    @Test
    void fails(FakeTenant tenant) {
      tenant.faults().conflict().on(RequestMatcher.anyWrite()).once();
      throw new AssertionError("my own failure");
    }
  }

  @FakeTenantTest
  static final class InConstructor {
    InConstructor(FakeTenant tenant) {
      assertThat(tenant).isNotNull();
    }

    @Test
    void never_runs() {
      assertThat(PrepaidUnits.enabled(1).enabled()).isEqualTo(1);
    }
  }

  @FakeTenantTest
  static final class WithoutParameter {
    @Test
    void runs() {
      assertThat(PrepaidUnits.enabled(1).enabled()).isEqualTo(1);
    }
  }
}
