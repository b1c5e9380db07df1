/** Plan, preview, apply, verify and undo Microsoft 365 licence changes. */
@org.jspecify.annotations.NullMarked
module io.github.m365licensing.core {
  requires static transitive org.jspecify;
  requires static org.immutables.value.annotations;
  requires static java.compiler;
  requires com.fasterxml.jackson.databind;

  exports io.github.m365licensing.apply;
  exports io.github.m365licensing.assignment;
  exports io.github.m365licensing.catalog;
  exports io.github.m365licensing.directory;
  exports io.github.m365licensing.intent;
  exports io.github.m365licensing.journal;
  exports io.github.m365licensing.plan;
  exports io.github.m365licensing.report;
  exports io.github.m365licensing.rules;
  exports io.github.m365licensing.sku;
  exports io.github.m365licensing.tenant;
  exports io.github.m365licensing;
}
