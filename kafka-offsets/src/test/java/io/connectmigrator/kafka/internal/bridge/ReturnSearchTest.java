package io.connectmigrator.kafka.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** A consumer of the copy goes back to the original. */
class ReturnSearchTest {

    private MemoryLog original = new MemoryLog();
    private MemoryLog copy = new MemoryLog();
    private final SyncHistory syncs = new SyncHistory();

    private SearchResult find(long offset) {
        return new ReturnSearch(copy, original, syncs, Limits.DEFAULT).find(offset);
    }

    private static void fill(MemoryLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.add("record " + i, 1_000 + i);
        }
    }

    private void assertExact(long offset, long to) {
        assertThat(find(offset)).satisfies(found -> {
            assertThat(found.verdict()).as(found.toString()).isEqualTo(Verdict.EXACT);
            assertThat(found.to()).as(found.toString()).isEqualTo(to);
        });
    }

    @Test
    void records_that_were_copied_once() {
        fill(original, 0, 20_000);
        fill(copy.gap(), 0, 20_000);

        assertExact(20_001, 20_000);
        assertExact(5_001, 5_000);
        assertExact(0, 0);
    }

    @Test
    void it_has_read_records_twice() {
        fill(original, 0, 100);
        fill(copy, 0, 50);
        fill(copy, 40, 100);

        assertExact(55, 50);
        assertExact(62, 52);
        assertExact(45, 45);
    }

    @Test
    void it_has_read_further_long_before() {
        fill(original, 0, 20_000);
        fill(copy, 0, 10_000);
        fill(copy, 2_000, 20_000);

        assertThat(find(13_000)).satisfies(found -> {
            assertThat(found.verdict()).as(found.toString()).isEqualTo(Verdict.AT_LEAST_ONCE);
            assertThat(found.to()).isEqualTo(5_000);
            assertThat(found.count()).isGreaterThanOrEqualTo(5_000);
        });
        assertExact(19_000, 11_000);
    }

    @Test
    void it_has_read_further_long_before_and_the_mirror_is_just_writing_it_again() {
        fill(original, 0, 20_000);
        fill(copy, 0, 10_000);
        fill(copy, 2_000, 5_000);

        assertThat(find(13_000).verdict()).isEqualTo(Verdict.AT_LEAST_ONCE);
    }

    @Test
    void it_has_read_records_that_are_only_in_the_copy() {
        fill(original, 0, 100);
        fill(copy, 0, 100);
        copy.add("native 1", 9_000).add("native 2", 9_001).add("native 3", 9_002);

        assertThat(find(102)).satisfies(found -> {
            assertThat(found.verdict()).isEqualTo(Verdict.AT_LEAST_ONCE);
            assertThat(found.to()).isEqualTo(100);
            assertThat(found.text()).contains("the last 2 records");
        });
        assertExact(100, 100);
    }

    @Test
    void the_last_record_was_compacted_away_in_the_original() {
        fill(original, 0, 100);
        fill(copy, 0, 100);
        original.remove(49);

        assertExact(50, 49);
        original.remove(50);
        assertThat(find(50).verdict()).isEqualTo(Verdict.AT_LEAST_ONCE);
        assertThat(find(50).to()).isEqualTo(49);
    }

    @Test
    void equal_records_in_the_original() {
        original.add("a", 1).add("x", 2).add("x", 2).add("b", 3);
        copy.add("a", 1).add("x", 2).add("x", 2).add("b", 3);

        assertExact(4, 4);
        assertThat(find(2)).satisfies(found -> {
            assertThat(found.verdict()).isEqualTo(Verdict.AT_LEAST_ONCE);
            assertThat(found.to()).isEqualTo(1);
            assertThat(found.count()).isEqualTo(1);
        });
    }

    @Test
    void a_copy_with_timestamps_of_its_own_and_a_sync() {
        fill(original, 0, 10_000);
        for (int i = 0; i < 10_000; i++) {
            copy.add("record " + i, 90_000 + i, new RecordHeaders(), true);
        }
        syncs.add(new OffsetSync(3, 5));
        syncs.add(new OffsetSync(5_000, 5_000));

        assertExact(7_000, 7_000);
    }

    @Test
    void nothing_was_copied_or_nothing_is_left() {
        fill(original, 0, 10);

        assertExact(0, 0);
        fill(copy, 0, 10);
        copy.startAt(10);
        assertThat(find(10).verdict()).isEqualTo(Verdict.NOT_FOUND);
        assertThat(find(11).verdict()).isEqualTo(Verdict.NOT_FOUND);
    }

    /** Whatever the mirror has written again, a consumer has read all up to the furthest. */
    @Test
    void chance_never_lets_a_record_be_skipped() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            original = new MemoryLog();
            copy = new MemoryLog();
            // Some are longer than what is compared of the copy.
            int scale = seed % 20 == 0 ? 60 : 1;
            int size = 1 + random.nextInt(50 * scale);
            boolean hasEqualRecords = random.nextBoolean();
            int[] values =
                    random.ints(size, 0, hasEqualRecords ? 8 : 1_000_000_000).toArray();
            for (int value : values) {
                original.add("v" + value, value);
            }
            int furthest = 0;
            int readUpTo = 0;
            int next = 0;
            int readable = random.nextInt(80 * scale);
            while (next < size) {
                copy.add("v" + values[next], values[next]);
                next++;
                furthest = Math.max(furthest, next);
                readUpTo = copy.logEnd() <= readable ? furthest : readUpTo;
                next = random.nextInt(12 * scale) == 0 ? Math.max(0, next - random.nextInt(20 * scale)) : next;
            }

            SearchResult found = find(Math.min(readable, copy.logEnd()));

            Long to = found.to();
            if (to != null) {
                assertThat(to).as("seed %s: %s", seed, found).isLessThanOrEqualTo(readUpTo);
                assertThat(readUpTo - to).as("seed %s: %s", seed, found).isLessThanOrEqualTo(found.count());
            } else {
                assertThat(hasEqualRecords).as("seed %s: %s", seed, found).isTrue();
            }
        }
    }
}
