package io.connectmigrator.kafka.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Searches in partitions of chance, whose truth is known. */
class RandomSearchTest {

    private static final int SEEDS = Integer.getInteger("bridge.seeds", 5_000);

    /** With a small context the search has to read further, as it has to in larger partitions. */
    private static Limits limits(long seed) {
        return new Limits(100_000, 100_000_000, seed % 2 == 0 ? 64 : 4);
    }

    @Test
    void no_record_is_ever_skipped_and_what_is_exact_is_exact() {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        long first = Long.getLong("bridge.first", 1);
        for (long seed = first; seed < first + SEEDS; seed++) {
            MirroredPartition partition = new MirroredPartition(seed);
            long offset = partition.anyOffset();

            SearchResult result = new PartitionSearch(
                            partition.original(), partition.copy(), partition.syncs(), limits(seed))
                    .find(offset);

            assertThat(partition.wrong(offset, result, seed % 2 == 0))
                    .as("seed %s, offset %s: %s%n%s", seed, offset, result, partition)
                    .isNull();
            verdicts.merge(result.verdict(), 1, Integer::sum);
        }
        assertThat(verdicts.get(Verdict.EXACT)).isGreaterThan(SEEDS / 2);
    }
}
