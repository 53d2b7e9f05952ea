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
import java.util.Set;
import java.util.TreeSet;

/** A journal of one file for each connector, in a folder for each source cluster, and beside it the file that is locked. */
final class DirectoryJournal implements Journal {

    private static final String ENTRY = ".json";
    private static final String LOCK = ".lock";

    private final Path directory;
    /** Closing a channel can take away the locks that others in this process have on its file, so these stay open. */
    private final List<FileChannel> refused = new ArrayList<>();

    DirectoryJournal(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public Optional<JournalEntry> load(String id) {
        try {
            return Optional.of(read(id, file(id, ENTRY)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", file(id, ENTRY), e);
        }
    }

    @Override
    public void save(JournalEntry entry) {
        Path file = file(entry.id(), ENTRY);
        try {
            OwnedFiles.createFolderOf(file);
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
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cluster, "*" + ENTRY)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                JournalEntry entry =
                        read(cluster.getFileName() + "/" + name.substring(0, name.length() - ENTRY.length()), file);
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
        Path file = file(id, LOCK);
        try {
            OwnedFiles.createFolderOf(file);
            return FileClaim.take(id, file, claimant, this::keepOpen);
        } catch (IOException e) {
            throw failed("lock", file, e);
        }
    }

    private void keepOpen(FileChannel channel) {
        synchronized (refused) {
            refused.add(channel);
        }
    }

    private static JournalEntry read(String id, Path file) throws IOException {
        String text = Files.readString(file);
        return new JournalEntry(id, JournalFormat.isOpen(text), text);
    }

    private Path file(String id, String suffix) {
        int slash = id.indexOf('/');
        return directory
                .resolve(FileNames.fitting(id.substring(0, Math.max(slash, 0)), ""))
                .resolve(FileNames.fitting(id.substring(slash + 1), suffix));
    }

    private static JournalException failed(String what, Path file, IOException cause) {
        return new JournalException(
                "the journal could not " + what + " " + file + ": " + cause,
                "See that the directory exists, that this process may write there, and that there is space",
                cause);
    }
}
