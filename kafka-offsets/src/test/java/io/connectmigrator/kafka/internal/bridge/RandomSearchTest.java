package io.connectmigrator.kafka.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Searches in partitions of chance, whose truth is known. */
class RandomSearchTest {

    private static final int SEEDS = Integer.getInteger("bridge.seeds", 1_500);
    private static final int ALL = 64;

    /** With a small context what is read of small partitions is as little of them as is read of large ones otherwise. */
    private static int context(long seed) {
        return Integer.getInteger("bridge.context", seed % 2 == 0 ? ALL : seed % 3 == 0 ? 1 : 4);
    }

    @Test
    void no_record_is_ever_skipped_and_what_is_exact_is_exact() {
        assertThat(verdicts(MirroredPartition::new).get(Verdict.EXACT)).isGreaterThan(SEEDS / 2);
    }

    @Test
    void no_record_is_ever_skipped_where_most_are_equal() {
        int most = Integer.getInteger("bridge.most", 200);

        assertThat(verdicts(seed -> MirroredPartition.ofEqualRecords(seed, most)))
                .containsKeys(Verdict.values());
    }

    /** A consumer is further behind than is read, and partitions are longer than the limit: what was not read is not known. */
    @Test
    void what_is_exact_is_exact_where_the_limit_leaves_most_unread() {
        int most = Integer.getInteger("bridge.most", 400);

        Map<Verdict, Integer> verdicts =
                verdicts(seed -> MirroredPartition.ofMostRecords(seed, most), RandomSearchTest::small);

        assertThat(verdicts).containsKeys(Verdict.values());
        assertThat(verdicts.get(Verdict.EXACT)).isGreaterThan(SEEDS / 10);
    }

    @Test
    void no_record_is_ever_skipped_where_records_come_round_again_beyond_the_limit() {
        int most = Integer.getInteger("bridge.most", 400);

        assertThat(verdicts(seed -> MirroredPartition.ofRecurringRecords(seed, most), RandomSearchTest::small))
                .containsKeys(Verdict.values());
    }

    private static Limits small(long seed) {
        return new Limits(
                Integer.getInteger("bridge.limit", 1 + (int) (seed * 31 % 300)),
                seed % 5 == 0 ? 100 + seed * 17 % 3_000 : 100_000_000,
                1);
    }

    private static Map<Verdict, Integer> verdicts(LongFunction<MirroredPartition> made) {
        return verdicts(made, seed -> new Limits(100_000, 100_000_000, context(seed)));
    }

    private static Map<Verdict, Integer> verdicts(LongFunction<MirroredPartition> made, LongFunction<Limits> bounds) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        long first = Long.getLong("bridge.first", 1);
        for (long seed = first; seed < first + SEEDS; seed++) {
            MirroredPartition partition = made.apply(seed);
            long offset = partition.anyOffset();
            Limits limits = bounds.apply(seed);

            SearchResult result =
                    new PartitionSearch(partition.original(), partition.copy(), partition.syncs(), limits).find(offset);

            String wrong = partition.wrong(offset, result, limits.context() == ALL);
            if (wrong != null) {
                fail("seed " + seed + ", offset " + offset + ": " + wrong + ": " + result + "\n" + partition);
            }
            verdicts.merge(result.verdict(), 1, Integer::sum);
        }
        return verdicts;
    }
}
