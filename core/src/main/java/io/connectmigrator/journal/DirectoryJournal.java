package io.connectmigrator.journal;

import io.connectmigrator.internal.FileErrors;
import io.connectmigrator.internal.OwnedFiles;
import io.connectmigrator.internal.Sha256;
import io.connectmigrator.internal.Uninterrupted;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal with one folder for each source cluster, and in it an entry and a lock file for each connector. */
final class DirectoryJournal implements Journal {

    private static final Logger log = LoggerFactory.getLogger(DirectoryJournal.class);

    private final Path directory;
    private final EntryFiles files;

    DirectoryJournal(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.files = new EntryFiles(this.directory);
    }

    @Override
    public Optional<VersionedEntry> load(String id) {
        Path file = files.entry(id);
        try {
            JournalEntry entry = read(id, file);
            return Optional.of(new VersionedEntry(entry, versionOf(entry)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** The claim keeps others from writing between the comparison and the write. */
    @Override
    public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        Path file = files.entry(entry.id());
        @Nullable String version = load(entry.id()).map(VersionedEntry::version).orElse(null);
        if (!Objects.equals(version, expectedVersion)) {
            return Optional.empty();
        }
        try {
            OwnedFiles.createFolderOf(file);
            files.keep(entry.id());
            OwnedFiles.replace(file, entry.text());
            return Optional.of(versionOf(entry));
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    /** Of the text, so that a file that was restored or edited by hand has another version. */
    private static String versionOf(JournalEntry entry) {
        return Sha256.hex(entry.text());
    }

    @Override
    public List<JournalEntry> open() {
        List<JournalEntry> open = new ArrayList<>();
        try {
            for (Path cluster : listed(directory, Files::isDirectory)) {
                addOpen(cluster, open);
            }
            return open;
        } catch (IOException e) {
            throw failed("read", directory, e);
        }
    }

    private static void addOpen(Path cluster, List<JournalEntry> open) {
        try {
            for (Path file : listed(cluster, EntryFiles::isEntry)) {
                listed(file).filter(JournalEntry::open).ifPresent(open::add);
            }
        } catch (IOException e) {
            log.debug("the folder {} of the journal cannot be read", cluster, e);
            open.add(unreadable(EntryFiles.idByName(cluster, "")));
        }
    }

    /** {@return the files in a directory; none if it does not exist} */
    private static List<Path> listed(Path directory, DirectoryStream.Filter<Path> filter) throws IOException {
        List<Path> listed = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, filter)) {
            paths.forEach(listed::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return listed;
    }

    /** {@return the entry in a file, unless the file was removed after it had been listed} */
    private static Optional<JournalEntry> listed(Path file) {
        try {
            return Optional.of(read(EntryFiles.idOf(file), file));
        } catch (IOException e) {
            if (e instanceof NoSuchFileException && Files.notExists(file)) {
                return Optional.empty();
            }
            log.debug("the file {} of the journal cannot be read", file, e);
            return Optional.of(unreadable(EntryFiles.idByName(file)));
        }
    }

    private static JournalEntry unreadable(String id) {
        return new JournalEntry(id, "");
    }

    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        List<FileClaim> claims = new ArrayList<>();
        boolean done = false;
        try {
            // Always in the same order, so that one of two calls that want the same entries gets them all.
            for (String id : new TreeSet<>(ids)) {
                claims.add(claim(id, owner));
            }
            done = true;
        } finally {
            if (!done) {
                close(claims);
            }
        }
        return () -> close(claims);
    }

    private FileClaim claim(String id, LockOwner owner) {
        Path file = files.lock(id);
        try {
            OwnedFiles.createFolderOf(file);
            return FileClaim.take(id, file, owner);
        } catch (IOException e) {
            throw failed("lock", file, e);
        }
    }

    /** Closes all claims, even if one of them fails. */
    private static void close(List<FileClaim> claims) {
        for (FileClaim claim : claims) {
            try {
                claim.close();
            } catch (RuntimeException e) {
                log.warn(
                        "the lock of an entry of the journal could not be released; it ends with this process at the latest",
                        e);
            }
        }
    }

    private static JournalEntry read(String id, Path file) throws IOException {
        String text = Uninterrupted.perform(() -> Files.readString(file));
        return new JournalEntry(id, text);
    }

    private static JournalException failed(String what, Path file, IOException cause) {
        return new JournalException(
                "the journal could not " + what + " " + file + ": " + FileErrors.reason(cause),
                "Check that the directory exists, that this process may write there, and that there is space",
                cause);
    }
}
