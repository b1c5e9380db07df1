package io.github.m365licensing.graph;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users may name: the types of a module and their members, one a line. */
enum PublicApi {
  CORE("licensing-core", "") {
    @Override
    boolean exports(String name) {
      return EXPORTED.contains(name);
    }
  },
  TESTKIT("licensing-testkit", ".testkit") {
    @Override
    boolean exports(String name) {
      return name.startsWith(ROOT + ".testkit") && !name.contains(".internal");
    }
  },
  GRAPH("licensing-graph", ".graph") {
    @Override
    boolean exports(String name) {
      return name.equals(ROOT + ".graph");
    }
  };

  static final String COMMAND =
      "mvn -pl licensing-graph -am test -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dapi.write=true";

  private static final String ROOT = "io.github.m365licensing";
  private static final Set<String> EXPORTED = exportedByCore();
  private static final Set<String> OF_EVERY_VALUE =
      Set.of("equals(java.lang.Object)", "hashCode()", "toString()");

  private final String module;
  private final String root;

  PublicApi(String module, String root) {
    this.module = module;
    this.root = ROOT + root;
  }

  /** Whether users see this package. */
  abstract boolean exports(String name);

  Path path() {
    return Path.of("..", "docs", "api", module + ".txt");
  }

  String text() {
    return types().flatMap(PublicApi::lines).map(line -> line + "\n").collect(joining());
  }

  void write() {
    try {
      Files.createDirectories(path().getParent());
      Files.writeString(path(), text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Class<?>> types() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root)
            .stream()
            .filter(type -> exports(type.getPackageName()))
            .<Class<?>>map(JavaClass::reflect)
            .filter(PublicApi::isVisible)
            .sorted(Comparator.comparing(Class::getName));
  }

  private static Stream<String> lines(Class<?> type) {
    String name = type.getName().replace('$', '.');
    Stream<String> members =
        Stream.concat(
                Stream.concat(
                    Arrays.stream(type.getDeclaredFields()),
                    Arrays.stream(type.getDeclaredConstructors())),
                Stream.concat(Arrays.stream(type.getDeclaredMethods()), handedDown(type)))
            .filter(member -> !member.isSynthetic() && isOpen(member.getModifiers()))
            .map(member -> text(member, type))
            .filter(text -> OF_EVERY_VALUE.stream().noneMatch(text::endsWith))
            .distinct()
            .sorted();
    return Stream.concat(Stream.of(heading(type)), members)
        .map(line -> name + ": " + line)
        .map(line -> line.replace(ROOT + ".", "").replace("java.lang.", "").replace('$', '.'))
        .map(line -> line.replace(": public ", ": "));
  }

  /** What users call on this type although the type that declares it is hidden from them. */
  private static Stream<Method> handedDown(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !isVisible(method.getDeclaringClass()));
  }

  private static String heading(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    int shown = Modifier.PUBLIC | Modifier.PROTECTED;
    if (kind.equals("class")) {
      shown |= Modifier.ABSTRACT | Modifier.FINAL;
    }
    Stream<String> above =
        Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()).filter(PublicApi::isTold),
                Arrays.stream(type.getGenericInterfaces()))
            .map(Type::getTypeName);
    return Stream.of(
            Modifier.toString(type.getModifiers() & shown),
            type.isSealed() && !type.isEnum() ? "sealed" : "",
            kind,
            parameters(type),
            above.collect(joining(", ", ": ", "")))
        .filter(word -> !word.isEmpty() && !word.equals(": "))
        .collect(joining(" "));
  }

  private static boolean isTold(Type above) {
    return !(above == Object.class
        || above == Record.class
        || above.getTypeName().startsWith("java.lang.Enum<")
        || above instanceof Class<?> type && !isVisible(type));
  }

  private static String parameters(Class<?> type) {
    return Arrays.stream(type.getTypeParameters())
        .map(Type::getTypeName)
        .collect(
            Collectors.collectingAndThen(joining(", "), t -> t.isEmpty() ? "" : "<" + t + ">"));
  }

  private static String text(Member member, Class<?> type) {
    String owner = member.getDeclaringClass().getTypeName();
    if (member instanceof Field field) {
      return field.toGenericString().replace(owner + "." + field.getName(), field.getName());
    }
    Executable executable = (Executable) member;
    String text = executable.toGenericString();
    return executable instanceof Method
        ? text.replace(owner + "." + member.getName() + "(", member.getName() + "(")
        : text.replace(owner + "(", type.getSimpleName() + "(");
  }

  private static boolean isVisible(Class<?> type) {
    return isOpen(type.getModifiers())
        && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()))
        && !type.isAnonymousClass();
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Set<String> exportedByCore() {
    try {
      Path core =
          Path.of(
              Class.forName(ROOT + ".Licensing")
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      return ModuleFinder.of(core).findAll().iterator().next().descriptor().exports().stream()
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toUnmodifiableSet());
    } catch (ReflectiveOperationException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
