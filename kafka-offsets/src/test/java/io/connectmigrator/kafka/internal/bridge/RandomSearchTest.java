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

    private static final int SEEDS = Integer.getInteger("bridge.seeds", 5_000);
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

    private static Map<Verdict, Integer> verdicts(LongFunction<MirroredPartition> made) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        long first = Long.getLong("bridge.first", 1);
        for (long seed = first; seed < first + SEEDS; seed++) {
            MirroredPartition partition = made.apply(seed);
            long offset = partition.anyOffset();
            int context = context(seed);

            SearchResult result = new PartitionSearch(
                            partition.original(),
                            partition.copy(),
                            partition.syncs(),
                            new Limits(100_000, 100_000_000, context))
                    .find(offset);

            String wrong = partition.wrong(offset, result, context == ALL);
            if (wrong != null) {
                fail("seed " + seed + ", offset " + offset + ": " + wrong + ": " + result + "\n" + partition);
            }
            verdicts.merge(result.verdict(), 1, Integer::sum);
        }
        return verdicts;
    }
}
