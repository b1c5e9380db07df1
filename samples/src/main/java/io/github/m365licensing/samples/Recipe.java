package io.github.m365licensing.samples;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.apply.CreatedUser;
import io.github.m365licensing.tenant.InitialPassword;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import java.io.PrintStream;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One question, and the code that answers it. */
public interface Recipe {

  /** The question, in one line. */
  String question();

  /** The fake tenant that it runs on, unless it runs on a real one. Default: contoso. */
  default FakeTenant fake() {
    return FakeTenant.contoso();
  }

  /**
   * Answers it.
   *
   * @return whether everything that was to be done was done, and seen to be done
   */
  boolean run(Setting setting);

  /**
   * Where a recipe runs.
   *
   * @param tenant the tenant, fake or real
   * @param licensing the library on top of it
   * @param people who plays a part: the user principal name of the part {@code user}, the display
   *     name of the part {@code group}, the names of the part {@code departments}
   * @param out where the answer goes
   * @param vault takes the first passwords of new users
   * @param mayWrite asked before anything is written; on the fake tenant always yes
   */
  record Setting(
      Tenant tenant,
      Licensing licensing,
      UnaryOperator<String> people,
      PrintStream out,
      BiConsumer<CreatedUser, InitialPassword> vault,
      Predicate<String> mayWrite) {}
}
