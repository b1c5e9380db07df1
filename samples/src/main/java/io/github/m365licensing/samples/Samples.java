package io.github.m365licensing.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.CreatedUser;
import io.github.m365licensing.graph.GraphTenant;
import io.github.m365licensing.samples.Recipe.Setting;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.LicensingException;
import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.graph.FakeGraph;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Runs a recipe, on the fake tenant through the real Graph SDK or on a real tenant.
 *
 * <pre>{@code
 * mvn -q -pl samples -am compile exec:java
 * mvn -q -pl samples -am compile exec:java -Drecipe=FindingsAndCures
 * mvn -q -pl samples -am compile exec:java -Drecipe=DepartmentSwitch
 * mvn -q -pl samples -am compile exec:java -Dtenant=real -Duser=… -DnewUser=…
 * }</pre>
 *
 * <p>A real tenant is reached with the usual {@code AZURE_*} environment. Nothing is written there
 * before somebody at the console typed {@code yes}. The exit code is 0 only if the recipe did all
 * it set out to do and saw it done.
 */
public final class Samples {

  /** All recipes; the first one is the main job. */
  static final List<Recipe> RECIPES =
      List.of(
          new EmsWithoutIntune(),
          new GroupLicenses(),
          new MoveToGroup(),
          new RestoreFromSnapshot(),
          new FindingsAndCures(),
          new DepartmentSwitch());

  private final UnaryOperator<String> options;
  private final Supplier<TokenCredential> credential;
  private final Predicate<String> confirmation;
  private final PrintStream out;

  /**
   * A runner.
   *
   * @param options the options by name: {@code recipe}, {@code tenant} and the parts of the recipe;
   *     empty where not given
   * @param credential signs in to a real tenant
   * @param confirmation asks a person before a real tenant is written to
   * @param out where everything is printed
   */
  Samples(
      UnaryOperator<String> options,
      Supplier<TokenCredential> credential,
      Predicate<String> confirmation,
      PrintStream out) {
    this.options = options;
    this.credential = credential;
    this.confirmation = confirmation;
    this.out = out;
  }

  /** Runs the recipe that the system properties name, and ends the program with the exit code. */
  public static void main(String[] args) {
    int exitCode =
        new Samples(
                name -> System.getProperty(name, "").strip(),
                () -> new DefaultAzureCredentialBuilder().build(),
                Samples::askAtConsole,
                System.out)
            .run();
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** The exit code: 0 verified, 1 not verified or failed, 2 wrong options. */
  int run() {
    String wanted = options.apply("recipe");
    for (Recipe recipe : RECIPES) {
      if (wanted.isEmpty() || name(recipe).equalsIgnoreCase(wanted)) {
        return run(recipe);
      }
    }
    out.println("There is no recipe '" + wanted + "'. Nothing was done. The recipes are:");
    RECIPES.forEach(recipe -> out.printf("  %-20s %s%n", name(recipe), recipe.question()));
    return 2;
  }

  private int run(Recipe recipe) {
    out.println(recipe.question());
    try {
      return switch (options.apply("tenant")) {
        case "", "fake" -> onFake(recipe);
        case "real" -> onRealTenant(recipe);
        default -> {
          out.println("-Dtenant is 'fake' (also the default) or 'real'.");
          yield 2;
        }
      };
    } catch (AccessDeniedException e) {
      out.println();
      out.println(e.getMessage());
      out.println(
          "Sign in with AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or az login.");
      return 1;
    } catch (LicensingException | IllegalArgumentException e) {
      out.println();
      out.println(e.getMessage());
      return 1;
    }
  }

  /** The fake tenant behind the real SDK and a real credential: no network, no waiting. */
  private int onFake(Recipe recipe) {
    FakeTenant fake = recipe.fake();
    Map<String, String> people =
        Map.of(
            "user", "adele@contoso.com",
            "newUser", "test.user@contoso.com",
            "group", "Marketing",
            "groupWithErrors", "EMS licensed",
            "licensedGroup", "EMS licensed",
            "departments", "Sales, Retail, Support");
    try (GraphTenant tenant =
        GraphTenant.builder()
            .credential(FakeGraph.credential(fake))
            .httpClient(
                new OkHttpClient.Builder().addInterceptor(FakeGraph.interceptor(fake)).build())
            .time(fake.time())
            .build()) {
      // Nobody will sign in to the fake, so its first passwords are let go.
      return run(
          recipe,
          tenant,
          part -> people.getOrDefault(part, ""),
          (user, password) -> {},
          question -> true);
    }
  }

  private int onRealTenant(Recipe recipe) {
    try (GraphTenant tenant = GraphTenant.connect(credential.get())) {
      return run(recipe, tenant, options, Samples::showAtConsole, confirmation);
    }
  }

  private int run(
      Recipe recipe,
      GraphTenant tenant,
      UnaryOperator<String> people,
      BiConsumer<CreatedUser, InitialPassword> vault,
      Predicate<String> mayWrite) {
    UnaryOperator<String> present =
        part -> {
          String name = people.apply(part);
          if (name.isEmpty()) {
            throw new IllegalArgumentException(
                "Who plays '%s'? Nothing was done. Say it with -D%s=…, a user as name@your.domain, a group by its name."
                    .formatted(part, part));
          }
          return name;
        };
    Setting setting = new Setting(tenant, Licensing.of(tenant), present, out, vault, mayWrite);
    boolean verified = recipe.run(setting);
    out.println();
    out.println(verified ? "Verified." : "Not verified: see above for what is open.");
    return verified ? 0 : 1;
  }

  /** A person at a terminal has to type yes; a script cannot. */
  private static boolean askAtConsole(String question) {
    Console terminal = terminal();
    return terminal != null
        && "yes".equals(terminal.readLine("%n%s Type yes to go on: ", question));
  }

  /** To the terminal only, so that it never ends up in a file. A real program asks a vault. */
  private static void showAtConsole(CreatedUser user, InitialPassword password) {
    Console terminal = terminal();
    if (terminal == null) {
      throw new IllegalStateException("There is no terminal to show the first password at.");
    }
    terminal.printf("First password of the new user: %s%n", password.secret());
  }

  /** The console if a person sits at it, else null. Newer JDKs have one without a person too. */
  @SuppressWarnings("SystemConsoleNull")
  private static @Nullable Console terminal() {
    Console console = System.console();
    try {
      boolean person =
          console != null && (boolean) Console.class.getMethod("isTerminal").invoke(console);
      return person ? console : null;
    } catch (NoSuchMethodException e) {
      return console; // Before JDK 22 there is none without a person.
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static String name(Recipe recipe) {
    return recipe.getClass().getSimpleName();
  }
}
