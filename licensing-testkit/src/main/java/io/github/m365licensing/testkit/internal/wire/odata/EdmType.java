package io.github.m365licensing.testkit.internal.wire.odata;

/** The types of Graph's schema that licensing meets, by their EDM names. */
public enum EdmType {
  /** Text. */
  STRING("Edm.String"),
  /** True or false. */
  BOOLEAN("Edm.Boolean"),
  /** A whole number. */
  INT32("Edm.Int32"),
  /** A number with a fraction; only a literal can have it here. */
  DOUBLE("Edm.Double"),
  /** A GUID. */
  GUID("Edm.Guid"),
  /** A moment. */
  DATE_TIME_OFFSET("Edm.DateTimeOffset"),
  /** Structured; the property names the structure. */
  COMPLEX("complex"),
  /** The literal {@code null}. */
  NULL("null");

  private final String qualifiedName;

  EdmType(String qualifiedName) {
    this.qualifiedName = qualifiedName;
  }

  /** The name as Graph's error texts print it. */
  public String qualifiedName() {
    return qualifiedName;
  }
}
