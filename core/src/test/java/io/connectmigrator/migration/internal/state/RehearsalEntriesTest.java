package io.connectmigrator.migration.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Rehearsal.Kind;
import io.connectmigrator.readiness.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal keeps the latest success of each kind for each shape, and lists none of them as open. */
class RehearsalEntriesTest {

    private static final Shape SHAPE = new Shape("Source", "1.0", "1.1", "legacy", "cloud", "REST, REST", false, "");
    private static final Shape OTHER = new Shape("Source", "1.0", "1.2", "legacy", "cloud", "REST, REST", false, "");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    @TempDir
    private Path directory;

    private RehearsalEntries entries() {
        return new RehearsalEntries(Journal.directory(directory));
    }

    private static Rehearsal rehearsal(Kind kind, int minute, boolean complete) {
        return new Rehearsal(kind, SHAPE, "orders", NOON.plus(Duration.ofMinutes(minute)), complete);
    }

    @Test
    void nothing_is_known_of_a_shape_that_was_never_tried() {
        entries().add(rehearsal(Kind.MOVED, 0, true));

        assertThat(entries().of(OTHER)).isEmpty();
    }

    @Test
    void the_latest_of_each_kind_is_kept_for_other_processes() {
        Rehearsal moved = rehearsal(Kind.MOVED, 1, true);
        Rehearsal later = rehearsal(Kind.REHEARSED, 2, true);
        entries().add(rehearsal(Kind.REHEARSED, 0, true));
        entries().add(moved);
        entries().add(later);

        assertThat(entries().of(SHAPE)).containsExactlyInAnyOrder(moved, later);
    }

    @Test
    void one_that_left_out_a_part_does_not_replace_a_complete_one() {
        Rehearsal complete = rehearsal(Kind.REHEARSED, 0, true);
        Rehearsal inPart = rehearsal(Kind.REHEARSED, 1, false);
        entries().add(complete);
        entries().add(inPart);

        assertThat(entries().of(SHAPE)).containsExactly(complete, inPart);

        Rehearsal completeAgain = rehearsal(Kind.REHEARSED, 2, true);
        entries().add(completeAgain);

        assertThat(entries().of(SHAPE)).containsExactly(completeAgain);
    }

    @Test
    void they_are_no_open_migrations() {
        entries().add(rehearsal(Kind.MOVED, 0, true));

        assertThat(Journal.directory(directory).open()).isEmpty();
        assertThat(new OpenEntries(Journal.directory(directory)).all()).isEmpty();
    }

    @Test
    void an_entry_that_cannot_be_read_says_so() {
        Journal journal = Journal.inMemory();
        journal.save(
                new JournalEntry(RehearsalEntries.id(SHAPE), "{\"format\":1,\"rehearsals\":[{\"kind\":\"FLOWN\"}]}"),
                null);

        assertThatThrownBy(() -> new RehearsalEntries(journal).of(SHAPE))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(RehearsalEntries.id(SHAPE));
    }
}
