package io.connectmigrator.kafka.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import org.junit.jupiter.api.Test;

class SameOffsetSearchTest {

    private final MemoryLog original = new MemoryLog();
    private final MemoryLog copy = new MemoryLog();

    private Verdict verdict(long offset) {
        return new SameOffsetSearch(original, copy).find(offset).verdict();
    }

    private static void fill(MemoryLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.add("record " + i, i);
        }
    }

    @Test
    void the_same_records() {
        fill(original, 0, 1_000);
        fill(copy, 0, 1_000);

        assertThat(verdict(1_000)).isEqualTo(Verdict.EXACT);
        assertThat(verdict(0)).isEqualTo(Verdict.EXACT);
        assertThat(verdict(1_001)).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    void an_offset_that_the_copy_does_not_have_yet_or_any_more() {
        fill(original, 0, 1_000);
        fill(copy, 0, 500);
        copy.startAt(100);

        assertThat(verdict(501)).isEqualTo(Verdict.NOT_MIRRORED);
        assertThat(verdict(500)).isEqualTo(Verdict.EXACT);
        assertThat(verdict(99)).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    void other_records_behind_the_offset_before_it_or_far_before_it() {
        fill(original, 0, 1_000);
        fill(copy, 0, 950);
        fill(copy, 951, 1_001);

        assertThat(verdict(945)).isEqualTo(Verdict.NOT_FOUND);
        assertThat(verdict(955)).isEqualTo(Verdict.NOT_FOUND);
        assertThat(verdict(600)).isEqualTo(Verdict.EXACT);
    }

    @Test
    void a_copy_that_only_agrees_around_the_offset() {
        original.add("first", 0);
        copy.add("other", 0);
        fill(original, 1, 1_000);
        fill(copy, 1, 1_000);

        assertThat(verdict(1_000)).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    void nothing_to_compare() {
        assertThat(verdict(0)).isEqualTo(Verdict.EXACT);
        fill(original, 0, 10);
        fill(copy, 0, 10);
        original.startAt(10);
        assertThat(verdict(10)).isEqualTo(Verdict.EXACT);
        copy.add("more", 1);
        assertThat(verdict(10)).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    void compaction_that_went_further_on_one_side() {
        fill(original, 0, 100);
        fill(copy, 0, 100);
        original.remove(50).remove(49);
        copy.remove(51);

        assertThat(verdict(50)).isEqualTo(Verdict.EXACT);
    }
}
