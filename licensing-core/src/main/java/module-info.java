/** Licences of a Microsoft 365 tenant: plan, preview, apply, verify and undo their changes. */
@org.jspecify.annotations.NullMarked
module io.github.m365licensing.core {
  requires static transitive org.jspecify;
  requires static org.immutables.value.annotations;
  requires static java.compiler;
  requires com.fasterxml.jackson.databind;
}
