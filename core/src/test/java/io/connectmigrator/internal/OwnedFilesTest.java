package io.connectmigrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.lab.contract.StoredEntries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on file systems that are not the default one: a zip file opens no directory, and knows owners only if asked to. */
class OwnedFilesTest {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_file_is_replaced_where_no_directory_can_be_forced_to_the_disk(boolean withOwners) throws IOException {
        try (FileSystem zip = zip(withOwners)) {
            Path file = zip.getPath("/reports/first.html");
            OwnedFiles.createFolderOf(file);

            OwnedFiles.replace(file, "first");
            OwnedFiles.replace(file, "second");

            assertThat(Files.readString(file)).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_journal_keeps_its_entries_there(boolean withOwners) throws IOException {
        JournalEntry entry = new JournalEntry("legacy/orders", "{\"open\":true}");
        try (FileSystem zip = zip(withOwners)) {
            Journal journal = Journal.directory(zip.getPath("/migrations"));
            try (Journal.Claim claim = journal.claim(Set.of(entry.id()), new LockOwner("pid 1", Instant.EPOCH))) {
                StoredEntries.save(journal, entry);
                claim.requireHeld();
            }

            assertThat(StoredEntries.load(journal, entry.id())).contains(entry);
            assertThat(journal.open()).containsExactly(entry);
        }
    }

    @Test
    void an_interrupt_breaks_no_write_and_is_there_again_afterwards() throws IOException {
        Path file = temporary.resolve("report.html");
        boolean interrupted;
        Thread.currentThread().interrupt();
        try {
            OwnedFiles.replace(file, "text");
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).isTrue();
        assertThat(Files.readString(file)).isEqualTo("text");
    }

    private FileSystem zip(boolean withOwners) throws IOException {
        Map<String, Object> settings =
                Map.of("create", "true", "enablePosixFileAttributes", String.valueOf(withOwners));
        return FileSystems.newFileSystem(
                URI.create("jar:" + temporary.resolve("files.zip").toUri()), settings);
    }
}
