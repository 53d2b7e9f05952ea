package io.connectmigrator.journal;

import io.connectmigrator.internal.OwnedFiles;
import io.connectmigrator.internal.Uninterrupted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A file that this process has locked. Another file beside it names the process: reading the locked file would release its
 * lock, since POSIX does so when the process closes any descriptor of it.
 */
final class FileClaim implements AutoCloseable {

    private static final String OWNER = ".owner";
    private static final String SINCE = " since ";

    private final String identity;
    private final FileChannel locked;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileClaim(String identity, FileChannel locked) {
        this.identity = identity;
        this.locked = locked;
    }

    /**
     * Locks a file, whose folder must exist.
     *
     * @throws ClaimedException if it is locked, by this process or another one
     */
    static FileClaim take(String id, Path file, LockOwner owner) throws IOException {
        Path ownerFile = file.resolveSibling(file.getFileName() + OWNER);
        Optional<FileClaim> locked = lock(file);
        if (locked.isEmpty()) {
            throw new ClaimedException(id, ownerIn(ownerFile));
        }
        FileClaim claim = locked.get();
        boolean done = false;
        try {
            OwnedFiles.replace(ownerFile, owner.name() + SINCE + owner.since());
            done = true;
            return claim;
        } finally {
            if (!done) {
                claim.close();
            }
        }
    }

    private static Optional<FileClaim> lock(Path file) throws IOException {
        @Nullable FileChannel created = create(file);
        String identity = LockFiles.identityOf(file);
        if (!LockFiles.reserve(identity)) {
            if (created != null) {
                // Another thread has locked the new file meanwhile: closing this channel would release that lock.
                LockFiles.keepOpen(created);
            }
            return Optional.empty();
        }
        Optional<FileClaim> claim = Optional.empty();
        try {
            claim = Uninterrupted.perform(() -> tryLock(
                    identity,
                    created != null && created.isOpen() ? created : OwnedFiles.open(file, StandardOpenOption.WRITE)));
            return claim;
        } finally {
            if (claim.isEmpty()) {
                LockFiles.free(identity);
            }
        }
    }

    /** {@return the open file, or null if it existed already} */
    private static @Nullable FileChannel create(Path file) throws IOException {
        try {
            return OwnedFiles.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    private static Optional<FileClaim> tryLock(String identity, FileChannel channel) throws IOException {
        LockFiles.keepOpen(channel);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new FileClaim(identity, channel));
            }
        } catch (OverlappingFileLockException e) {
            // This JVM has the lock without a reservation. The channel stays open until the JVM ends.
            return Optional.empty();
        } catch (IOException e) {
            LockFiles.close(channel);
            throw e;
        }
        LockFiles.close(channel);
        return Optional.empty();
    }

    private static @Nullable LockOwner ownerIn(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            int since = text.lastIndexOf(SINCE);
            return new LockOwner(text.substring(0, since), Instant.parse(text.substring(since + SINCE.length())));
        } catch (NoSuchFileException | IndexOutOfBoundsException | DateTimeParseException e) {
            // The owner has not written its name yet.
            return null;
        }
    }

    /** Releases the lock. A second call does nothing, since another claim may have locked the file by then. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            LockFiles.close(locked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            LockFiles.free(identity);
        }
    }
}
