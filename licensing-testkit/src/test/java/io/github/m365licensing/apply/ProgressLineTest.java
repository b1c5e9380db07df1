package io.github.m365licensing.apply;

import static io.github.m365licensing.intent.Selections.everyone;
import static io.github.m365licensing.intent.Selections.usersWhere;
import static io.github.m365licensing.intent.Verbs.assign;
import static io.github.m365licensing.testkit.FakeTenant.seats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.Licensing;
import io.github.m365licensing.testkit.FakeTenant;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The line on the console: a bar, the rate, the time left and how subjects ended. */
class ProgressLineTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Progress line = Progress.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  private static Progress.Update update(String activity, long done, int seconds) {
    return new Progress.Update(
        activity,
        done,
        40,
        Duration.ofSeconds(seconds),
        new TreeMap<>(Map.of(ChangeOutcome.Kind.APPLIED, done, ChangeOutcome.Kind.REFUSED, 2L)));
  }

  private List<String> lines() {
    return List.of(bytes.toString(StandardCharsets.UTF_8).split("[\r\n]+")).stream()
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Test
  void line_shows_bar_rate_time_left_and_counts() {
    line.update(update("change licenses", 0, 0));
    line.update(update("change licenses", 10, 4));

    assertThat(lines())
        .containsExactly(
            "[..............................] change licenses 0 of 40  APPLIED 0  REFUSED 2",
            "[#######.......................] change licenses 10 of 40  2.5/s  12 s left  APPLIED 10"
                + "  REFUSED 2");
  }

  @Test
  void line_is_written_over_until_the_activity_ends() {
    line.update(update("change licenses", 10, 4));
    line.update(update("change licenses", 40, 16));
    line.update(update("verify", 10, 20));

    assertThat(bytes.toString(StandardCharsets.UTF_8).split("\n")).hasSize(2);
    assertThat(lines()).hasSize(3).last().asString().contains("verify 10 of 40");
  }

  @Test
  void run_tells_it_everything() {
    FakeTenant tenant =
        FakeTenant.builder()
            .sku("EMS", seats(2))
            .user("a@contoso.com", u -> u.usageLocation("NL"))
            .user("b@contoso.com", u -> u.usageLocation("NL"))
            .build();
    Licensing licensing = Licensing.of(tenant);

    licensing.apply(
        licensing.plan(usersWhere(everyone()), assign("EMS")), options -> options.progress(line));

    assertThat(lines())
        .anySatisfy(text -> assertThat(text).contains("change licenses 2 of 2", "APPLIED 2"))
        .last()
        .asString()
        .startsWith("[##############################] verify 2 of 2");
  }
}
