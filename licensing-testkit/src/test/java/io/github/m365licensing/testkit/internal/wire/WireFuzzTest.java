package io.github.m365licensing.testkit.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.FakeWire;
import io.github.m365licensing.testkit.contract.GraphAnswers;
import io.github.m365licensing.testkit.internal.service.GraphFailure;
import io.github.m365licensing.testkit.internal.wire.odata.FilterParser;
import io.github.m365licensing.testkit.scenario.WireAnswer;
import io.github.m365licensing.testkit.scenario.WireOptions;
import io.github.m365licensing.testkit.scenario.WireRequest;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Seeded nonsense: the wire never falls over, and takes time and memory in line with its input. */
@Tag("proof")
class WireFuzzTest {

  private static final List<String> SEEDS =
      List.of(
          "assignedLicenses/any(x:x/skuId eq efccb6f7-5641-4e0e-bd10-b4976e1bf68e)",
          "startsWith(displayName,'a') and accountEnabled eq true or department eq 'O''Brien'",
          "not(usageLocation in ('US','GB')) and createdDateTime ge 2021-11-01T00:00:00Z",
          "assignedLicenses/$count ne 0 and onPremisesSyncEnabled eq null",
          "/v1.0/users/adele@contoso.com?$select=id,displayName&$top=5&$count=true",
          "/v1.0/groups/8b2e0244-5e4b-40f5-bf8c-59bb003553c1/members/microsoft.graph.user/$count",
          "/v1.0/users('adele%40contoso.com')/assignLicense",
          "/v1.0/users/delta()?$select=displayName,usageLocation&$deltatoken=latest",
          "/v1.0/groups/delta?$deltatoken=ZGVsdGE7Z3JvdXBzOzE7LTE7MTc2ODQ2NzYwMDs7",
          "/v1.0/users?$search=\"displayName:adele\" OR \"mail:x\"&$expand=memberOf($select=id)",
          "/contoso.com/oauth2/v2.0/token",
          "grant_type=client_credentials&client_id=a&client_secret=b&scope=x",
          "{\"addLicenses\":[{\"skuId\":\"efccb6f7-5641-4e0e-bd10-b4976e1bf68e\",\"disabledPlans\":[]}],\"removeLicenses\":[]}",
          "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users?$top=1\",\"headers\":{}}]}");

  private final SplittableRandom random = new SplittableRandom(20260115);

  private String mutated() {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int i = random.nextInt(6); i > 0 && text.length() > 1; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, (char) random.nextInt(1, 128));
        case 2 -> text.setCharAt(at, (char) random.nextInt(1, 0x3000));
        case 3 -> {
          String other = SEEDS.get(random.nextInt(SEEDS.size()));
          text.insert(at, other, 0, random.nextInt(other.length()));
        }
        default -> text.setLength(at + 1);
      }
    }
    return text.toString();
  }

  @Test
  void filters_parse_or_are_refused() {
    for (int i = 0; i < 300_000; i++) {
      String text = mutated();
      try {
        FilterParser.parse(text);
      } catch (GraphFailure refused) {
        assertThat(refused.status()).as(text).isEqualTo(400);
      }
    }
  }

  @Test
  void requests_are_answered_or_refused() {
    FakeTenant tenant = FakeTenant.contoso();
    FakeWire wire = tenant.wire(WireOptions.defaults());
    List<String> methods = List.of("GET", "POST", "PATCH", "DELETE", "PUT");
    for (int i = 0; i < 100_000; i++) {
      String target = random.nextBoolean() ? "/v1.0/users?$filter=" + mutated() : mutated();
      String body = random.nextBoolean() ? mutated() : "";
      WireAnswer answer =
          wire.answer(
              WireRequest.of(
                  methods.get(random.nextInt(methods.size())),
                  "https://graph.microsoft.com" + target,
                  Map.of("Content-Type", "application/json", "ConsistencyLevel", "eventual"),
                  body.getBytes(StandardCharsets.UTF_8)));

      assertThat(answer.status()).as(target + "\n" + body).isNotEqualTo(500);
      GraphAnswers.check(answer.status(), answer.header("Content-Type"), answer.text());
    }
    assertThat(tenant.brokenInvariants()).isEmpty();
  }

  @Test
  void parsing_takes_time_and_memory_in_line_with_the_text() {
    for (String part : List.of(" and a eq 'b'", " or x in (1,2)", "(", "'", "a/", "not ", " eq")) {
      String small = "a eq 1" + part.repeat(1_000);
      String large = "a eq 1" + part.repeat(16_000);
      for (int warm = 0; warm < 50; warm++) {
        parse(small);
      }

      double perChar = (double) best(small) / small.length();
      double perCharLarge = (double) best(large) / large.length();
      long bytes = allocated(large);

      assertThat(perCharLarge).as(part).isLessThan(8 * perChar + 200);
      assertThat(bytes / large.length()).as(part).isLessThan(1_000);
    }
  }

  private static long best(String text) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 9; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      parse(text);
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    return best;
  }

  private static long allocated(String text) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    parse(text);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void parse(String text) {
    try {
      FilterParser.parse(text);
    } catch (GraphFailure refused) {
      assertThat(refused.status()).isEqualTo(400);
    }
  }
}
