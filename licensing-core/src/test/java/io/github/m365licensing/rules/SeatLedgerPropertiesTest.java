package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SeatLedgerPropertiesTest {

  private static final SkuId EMS = sku("EMS");

  private static SeatLedger.Counting ems(int enabled, int consumed) {
    return SeatLedger.counting(
        TenantSkus.of(
            List.of(
                SubscribedSku.builder()
                    .skuId(EMS)
                    .skuPartNumber("EMS")
                    .prepaidUnits(PrepaidUnits.enabled(enabled))
                    .consumedUnits(consumed)
                    .build())),
        LicenseFacts.bundled());
  }

  private static Subject user(int number) {
    return Subject.user(UserId.of(new UUID(0, number)));
  }

  @Property
  void seats_conserve(
      @ForAll @IntRange(max = 20) int owned,
      @ForAll @IntRange(max = 25) int consumed,
      @ForAll @Size(max = 60) List<Boolean> takes) {
    SeatLedger.Counting counting = ems(owned, consumed);
    int used = consumed;
    int served = 0;

    for (boolean take : takes) {
      if (take) {
        boolean got = counting.change(user(served), List.of(EMS), List.of());
        assertThat(got).isEqualTo(used < owned);
        served += got ? 1 : 0;
        used += got ? 1 : 0;
      } else {
        counting.free(List.of(EMS));
        used--;
      }
    }

    int end = used;
    int wanted = (int) takes.stream().filter(take -> take).count();
    int all = served;
    assertThat(counting.ledger().lines())
        .allSatisfy(
            line -> {
              assertThat(line.end()).isEqualTo(end);
              assertThat(line.peak())
                  .isBetween(Math.max(line.start(), line.end()), Math.max(owned, consumed));
              assertThat(line.unserved()).hasSize(wanted - all);
            });
  }
}
