package io.connectmigrator.kafka.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Each thing that happens to a mirrored partition, by itself. Records are numbered by their offsets in the source. */
class PartitionSearchTest {

    private final MemoryLog original = new MemoryLog();
    private final MemoryLog copy = new MemoryLog();
    private final SyncHistory syncs = new SyncHistory();
    private Limits limits = Limits.DEFAULT;

    private SearchResult find(long offset) {
        return new PartitionSearch(original, copy, syncs, limits).find(offset);
    }

    private void assertFinds(long offset, Verdict verdict, long to) {
        assertThat(find(offset)).satisfies(found -> {
            assertThat(found.verdict()).as(found.toString()).isEqualTo(verdict);
            assertThat(found.to()).as(found.toString()).isEqualTo(to);
        });
    }

    private void assertExact(long offset, long to) {
        assertFinds(offset, Verdict.EXACT, to);
    }

    private void assertAgain(long offset, long to, long again) {
        assertFinds(offset, Verdict.AT_LEAST_ONCE, to);
        assertThat(find(offset).count()).isEqualTo(again);
    }

    private void assertNone(long offset, Verdict verdict) {
        assertThat(find(offset).verdict()).as(find(offset).toString()).isEqualTo(verdict);
    }

    private static void fill(MemoryLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.add("record " + i, 1_000 + i);
        }
    }

    @Test
    void records_that_were_all_mirrored() {
        fill(original, 0, 500);
        fill(copy.gap(), 0, 500);

        assertExact(500, 501);
        assertExact(1, 2);
        assertExact(250, 251);
    }

    @Test
    void a_consumer_that_has_read_nothing() {
        fill(original, 0, 10);
        fill(copy.gap().gap(), 0, 10);

        assertExact(0, 0);
    }

    @Test
    void an_empty_partition() {
        assertExact(0, 0);
        copy.gap();
        assertExact(0, 1);
    }

    @Test
    void an_offset_at_the_start_of_what_retention_has_left() {
        fill(original, 0, 20);
        fill(copy, 0, 20);
        original.startAt(12);

        assertExact(12, 12);
        assertAgain(10, 0, 12);
    }

    @Test
    void a_source_of_which_retention_has_left_nothing() {
        fill(original, 0, 20);
        fill(copy, 0, 20);
        original.startAt(20);

        assertExact(20, 20);
        assertNone(15, Verdict.NOT_FOUND);
    }

    @Test
    void nothing_is_copied_yet() {
        fill(original, 0, 10);

        assertExact(0, 0);
        assertNone(5, Verdict.NOT_MIRRORED);
    }

    @Test
    void the_last_record_is_not_copied_yet() {
        fill(original, 0, 100);
        fill(copy, 0, 90);

        assertThat(find(95)).satisfies(found -> {
            assertThat(found.verdict()).isEqualTo(Verdict.NOT_MIRRORED);
            assertThat(found.count()).isEqualTo(5);
            assertThat(found.text()).contains("5 records behind");
        });
        assertNone(91, Verdict.NOT_MIRRORED);
        assertExact(90, 90);
    }

    @Test
    void the_last_copy_counts_if_the_mirror_has_written_records_again() {
        fill(original, 0, 20);
        fill(copy, 0, 11);
        fill(copy, 6, 20);

        assertExact(9, 14);
        assertThat(find(9).repeats()).isEqualTo(1);
        assertExact(7, 12);
        assertExact(6, 6);
        assertThat(find(6).repeats()).isEqualTo(5);
        assertExact(11, 16);
        assertExact(12, 17);
    }

    @Test
    void the_last_copy_counts_if_the_sync_is_of_the_first() {
        fill(original, 0, 200);
        fill(copy, 0, 150);
        syncs.add(new OffsetSync(140, 140));
        fill(copy, 100, 200);

        assertExact(145, 195);
    }

    @Test
    void the_mirror_is_just_writing_records_again() {
        fill(original, 0, 20);
        fill(copy, 0, 15);
        fill(copy, 6, 8);

        assertNone(10, Verdict.NOT_MIRRORED);
        assertExact(8, 17);
        assertExact(6, 6);
    }

    @Test
    void records_that_were_read_are_again_in_the_middle_of_the_copy() {
        fill(original, 0, 20);
        fill(copy, 0, 15);
        fill(copy, 6, 8);
        fill(copy, 12, 20);

        assertAgain(10, 10, 2);
    }

    @Test
    void markers_of_transactions_on_both_sides() {
        original.add("a", 1)
                .gap()
                .add("b", 2)
                .add("c", 3)
                .gap()
                .gap()
                .add("d", 4)
                .gap();
        copy.gap().add("a", 1).add("b", 2).gap().add("c", 3).gap().add("d", 4).gap();

        assertExact(2, 2);
        assertExact(3, 3);
        assertExact(4, 5);
        assertExact(6, 5);
        assertExact(8, 7);
    }

    @Test
    void an_open_transaction_holds_back_a_mirror_that_reads_committed_records() {
        fill(original, 0, 10);
        original.openTransactionAt(6);
        fill(copy, 0, 6);

        assertNone(8, Verdict.NOT_MIRRORED);
        assertExact(6, 6);
    }

    @Test
    void equal_records_around_the_last_one() {
        original.add("a", 1).add("x", 2).add("x", 2).add("x", 2).add("b", 3);
        copy.add("a", 1).add("x", 2).add("x", 2).add("x", 2).add("b", 3);

        assertExact(2, 2);
        assertExact(3, 3);
        assertExact(4, 4);
        assertExact(1, 1);
        assertExact(5, 5);
    }

    @Test
    void equal_records_that_were_written_again() {
        original.add("a", 1).add("x", 2).add("x", 2).add("x", 2).add("b", 3);
        copy.add("a", 1).add("x", 2).add("x", 2);
        copy.add("x", 2).add("x", 2).add("x", 2).add("b", 3);

        assertExact(2, 4);
        assertExact(4, 6);
    }

    @Test
    void equal_records_at_the_end_may_have_been_written_again() {
        original.add("a", 1).add("x", 2).add("x", 2).add("x", 2);
        copy.add("a", 1).add("x", 2).add("x", 2).add("x", 2);

        assertAgain(4, 4, 3);
        assertAgain(3, 3, 2);
        assertThat(find(4).text()).isEqualTo("it cannot be told which of 3 equal records was read last");
    }

    @Test
    void a_mirror_that_has_noted_the_last_of_equal_records_makes_it_exact() {
        original.add("a", 1).add("x", 2).add("x", 2).add("x", 2);
        copy.gap().add("a", 1).add("x", 2).add("x", 2).add("x", 2);
        syncs.add(new OffsetSync(3, 4));

        assertExact(4, 5);
        copy.add("x", 2);
        assertAgain(4, 5, 4);
        syncs.add(new OffsetSync(3, 5));
        assertAgain(4, 5, 4);
    }

    @Test
    void a_sync_of_another_copy_does_not_pass_for_one_of_equal_records() {
        for (int i = 0; i < 200; i++) {
            original.add("x", 1);
            copy.add("x", 1);
        }
        original.startAt(2);
        syncs.add(new OffsetSync(5, 150));

        assertNone(10, Verdict.NOT_FOUND);
        assertThat(find(10).text()).contains("it cannot be told which of 8 equal records was read last");
    }

    @Test
    void equal_records_of_which_the_copy_lacks_some_make_it_begin_before_them() {
        original.add("a", 1).add("x", 2).add("x", 2).add("x", 2).add("x", 2);
        copy.add("a", 1).gap().gap().add("x", 2).add("x", 2);

        assertAgain(3, 1, 2);
        assertAgain(5, 1, 2);
    }

    @Test
    void a_mirror_that_began_in_the_midst_of_equal_records_does_not_make_it_skip() {
        for (int i = 0; i < 10; i++) {
            original.add("x", 2);
        }
        copy.add("x", 2).add("x", 2).add("x", 2);

        assertThat(find(3).to()).isZero();
    }

    @Test
    void equal_records_of_which_compaction_has_left_one() {
        original.add("a", 1).add("x", 2).add("x", 2).add("x", 2).add("b", 3);
        copy.add("a", 1).gap().gap().add("x", 2).add("b", 3);

        assertThat(find(2).to()).isLessThanOrEqualTo(3);
    }

    @Test
    void equal_records_that_are_apart() {
        original.add("a", 1).add("x", 2).add("b", 1).add("x", 2).add("c", 1);
        copy.add("a", 1).add("x", 2).add("b", 1).add("x", 2).add("c", 1);

        assertExact(2, 2);
        assertExact(4, 4);
    }

    @Test
    void nothing_but_equal_records() {
        for (int i = 0; i < 300; i++) {
            original.add("x", 1);
            copy.add("x", 1);
        }
        original.startAt(10);

        assertNone(150, Verdict.NOT_FOUND);
    }

    @Test
    void the_last_record_was_compacted_away_in_the_copy() {
        fill(original, 0, 20);
        fill(copy, 0, 20);
        copy.remove(9);

        assertExact(10, 9);
        copy.remove(8).remove(10);
        assertExact(10, 8);
    }

    @Test
    void the_mirror_leaves_records_out() {
        fill(original, 0, 10);
        fill(copy, 0, 5);
        fill(copy, 7, 10);

        assertExact(6, 5);
        assertExact(7, 5);
        assertExact(8, 6);
    }

    @Test
    void the_last_record_was_compacted_away_in_the_source() {
        fill(original, 0, 20);
        fill(copy, 0, 20);
        original.remove(9);

        assertExact(10, 10);
        original.remove(10);
        assertAgain(10, 9, 2);
        assertExact(9, 9);
    }

    @Test
    void a_sync_whose_records_differ_is_of_another_copy() {
        fill(original, 0, 3_000);
        fill(copy, 0, 3_000);
        syncs.add(new OffsetSync(900, 2_900));

        SearchResult found = find(1_000);

        assertThat(found.to()).isEqualTo(1_000);
        assertThat(found.wrongSyncs()).isEqualTo(1);
        assertThat(found.way()).isEqualTo(Way.TIMESTAMP);
    }

    @Test
    void syncs_before_the_last_beginning_are_tried_last() {
        fill(original, 0, 400);
        fill(copy, 0, 400);
        syncs.add(new OffsetSync(390, 10));
        syncs.add(new OffsetSync(300, 300));

        assertThat(syncs.upTo(395)).containsExactly(new OffsetSync(300, 300), new OffsetSync(390, 10));
        assertThat(syncs.upTo(299)).isEmpty();
        assertExact(395, 395);
        assertThat(find(395).wrongSyncs()).isEqualTo(1);
        assertThat(find(395).way()).isEqualTo(Way.OFFSET_SYNC);
    }

    @Test
    void timestamps_that_run_backwards() {
        for (int i = 0; i < 3_000; i++) {
            original.add("record " + i, 10_000 - i);
            copy.add("record " + i, 10_000 - i);
        }

        assertExact(2_000, 2_000);
        assertExact(3_000, 3_000);
    }

    @Test
    void timestamps_that_are_all_equal() {
        for (int i = 0; i < 3_000; i++) {
            original.add("record " + i, 7);
            copy.add("record " + i, 7);
        }

        assertExact(2_000, 2_000);
    }

    @Test
    void the_same_value_at_another_time_is_another_record() {
        for (int i = 0; i < 100; i++) {
            original.add("up", i);
            copy.add("up", i);
        }

        assertExact(50, 50);
    }

    @Test
    void a_copy_with_timestamps_of_its_own() {
        fill(original, 0, 3_000);
        for (int i = 0; i < 2_000; i++) {
            copy.add("record " + i, 50_000 + i, new RecordHeaders(), true);
        }

        assertExact(1_500, 1_500);
        assertExact(2_000, 2_000);
        assertNone(2_001, Verdict.NOT_MIRRORED);
    }

    @Test
    void headers_that_connect_has_encoded() {
        for (int i = 0; i < 10; i++) {
            byte[] header = ("header " + i).getBytes(StandardCharsets.UTF_8);
            original.add("x", 1, header(header), false);
            copy.add("x", 1, header(Base64.getEncoder().encode(header)), false);
        }

        assertExact(5, 5);
    }

    private static Headers header(byte[] value) {
        return new RecordHeaders().add("h", value);
    }

    @Test
    void retention_has_left_only_later_records_in_the_copy() {
        fill(original, 0, 50);
        fill(copy, 0, 50);
        copy.startAt(30);

        assertNone(20, Verdict.NOT_FOUND);
        assertExact(30, 30);
        assertExact(31, 31);
    }

    @Test
    void the_mirror_began_in_the_middle() {
        fill(original, 0, 50);
        fill(copy, 30, 50);

        assertNone(20, Verdict.NOT_FOUND);
        assertThat(find(20).text()).isEqualTo(Alignment.BEGINS_BEHIND);
        assertExact(30, 0);
    }

    @Test
    void an_offset_behind_the_end_of_the_source() {
        fill(original, 0, 50);
        fill(copy, 0, 50);

        assertNone(51, Verdict.NOT_FOUND);
    }

    @Test
    void a_timestamp_is_nearer_than_the_limit() {
        limits = new Limits(1_000, 1_000_000);
        fill(original, 0, 20_000);
        fill(copy, 0, 20_000);
        syncs.add(new OffsetSync(100, 100));

        assertExact(14_000, 14_000);
        assertThat(find(14_000).way()).isEqualTo(Way.TIMESTAMP);
    }

    @Test
    void without_timestamps_and_beyond_the_limit_nothing_is_known() {
        limits = new Limits(1_000, 1_000_000);
        fill(original, 0, 20_000);
        for (int i = 0; i < 20_000; i++) {
            copy.add("record " + i, 100, new RecordHeaders(), true);
        }

        assertNone(10_000, Verdict.NOT_FOUND);
        syncs.add(new OffsetSync(5_000, 5_000));
        assertAgain(10_000, 4_936, 15_064);
    }

    @Test
    void a_limit_of_bytes() {
        limits = new Limits(1_000_000, 10_000);
        fill(original, 0, 20_000);
        for (int i = 0; i < 20_000; i++) {
            copy.add("record " + i, 100, new RecordHeaders(), true);
        }

        assertNone(10_000, Verdict.NOT_FOUND);
        assertThat(copy.read()).isLessThan(10_000);
    }

    @Test
    void a_consumer_that_has_caught_up_costs_some_hundred_records() {
        fill(original, 0, 50_000);
        fill(copy, 0, 50_000);
        for (int i = 0; i < 50_000; i += 100) {
            syncs.add(new OffsetSync(i, i));
        }

        assertExact(50_000, 50_000);
        assertThat(original.read() + copy.read()).isLessThan(700);
    }

    @Test
    void records_that_only_the_copy_has() {
        fill(original, 0, 20);
        fill(copy, 0, 20);
        copy.add("native 1", 5_000).add("native 2", 5_001);

        assertExact(20, 20);
        assertExact(10, 10);
    }

    @Test
    void records_of_an_earlier_run_far_before_the_window() {
        fill(original, 0, 2_000);
        fill(copy, 0, 2_000);
        fill(copy, 500, 900);
        syncs.add(new OffsetSync(1_990, 1_990));

        assertNone(2_000, Verdict.NOT_MIRRORED);
    }

    @Test
    void records_that_come_round_again_without_timestamps() {
        for (int i = 0; i < 5_000; i++) {
            original.add("record " + i % 1_000, 10 + i);
        }
        for (int i = 0; i < 1_600; i++) {
            copy.add("record " + i % 1_000, 9_000 + i, new RecordHeaders(), true);
        }

        assertThat(find(2_501).verdict()).isNotEqualTo(Verdict.EXACT);
        syncs.add(new OffsetSync(1_550, 1_550));
        assertNone(2_501, Verdict.NOT_MIRRORED);
        for (int i = 1_600; i < 5_000; i++) {
            copy.add("record " + i % 1_000, 9_000 + i, new RecordHeaders(), true);
        }
        assertThat(find(2_501).to()).isLessThanOrEqualTo(2_501);
    }

    @Test
    void repetitions_are_looked_for_further_on_too() {
        fill(original, 0, 9_000);
        fill(copy, 0, 7_000);
        fill(copy, 900, 9_000);
        syncs.add(new OffsetSync(990, 990));

        assertExact(1_000, 7_100);
    }

    @Test
    void the_last_copy_of_the_next_record_counts_if_others_were_compacted_away_before_it() {
        fill(original, 0, 9);
        fill(copy, 3, 9);
        fill(copy, 4, 9);
        original.remove(4).remove(5).remove(6);

        assertExact(7, 9);
    }

    @Test
    void without_timestamps_the_source_has_to_be_read_to_its_end() {
        limits = new Limits(1_000, 1_000_000);
        fill(original, 0, 20_000);
        for (int i = 0; i < 20_000; i++) {
            copy.add("record " + i, 100, new RecordHeaders(), true);
        }

        assertNone(500, Verdict.NOT_FOUND);
        assertThat(find(500).text()).contains("more are unread than the limit of the search allows");
        limits = new Limits(20_000, 1_000_000);
        assertExact(500, 500);
    }

    /** The mirror has begun at record 3,000, which is equal to the first one, so that not one of the first copies is what it seems. */
    @Test
    void a_copy_of_unread_records_that_are_equal_is_not_taken_for_that_of_earlier_ones() {
        for (int i = 0; i < 9_000; i++) {
            original.add("record " + i % 3_000, 10 + i);
        }
        for (int i = 3_000; i < 9_000; i++) {
            copy.add("record " + i % 3_000, 90_000 + i, new RecordHeaders(), true);
        }
        limits = new Limits(1_000, 100_000_000, 4);

        assertNone(100, Verdict.NOT_FOUND);
        syncs.add(new OffsetSync(95, 95));
        assertNone(100, Verdict.NOT_FOUND);
        limits = Limits.DEFAULT;
        assertThat(find(100))
                .satisfies(found ->
                        assertThat(found.verdict()).as(found.toString()).isNotEqualTo(Verdict.EXACT));
    }

    /** Of as many records as these, the same is read as of sixteen times as many by default. */
    private static Limits sixteenth(int records) {
        return new Limits(records, 100_000_000, 4);
    }

    @Test
    void records_that_were_written_again_far_behind_are_found() {
        limits = sixteenth(6_250);
        fill(original, 0, 2_500);
        fill(copy, 0, 1_875);
        fill(copy, 60, 2_500);

        assertExact(70, 1_885);
        // None of them was read.
        assertExact(60, 60);
        assertThat(find(60).repeats()).isPositive();
    }

    @Test
    void records_that_may_be_written_again_behind_the_limit_make_it_inexact() {
        limits = sixteenth(1_250);
        fill(original, 0, 3_750);
        fill(copy, 0, 3_125);
        fill(copy, 60, 3_750);

        assertAgain(70, 70, 6_745);
        assertThat(find(70).text()).contains("further behind it may be records that the mirror has written again");
    }

    @Test
    void a_mirror_that_is_far_behind_in_writing_records_again_is_noticed() {
        limits = sixteenth(6_250);
        fill(original, 0, 3_750);
        fill(copy, 0, 3_125);
        fill(copy, 0, 20);

        assertNone(70, Verdict.NOT_MIRRORED);
    }

    @Test
    void a_consumer_that_is_far_behind_costs_some_samples() {
        limits = sixteenth(6_250);
        fill(original, 0, 20_000);
        fill(copy, 0, 20_000);

        assertExact(70, 70);
        assertThat(copy.read()).isLessThan(4_000);
    }

    @Test
    void an_equal_record_far_before_the_last_one_is_not_its_copy() {
        fill(original, 0, 100);
        original.add("equal", 1);
        fill(original, 101, 5_000);
        original.add("equal", 1);
        fill(copy, 0, 100);
        copy.add("equal", 1);
        fill(copy, 101, 3_000);

        assertNone(5_001, Verdict.NOT_MIRRORED);
    }

    @Test
    void without_timestamps_repetitions_make_a_copy_doubtful() {
        for (int i = 0; i < 9_000; i++) {
            original.add(i % 10 == 0 ? "beat" : "record " + i % 4_000, 10 + i);
        }
        for (int i = 0; i < 2_500; i++) {
            copy.add(i % 10 == 0 ? "beat" : "record " + i % 4_000, 9_000 + i, new RecordHeaders(), true);
        }

        assertThat(find(6_002).verdict()).isEqualTo(Verdict.AT_LEAST_ONCE);
    }

    @Test
    void copies_of_records_that_were_not_read_are_taken_for_no_others() {
        for (int i = 0; i < 30_000; i++) {
            original.add("record " + i % 13_000, 10 + i).gap();
            copy.add("record " + i % 13_000, 90_000 + i, new RecordHeaders(), true);
        }
        syncs.add(new OffsetSync(2 * 9_990, 9_990));

        assertExact(2 * 10_000, 10_000);
    }

    @Test
    void an_equal_record_far_before_the_last_one_is_not_its_copy_if_that_was_compacted_away() {
        fill(original, 0, 100);
        original.add("equal", 1);
        fill(original, 101, 5_000);
        original.add("equal", 1);
        fill(original, 5_001, 6_000);
        fill(copy, 0, 100);
        copy.add("equal", 1);
        fill(copy, 101, 5_000);
        fill(copy, 5_001, 6_000);

        assertThat(find(5_001).to()).isEqualTo(5_000);
    }

    @Test
    void a_sync_of_which_a_record_has_expired_is_not_wrong() {
        fill(original, 0, 100);
        fill(copy, 0, 100);
        syncs.add(new OffsetSync(10, 10));
        copy.startAt(50);

        assertThat(find(60).wrongSyncs()).isZero();
        assertExact(60, 60);
    }

    private void assertChanged(long offset) {
        assertThat(find(offset)).satisfies(found -> {
            assertThat(found.verdict()).as(found.toString()).isEqualTo(Verdict.NOT_FOUND);
            assertThat(found.text()).startsWith("the mirror changes records");
        });
    }

    @Test
    void values_that_the_mirror_changes_are_noticed_without_waiting() {
        fill(original, 0, 2_000);
        for (int i = 0; i < 2_000; i++) {
            copy.add("RECORD " + i, 1_000 + i);
        }

        assertChanged(2_000);
        assertChanged(1_000);
        assertChanged(1);
    }

    @Test
    void headers_that_the_mirror_adds_are_noticed() {
        fill(original, 0, 100);
        for (int i = 0; i < 90; i++) {
            copy.add("record " + i, 1_000 + i, new RecordHeaders().add("from", new byte[] {1}), false);
        }

        assertChanged(100);
        assertChanged(80);
    }

    @Test
    void a_value_that_the_mirror_changes_sometimes_is_noticed_if_it_was_read_last() {
        fill(original, 0, 99);
        fill(copy, 0, 99);
        original.add("key 99", "value", 1_099);
        copy.add("key 99", "VALUE", 1_099);

        assertChanged(100);
        assertExact(99, 99);
    }

    @Test
    void a_mirror_that_is_behind_changes_no_records() {
        for (int i = 0; i < 3_000; i++) {
            original.add("key", "value " + i, 1_000 + i / 500);
        }
        for (int i = 0; i < 200; i++) {
            copy.add("key", "value " + i, 1_000);
        }

        assertNone(2_900, Verdict.NOT_MIRRORED);
        assertNone(450, Verdict.NOT_MIRRORED);
        assertNone(300, Verdict.NOT_MIRRORED);
    }
}
