package io.connectmigrator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceTallyTest {

    @TempDir
    private Path directory;

    @Test
    void a_whole_sequence_is_exactly_once_in_whatever_order_it_comes() throws IOException {
        SequenceTally tally = tally("a 1", "a 0", "b 0", "a 2");

        assertThat(tally.exactlyOnce()).isTrue();
        assertThat(tally.last()).containsEntry("a", 2L).containsEntry("b", 0L);
        assertThat(tally).hasToString("4 records in 2 sequences, 0 missing, 0 doubled");
    }

    @Test
    void gaps_are_missing_the_beginning_included() throws IOException {
        SequenceTally tally = tally("a 2", "a 3", "a 6", "a 8");

        assertThat(tally.exactlyOnce()).isFalse();
        assertThat(tally.missing()).isEqualTo(5);
        assertThat(tally).hasToString("4 records in 1 sequences, 5 missing, 0 doubled\n  a: 0-8, missing 0-1, 4-5, 7");
    }

    @Test
    void what_comes_again_is_doubled() throws IOException {
        SequenceTally tally = tally("a 0", "a 1", "a 2", "a 1", "a 2", "a 2", "a 3");

        assertThat(tally.exactlyOnce()).isFalse();
        assertThat(tally.doubled()).isEqualTo(3);
        assertThat(tally)
                .hasToString("7 records in 1 sequences, 0 missing, 3 doubled\n  a: 0-3, doubled 1-2 (3 too many)");
    }

    @Test
    void numbers_of_one_sequence_are_tallied_in_whatever_order_they_come() {
        SequenceTally tally = SequenceTally.of("a", List.of(3L, 0L, 0L));

        assertThat(tally)
                .hasToString(
                        "3 records in 1 sequences, 2 missing, 1 doubled\n  a: 0-3, missing 1-2, doubled 0 (1 too many)");
        assertThat(SequenceTally.of("a", List.of()).exactlyOnce()).isFalse();
    }

    @Test
    void nothing_at_all_is_not_exactly_once() {
        assertThat(SequenceReader.sinkFile(directory.resolve("never written")).exactlyOnce())
                .isFalse();
    }

    @Test
    void places_in_kafka_are_told_apart_by_partition() throws IOException {
        Path file = directory.resolve("out");
        Files.writeString(file, "t\t0\t0\tk\tx\nt\t1\t0\tk\ty\nt\t1\t1\tk\tz\n");

        assertThat(SequenceReader.sinkFileOffsets(file).last())
                .containsEntry("t-0", 0L)
                .containsEntry("t-1", 1L);
    }

    private SequenceTally tally(String... records) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < records.length; i++) {
            lines.append("topic\t0\t")
                    .append(i)
                    .append('\t')
                    .append(records[i].replace(' ', '\t'))
                    .append('\n');
        }
        Path file = directory.resolve("out");
        Files.writeString(file, lines);
        return SequenceReader.sinkFile(file);
    }
}
