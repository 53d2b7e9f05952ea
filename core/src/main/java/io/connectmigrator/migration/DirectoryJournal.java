package io.connectmigrator.migration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A journal of one file for each connector, in a folder for each source cluster, and beside it the file that is locked. */
final class DirectoryJournal implements Journal {

    private final Path directory;
    private final EntryFiles files;

    /** To close one of these would take away the lock that another object of this process has. */
    private final Queue<FileChannel> keptOpen = new ConcurrentLinkedQueue<>();

    DirectoryJournal(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.files = new EntryFiles(this.directory);
    }

    @Override
    public Optional<JournalEntry> load(String id) {
        Path file = files.text(id);
        try {
            return Optional.of(read(id, file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    @Override
    public void save(JournalEntry entry) {
        Path file = files.text(entry.id());
        try {
            OwnedFiles.createFolderOf(file);
            files.keep(entry.id());
            OwnedFiles.replace(file, entry.text());
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    @Override
    public List<JournalEntry> open() {
        List<JournalEntry> open = new ArrayList<>();
        try (DirectoryStream<Path> clusters = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path cluster : clusters) {
                addOpen(cluster, open);
            }
            return open;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failed("read", directory, e);
        }
    }

    private static void addOpen(Path cluster, List<JournalEntry> open) throws IOException {
        try (DirectoryStream<Path> texts = Files.newDirectoryStream(cluster, "*" + EntryFiles.TEXT)) {
            for (Path file : texts) {
                JournalEntry entry = read(EntryFiles.idOf(file), file);
                if (entry.open()) {
                    open.add(entry);
                }
            }
        }
    }

    @Override
    public Claim claim(Set<String> ids, Claimant claimant) {
        List<FileClaim> claims = new ArrayList<>();
        try {
            // Always in one order, so that of two who want the same ones, one gets them all.
            for (String id : new TreeSet<>(ids)) {
                claims.add(claim(id, claimant));
            }
        } catch (RuntimeException e) {
            claims.forEach(FileClaim::close);
            throw e;
        }
        return () -> claims.forEach(FileClaim::close);
    }

    private FileClaim claim(String id, Claimant claimant) {
        Path file = files.lock(id);
        try {
            OwnedFiles.createFolderOf(file);
            return FileClaim.take(id, file, claimant, keptOpen::add);
        } catch (IOException e) {
            throw failed("lock", file, e);
        }
    }

    private static JournalEntry read(String id, Path file) throws IOException {
        String text = Files.readString(file);
        return new JournalEntry(id, JournalFormat.isOpen(text), text);
    }

    private static JournalException failed(String what, Path file, IOException cause) {
        return new JournalException(
                "the journal could not " + what + " " + file + ": " + cause,
                "See that the directory exists, that this process may write there, and that there is space",
                cause);
    }
}
