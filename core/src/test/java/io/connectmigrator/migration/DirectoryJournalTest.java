package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.contract.JournalContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two objects on one directory stand for two processes; the locks of two real ones are the operating system's. */
class DirectoryJournalTest extends JournalContract {

    private static final Claimant CLAIMANT = new Claimant("pid 1", Instant.EPOCH);
    private static final JournalEntry ENTRY = new JournalEntry("legacy/orders", true, "{\"open\":true}");

    @TempDir
    private Path temporary;

    private Path directory = Path.of("");
    private Journal journal = Journal.inMemory();
    private Journal other = Journal.inMemory();

    @BeforeEach
    void name_a_directory_that_is_not_there_yet() {
        directory = temporary.resolve("parent").resolve("migrations");
        journal = Journal.directory(directory);
        other = Journal.directory(directory);
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Journal journalOfAnotherProcess() {
        return other;
    }

    @Test
    void only_their_owner_can_read_the_files() throws IOException {
        journal.claim(Set.of(ENTRY.id()), CLAIMANT).close();
        journal.save(ENTRY);

        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertThat(permissions).as(file.toString()).endsWith("------");
            }
        }
    }

    @Test
    void nothing_is_written_outside_of_the_directory() throws IOException {
        for (String id : List.of("../..", "../orders", "..", "./orders", "/orders")) {
            journal.claim(Set.of(id), CLAIMANT).close();
            journal.save(new JournalEntry(id, true, "{\"open\":true}"));
        }

        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> {
                Path inside = directory.relativize(file);
                assertThat(inside.getNameCount()).as(file.toString()).isEqualTo(2);
                assertThat(inside).isEqualTo(inside.normalize());
            });
        }
    }

    @Test
    void what_a_crash_has_left_of_a_file_harms_nobody() throws IOException {
        journal.save(ENTRY);
        Path leftover = directory.resolve("legacy").resolve("orders.json.tmp");
        Files.writeString(leftover, "{\"open\":tr");
        JournalEntry next = new JournalEntry(ENTRY.id(), true, "{\"open\":true,\"next\":1}");

        assertThat(journal.load(ENTRY.id())).contains(ENTRY);
        assertThat(journal.open()).containsExactly(ENTRY);
        journal.save(next);

        assertThat(journal.open()).containsExactly(next);
        assertThat(leftover).doesNotExist();
    }

    @Test
    void the_same_directory_by_another_name_has_the_same_claims() throws IOException {
        Files.createDirectories(directory);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory);
        try (Journal.Claim claim = journal.claim(Set.of(ENTRY.id()), CLAIMANT)) {
            claim.requireHeld();

            assertThatThrownBy(() -> Journal.directory(link).claim(Set.of(ENTRY.id()), CLAIMANT))
                    .isInstanceOfSatisfying(
                            ClaimedException.class,
                            refusal -> assertThat(refusal.claimant()).contains(CLAIMANT));
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_named() throws IOException {
        Files.createDirectories(temporary.resolve("parent"));
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> journal.save(ENTRY))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(directory.toString());
    }
}
