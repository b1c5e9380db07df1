package io.github.m365licensing.testkit.server;

import io.github.m365licensing.tenant.TenantSnapshot;
import io.github.m365licensing.tenant.UnreadableFileException;
import io.github.m365licensing.testkit.FakeTenant;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command line says.
 *
 * @param port where to listen; 0 for a free port
 * @param tenant the tenant to serve; throws {@link IllegalArgumentException} if its file is
 *     unusable
 * @param groupDelay how long group licences take
 * @param requireToken whether a request must carry a token
 * @param quota whether Graph's quota is enforced
 * @param log whether answers are told
 * @param help whether only the options are to be told
 */
record FakeGraphOptions(
    int port,
    Supplier<FakeTenant> tenant,
    Duration groupDelay,
    boolean requireToken,
    boolean quota,
    boolean log,
    boolean help) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
  private static final Pattern FABRIKAM = Pattern.compile("fabrikam:(\\d{1,7})");
  private static final int MAX_PORT = 65_535;
  private static final int MAX_USERS = 1_000_000;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException saying which option is wrong and what it takes
   */
  static FakeGraphOptions parse(List<String> args) {
    int port = 0;
    Supplier<FakeTenant> tenant = FakeTenant::contoso;
    Duration groupDelay = Duration.ofMinutes(2);
    boolean requireToken = false;
    boolean quota = false;
    boolean log = false;
    boolean help = false;
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--port" -> port = port(value(option, rest));
        case "--tenant" -> tenant = tenant(value(option, rest));
        case "--group-delay" -> groupDelay = duration(value(option, rest));
        case "--require-token" -> requireToken = true;
        case "--quota" -> quota = true;
        case "--log" -> log = true;
        case "--help" -> help = true;
        default -> throw new IllegalArgumentException("Unknown option '" + option + "'.");
      }
    }
    return new FakeGraphOptions(port, tenant, groupDelay, requireToken, quota, log, help);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value.");
    }
    return rest.next();
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAX_PORT) {
      throw new IllegalArgumentException("--port takes 0 to 65535, not '" + text + "'.");
    }
    return Integer.parseInt(text);
  }

  private static Supplier<FakeTenant> tenant(String name) {
    Matcher fabrikam = FABRIKAM.matcher(name);
    if (fabrikam.matches()) {
      int users = Integer.parseInt(fabrikam.group(1));
      if (users > MAX_USERS) {
        throw new IllegalArgumentException(
            "--tenant fabrikam:N takes up to %d users, not %d.".formatted(MAX_USERS, users));
      }
      return () -> FakeTenant.fabrikam(users);
    }
    return switch (name) {
      case "contoso" -> FakeTenant::contoso;
      case "school" -> FakeTenant::school;
      default -> snapshot(name);
    };
  }

  private static Supplier<FakeTenant> snapshot(String name) {
    Path file = Path.of(name);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "--tenant takes contoso, school, fabrikam:N or the file of a snapshot, not '"
              + name
              + "'.");
    }
    return () -> {
      try {
        return FakeTenant.of(TenantSnapshot.read(file));
      } catch (UnreadableFileException | UncheckedIOException unusable) {
        throw new IllegalArgumentException(unusable.getMessage(), unusable);
      }
    };
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--group-delay takes a number with ms, s or m, not '" + text + "'.");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }
}
