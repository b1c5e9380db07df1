package io.github.m365licensing.rules;

import static io.github.m365licensing.rules.Fixtures.sku;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.PrepaidUnits;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeatLedgerTest {

  private static final SkuId EMS = sku("EMS");
  private static final SkuId E3 = sku("SPE_E3");

  private static SubscribedSku owned(SkuId sku, PrepaidUnits units, int consumed) {
    return SubscribedSku.builder()
        .skuId(sku)
        .skuPartNumber(sku.toString())
        .prepaidUnits(units)
        .consumedUnits(consumed)
        .build();
  }

  private static SeatLedger.Counting counting(SubscribedSku... skus) {
    return SeatLedger.counting(TenantSkus.of(List.of(skus)), LicenseFacts.bundled());
  }

  private static SeatLedger.Counting ems(int enabled, int consumed) {
    return counting(owned(EMS, PrepaidUnits.enabled(enabled), consumed));
  }

  private static Subject user(int number) {
    return Subject.user(UserId.of(new UUID(0, number)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 0, true",
    "1, 0, 0, 1, false",
    "0, 3, 0, 1, true",
    "1, 0, 2, 2, false",
    "0, 0, 25, 1, false",
    "2, 0, 0, 1, true",
  })
  void inferred_free_is_enabled_and_warning_less_consumed(
      int enabled, int warning, int suspended, int consumed, boolean served) {
    SeatLedger.Counting counting =
        counting(owned(EMS, new PrepaidUnits(enabled, warning, suspended, 0), consumed));

    assertThat(counting.change(user(1), List.of(EMS), List.of())).isEqualTo(served);
    assertThat(counting.ledger().isShort()).isEqualTo(!served);
  }

  @Test
  void line_shows_start_peak_end_and_who_comes_last() {
    SeatLedger.Counting counting = ems(3, 2);

    counting.free(List.of(EMS));
    counting.change(user(1), List.of(EMS), List.of());
    counting.change(user(2), List.of(EMS), List.of());
    counting.change(user(3), List.of(EMS), List.of());
    counting.free(List.of(EMS));
    SeatLedger.Line line = counting.ledger().find(EMS).orElseThrow();

    assertThat(line.owned()).isEqualTo(3);
    assertThat(line.start()).isEqualTo(2);
    assertThat(line.peak()).isEqualTo(3);
    assertThat(line.end()).isEqualTo(2);
    assertThat(line.freeAtEnd()).isEqualTo(1);
    assertThat(line.unserved()).containsExactly(user(3));
  }

  @Test
  void over_consumed_sku_shows_negative_seats_and_who_is_unserved() {
    SeatLedger.Counting counting = ems(1, 3);

    counting.change(user(1), List.of(EMS), List.of());
    counting.change(user(2), List.of(EMS), List.of());
    SeatLedger.Line line = counting.ledger().find(EMS).orElseThrow();

    assertThat(line.freeAtEnd()).isEqualTo(-2);
    assertThat(line.unserved()).containsExactly(user(1), user(2));
    assertThat(line.peak()).isEqualTo(3);
  }

  @Test
  void observed_whole_call_is_refused_so_that_nothing_is_freed() {
    SeatLedger.Counting counting =
        counting(owned(EMS, PrepaidUnits.enabled(1), 1), owned(E3, PrepaidUnits.enabled(1), 1));

    boolean served = counting.change(user(1), List.of(E3), List.of(EMS));

    assertThat(served).isFalse();
    assertThat(counting.ledger().lines())
        .singleElement()
        .satisfies(line -> assertThat(line.skuId()).isEqualTo(E3));
  }

  @Test
  void group_takes_seats_for_all_its_members_or_none() {
    SeatLedger.Counting counting = ems(5, 2);
    Subject first = Subject.group(Fixtures.GROUP);
    Subject second = Subject.group(Fixtures.OTHER_GROUP);

    assertThat(counting.free(EMS)).isEqualTo(3);
    assertThat(counting.change(first, Map.of(EMS, 4))).isFalse();
    assertThat(counting.free(EMS)).isEqualTo(3);
    assertThat(counting.change(second, Map.of(EMS, 3))).isTrue();
    assertThat(counting.free(EMS)).isZero();
    SeatLedger.Line line = counting.ledger().find(EMS).orElseThrow();
    assertThat(line.peak()).isEqualTo(5);
    assertThat(line.end()).isEqualTo(5);
    assertThat(line.unserved()).containsExactly(first);
  }

  @Test
  void group_gives_back_the_seats_of_many_members_at_once() {
    SeatLedger.Counting counting = ems(5, 4);

    counting.free(Map.of(EMS, 3, sku("FLOW_FREE"), 7));

    assertThat(counting.free(EMS)).isEqualTo(4);
    assertThat(counting.ledger().find(sku("FLOW_FREE"))).isEmpty();
  }

  @Test
  void group_takes_no_seats_of_skus_that_have_none() {
    SeatLedger.Counting counting = counting(owned(sku("FLOW_FREE"), PrepaidUnits.enabled(1), 0));

    assertThat(counting.change(Subject.group(Fixtures.GROUP), Map.of(sku("FLOW_FREE"), 9)))
        .isTrue();
    assertThat(counting.ledger().lines()).isEmpty();
  }

  @Test
  void swap_frees_for_whoever_comes_after() {
    SeatLedger.Counting counting =
        counting(owned(EMS, PrepaidUnits.enabled(1), 1), owned(E3, PrepaidUnits.enabled(1), 0));

    assertThat(counting.change(user(1), List.of(E3), List.of(EMS))).isTrue();
    assertThat(counting.change(user(2), List.of(EMS), List.of())).isTrue();
    assertThat(counting.ledger().isShort()).isFalse();
  }

  @Test
  void unlimited_and_non_seat_skus_have_no_line() {
    List<SkuId> uncounted =
        List.of(sku("FLOW_FREE"), sku("SHAREPOINTSTORAGE"), sku("Microsoft365_Lighthouse"));
    SeatLedger.Counting counting = ems(1, 0);

    counting.free(uncounted);

    assertThat(counting.change(user(1), uncounted, List.of())).isTrue();
    assertThat(counting.ledger().lines()).isEmpty();
    assertThat(counting.ledger().find(sku("FLOW_FREE"))).isEmpty();
  }

  @Test
  void sku_that_is_not_owned_has_no_seats() {
    SeatLedger.Counting counting = ems(1, 0);

    assertThat(counting.change(user(1), List.of(E3), List.of())).isFalse();
    assertThat(counting.ledger().find(E3).orElseThrow().owned()).isZero();
  }

  @Test
  void lines_are_ordered_by_sku_id_and_a_ledger_does_not_change_afterwards() {
    SeatLedger.Counting counting =
        counting(owned(EMS, PrepaidUnits.enabled(5), 0), owned(E3, PrepaidUnits.enabled(5), 0));
    counting.change(user(1), List.of(EMS, E3), List.of());
    SeatLedger ledger = counting.ledger();
    counting.change(user(2), List.of(EMS), List.of());

    assertThat(ledger.lines()).extracting(SeatLedger.Line::skuId).isSorted().hasSize(2);
    assertThat(ledger.find(EMS).orElseThrow().end()).isEqualTo(1);
  }

  @Test
  void null_subject_is_named() {
    assertThatThrownBy(() -> ems(1, 0).change(null, List.of(), List.of())).hasMessage("subject");
  }
}
