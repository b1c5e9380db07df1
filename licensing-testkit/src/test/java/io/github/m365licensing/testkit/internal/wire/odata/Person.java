package io.github.m365licensing.testkit.internal.wire.odata;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Something to filter, with a property of every kind. Nulls are properties not set. */
record Person(
    String name,
    String city,
    Integer age,
    Boolean enabled,
    Instant born,
    List<String> mails,
    List<Licence> licences) {

  record Licence(UUID sku, String note) {}

  static final UUID EMS = UUID.fromString("efccb6f7-5641-4e0e-bd10-b4976e1bf68e");
  static final UUID INTUNE = UUID.fromString("061f9ace-7d42-4136-88ac-31dc755f143f");

  private static final StructuredType<Licence> LICENCE =
      new StructuredType<>(
          "test.licence",
          Property.<Licence>of("sku", EdmType.GUID, Licence::sku).filter(FilterRule.EQ),
          Property.<Licence>of("note", EdmType.STRING, Licence::note)
              .filter(FilterRule.TEXT_ADVANCED));

  private static final StructuredType<Person> ADDRESS =
      new StructuredType<>(
          "test.address",
          Property.<Person>of("city", EdmType.STRING, Person::city).filter(FilterRule.TEXT));

  /** With the rules of the directory. */
  static final StructuredType<Person> TYPE =
      new StructuredType<>(
          "test.person",
          Property.<Person>of("name", EdmType.STRING, Person::name)
              .filter(FilterRule.TEXT.withEndsWith(Support.ADVANCED))
              .orderBy(Support.DEFAULT)
              .search(),
          Property.<Person>of("city", EdmType.STRING, Person::city)
              .filter(FilterRule.TEXT_ADVANCED)
              .orderBy(Support.ADVANCED),
          Property.<Person>of("age", EdmType.INT32, Person::age).filter(FilterRule.ALL),
          Property.<Person>of("enabled", EdmType.BOOLEAN, Person::enabled).filter(FilterRule.EQ),
          Property.<Person>of("born", EdmType.DATE_TIME_OFFSET, Person::born)
              .filter(FilterRule.EQ.withRange(Support.DEFAULT).withEqNull(Support.ADVANCED)),
          Property.<Person>listOf("mails", EdmType.STRING, Person::mails)
              .filter(FilterRule.EQ.withStartsWith(Support.DEFAULT))
              .search(),
          Property.<Person>listOf("licences", LICENCE, Person::licences)
              .filter(FilterRule.NONE.withEmptyCount(Support.ADVANCED)),
          Property.<Person>of("address", ADDRESS, person -> person),
          Property.<Person>of("secret", EdmType.STRING, Person::name));

  static Person named(String name) {
    return new Person(name, null, null, null, null, List.of(), List.of());
  }
}
