package io.connectmigrator.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that this process has locked. Another file beside it says who that is: to read the locked one would take its lock
 * away, since the operating system lets go of it when the process closes the file anywhere.
 */
final class FileClaim implements AutoCloseable {

    private static final String OWNER = ".owner";
    private static final String SINCE = " since ";

    private final FileChannel locked;

    private FileClaim(FileChannel locked) {
        this.locked = locked;
    }

    /**
     * Locks a file. Its folder must be there.
     *
     * @param keepOpen takes a channel that must not be closed, since this process has locked its file elsewhere
     * @throws ClaimedException if it is locked
     */
    static FileClaim take(String id, Path file, Claimant claimant, Consumer<FileChannel> keepOpen) throws IOException {
        Path owner = file.resolveSibling(file.getFileName() + OWNER);
        FileChannel channel = OwnedFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new ClaimedException(id, claimantIn(owner));
            }
        } catch (OverlappingFileLockException e) {
            keepOpen.accept(channel);
            throw new ClaimedException(id, claimantIn(owner));
        }
        FileClaim claim = new FileClaim(channel);
        try {
            OwnedFiles.replace(owner, claimant.name() + SINCE + claimant.since());
            return claim;
        } catch (IOException e) {
            claim.close();
            throw e;
        }
    }

    private static @Nullable Claimant claimantIn(Path owner) throws IOException {
        try {
            String text = Files.readString(owner);
            int since = text.lastIndexOf(SINCE);
            return new Claimant(text.substring(0, since), Instant.parse(text.substring(since + SINCE.length())));
        } catch (NoSuchFileException | IndexOutOfBoundsException | DateTimeParseException e) {
            // It locked the file only just now.
            return null;
        }
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        try {
            locked.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
