package io.connectmigrator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.contract.JournalContract;
import io.connectmigrator.lab.contract.StoredEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two journals on one directory stand for two processes. DirectoryLockTest has the locks between real processes. */
class DirectoryJournalTest extends JournalContract {

    private static final LockOwner CLAIMANT = new LockOwner("pid 1", Instant.EPOCH);
    private static final JournalEntry ENTRY = new JournalEntry("legacy/orders", "{\"open\":true}");

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
        StoredEntries.save(journal, ENTRY);

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
            StoredEntries.save(journal, new JournalEntry(id, "{\"open\":true}"));
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
    void files_left_by_a_crash_do_no_harm() throws IOException {
        StoredEntries.save(journal, ENTRY);
        Path leftover = directory.resolve("legacy").resolve("orders.json.tmp");
        Files.writeString(leftover, "{\"open\":tr");
        JournalEntry next = new JournalEntry(ENTRY.id(), "{\"open\":true,\"next\":1}");

        assertThat(StoredEntries.load(journal, ENTRY.id())).contains(ENTRY);
        assertThat(journal.open()).containsExactly(ENTRY);
        StoredEntries.save(journal, next);

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
                            refusal -> assertThat(refusal.owner()).contains(CLAIMANT));
        }
    }

    @Test
    void a_file_that_cannot_be_read_hides_no_other_and_is_listed_as_open() throws IOException {
        JournalEntry broken = new JournalEntry("legacy/invoices", "{\"open\":true}");
        StoredEntries.save(journal, ENTRY);
        StoredEntries.save(journal, broken);
        Files.write(directory.resolve(broken.id() + ".json"), new byte[] {'{', (byte) 0xFF});

        assertThat(journal.open()).containsExactlyInAnyOrder(ENTRY, new JournalEntry(broken.id(), ""));
        assertThat(StoredEntries.load(journal, ENTRY.id())).contains(ENTRY);
        assertThatThrownBy(() -> StoredEntries.load(journal, broken.id()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("invoices.json");
    }

    @Test
    void files_that_vanish_after_they_were_listed_hide_no_other() throws Exception {
        List<JournalEntry> kept = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            JournalEntry entry = new JournalEntry("legacy/kept-" + i, "{\"open\":true}");
            StoredEntries.save(journal, entry);
            kept.add(entry);
        }
        Path vanishing = directory.resolve("legacy").resolve("vanishing.json");
        AtomicBoolean done = new AtomicBoolean();
        Thread remover = new Thread(() -> {
            while (!done.get()) {
                try {
                    Files.writeString(vanishing, "{\"open\":false}");
                    Files.deleteIfExists(vanishing);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        remover.start();
        try {
            for (int i = 0; i < 60; i++) {
                assertThat(journal.open().stream().filter(entry -> !entry.id().equals("legacy/vanishing")))
                        .containsExactlyInAnyOrderElementsOf(kept);
            }
        } finally {
            done.set(true);
            remover.join();
        }
    }

    @Test
    void a_listed_file_that_cannot_be_opened_hides_no_other() throws IOException {
        StoredEntries.save(journal, ENTRY);
        Files.createSymbolicLink(directory.resolve("legacy").resolve("gone.json"), temporary.resolve("nowhere"));

        assertThat(journal.open()).containsExactly(ENTRY);
    }

    @Test
    void an_interrupt_breaks_neither_claim_nor_write_nor_reading_and_is_there_again_afterwards() {
        List<JournalEntry> read;
        Thread.currentThread().interrupt();
        boolean interrupted;
        try (Journal.Claim claim = journal.claim(Set.of(ENTRY.id()), CLAIMANT)) {
            StoredEntries.save(journal, ENTRY);
            claim.requireHeld();
            read = journal.open();
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).isTrue();
        assertThat(read).containsExactly(ENTRY);
        assertThat(StoredEntries.load(other, ENTRY.id())).contains(ENTRY);
        other.claim(Set.of(ENTRY.id()), CLAIMANT).close();
    }

    @Test
    void interrupts_that_come_while_it_writes_break_nothing() throws InterruptedException {
        Thread writer = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        Thread interrupter = new Thread(() -> {
            while (!done.get()) {
                writer.interrupt();
                LockSupport.parkNanos(200_000);
            }
        });
        interrupter.start();
        try {
            for (int i = 0; i < 30; i++) {
                JournalEntry entry = new JournalEntry(ENTRY.id(), "{\"open\":true,\"step\":" + i + "}");
                StoredEntries.save(journal, entry);
                assertThat(StoredEntries.load(journal, ENTRY.id())).contains(entry);
            }
        } finally {
            done.set(true);
            while (interrupter.isAlive()) {
                Thread.interrupted();
                Thread.onSpinWait();
            }
            Thread.interrupted();
        }
    }

    @Test
    void ids_that_differ_only_in_case_share_no_file_on_any_file_system() throws IOException {
        for (String id : List.of("legacy/orders", "legacy/Orders", "Legacy/orders", "LEGACY/ORDERS")) {
            journal.claim(Set.of(id), CLAIMANT).close();
            StoredEntries.save(journal, new JournalEntry(id, "{\"open\":true}"));
        }

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> directory.relativize(file).toString().toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates();
        }
        assertThat(other.open())
                .extracting(JournalEntry::id)
                .containsExactlyInAnyOrder("legacy/orders", "legacy/Orders", "Legacy/orders", "LEGACY/ORDERS");
    }

    @Test
    void a_directory_that_cannot_be_written_is_named() throws IOException {
        Files.createDirectories(temporary.resolve("parent"));
        Files.writeString(directory, "a file");

        assertThatThrownBy(() -> StoredEntries.save(journal, ENTRY))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(directory.toString());
    }
}
