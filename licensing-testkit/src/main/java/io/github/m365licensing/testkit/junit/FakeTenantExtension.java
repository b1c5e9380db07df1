package io.github.m365licensing.testkit.junit;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.scenario.LoggedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link FakeTenantTest} does. The tenant is kept in the store of the test's own context, so
 * tests can run in parallel.
 */
final class FakeTenantExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(FakeTenantExtension.class);
  private static final int REQUESTS_SHOWN = 10;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FakeTenant.class || type == Tenant.class || type == Licensing.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "A fake tenant belongs to one test, so constructors and methods that run once per class"
              + " cannot have one. No tenant was made. Take the parameter in the test method or in"
              + " a @BeforeEach method.");
    }
    FakeTenant tenant = tenantOf(context);
    return parameter.getParameter().getType() == Licensing.class ? Licensing.of(tenant) : tenant;
  }

  private static FakeTenant tenantOf(ExtensionContext context) {
    // Asked with a key of the test's own: a lookup falls back to the stores of outer contexts.
    return store(context)
        .getOrComputeIfAbsent(
            context.getUniqueId(), id -> chosen(context).create(), FakeTenant.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /** The annotation nearest to the test. */
  private static BuiltInTenant chosen(ExtensionContext context) {
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.flatMap(ExtensionContext::getParent)) {
      Optional<FakeTenantTest> annotation =
          AnnotationSupport.findAnnotation(
              at.flatMap(ExtensionContext::getElement), FakeTenantTest.class);
      if (annotation.isPresent()) {
        return annotation.get().value();
      }
    }
    return BuiltInTenant.CONTOSO;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    FakeTenant tenant = store(context).remove(context.getUniqueId(), FakeTenant.class);
    if (tenant == null) {
      return;
    }
    try (tenant) {
      List<String> problems = problems(tenant);
      boolean failed = context.getExecutionException().isPresent();
      if (failed || !problems.isEmpty()) {
        publish(context, tenant, problems);
      }
      // A test that failed keeps its own failure; what else is wrong is in the report.
      if (!failed && !problems.isEmpty()) {
        throw new AssertionError(String.join(System.lineSeparator(), problems));
      }
    }
  }

  private static List<String> problems(FakeTenant tenant) {
    List<String> problems = new ArrayList<>();
    tenant.faults().unfired().stream()
        .map(
            fault ->
                "A fault was armed and did not fire: "
                    + fault
                    + ". The test did not test what it says; make the request happen or drop the"
                    + " fault.")
        .forEach(problems::add);
    tenant.brokenInvariants().stream()
        .map(broken -> "The tenant is left in a state that its rules do not allow: " + broken)
        .forEach(problems::add);
    return problems;
  }

  private static void publish(ExtensionContext context, FakeTenant tenant, List<String> problems) {
    List<LoggedRequest> all = tenant.requests().all();
    String last =
        all.stream()
            .skip(Math.max(0, all.size() - REQUESTS_SHOWN))
            .map(LoggedRequest::toString)
            .collect(Collectors.joining(System.lineSeparator()));
    context.publishReportEntry("fake tenant, last requests", last.isEmpty() ? "none" : last);
    if (!problems.isEmpty()) {
      context.publishReportEntry(
          "fake tenant, problems", String.join(System.lineSeparator(), problems));
    }
  }
}
