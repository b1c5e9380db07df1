package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.sku;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SeatLedgerPropertiesTest {

  private static final SkuId EMS = sku("EMS");
  private static final SkuId E3 = sku("SPE_E3");

  private static SeatLedger.Counting ems(int enabled, int consumed) {
    return SeatLedger.counting(
        TenantSkus.of(List.of(seats(EMS, "EMS", enabled, consumed))), LicenseFacts.bundled());
  }

  private static SubscribedSku seats(SkuId skuId, String partNumber, int enabled, int consumed) {
    return SubscribedSku.builder()
        .skuId(skuId)
        .skuPartNumber(partNumber)
        .prepaidUnits(PrepaidUnits.enabled(enabled))
        .consumedUnits(consumed)
        .build();
  }

  private static Subject user(int number) {
    return Subject.user(UserId.of(new UUID(0, number)));
  }

  /** Seats are used as given, wanted ones that are not there are not, and the peak is the most. */
  @Property
  void seats_conserve(
      @ForAll @IntRange(max = 20) int owned,
      @ForAll @IntRange(max = 25) int consumed,
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -3, max = 3) Integer> changes) {
    SeatLedger.Counting counting = ems(owned, consumed);
    int used = consumed;
    int peak = consumed;
    List<Subject> unserved = new ArrayList<>();

    for (int change : changes) {
      Subject subject = user(unserved.size());
      if (change <= 0) {
        counting.free(Map.of(EMS, -change));
        used += change;
      } else {
        boolean served =
            change == 1
                ? counting.change(subject, List.of(EMS), List.of())
                : counting.change(subject, Map.of(EMS, change));
        assertThat(served).isEqualTo(used + change <= owned);
        if (served) {
          used += change;
        } else {
          unserved.add(subject);
        }
      }
      peak = Math.max(peak, used);
      assertThat(counting.free(EMS)).isEqualTo(owned - used);
    }

    SeatLedger.Line none = new SeatLedger.Line(EMS, owned, consumed, consumed, consumed, List.of());
    SeatLedger.Line line = counting.ledger().find(EMS).orElse(none);
    assertThat(line).isEqualTo(new SeatLedger.Line(EMS, owned, consumed, peak, used, unserved));
  }

  /** A call that swaps takes and frees together or does neither. */
  @Property
  void swapped_seats_conserve(
      @ForAll @IntRange(max = 5) int owned, @ForAll @Size(max = 20) List<Boolean> toE3) {
    SeatLedger.Counting counting =
        SeatLedger.counting(
            TenantSkus.of(List.of(seats(EMS, "EMS", owned, 2), seats(E3, "SPE_E3", owned, 2))),
            LicenseFacts.bundled());

    for (boolean there : toE3) {
      int freeBefore = counting.free(EMS) + counting.free(E3);
      counting.change(user(1), List.of(there ? E3 : EMS), List.of(there ? EMS : E3));
      assertThat(counting.free(EMS) + counting.free(E3)).isEqualTo(freeBefore);
    }
  }
}
