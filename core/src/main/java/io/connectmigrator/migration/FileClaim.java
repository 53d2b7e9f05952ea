package io.connectmigrator.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A file that this process has locked. It says who locked it, and stays when it is unlocked. */
final class FileClaim implements AutoCloseable {

    private static final String SINCE = " since ";

    /** The operating system knows only processes, and lets go of a lock when its process closes the file it opened elsewhere. */
    private static final Map<Path, Claimant> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    /** Files that classes of another loader have locked: to close them would take these locks away. */
    private static final Queue<FileChannel> KEPT_OPEN = new ConcurrentLinkedQueue<>();

    private final Path file;
    private final FileChannel locked;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileClaim(Path file, FileChannel locked) {
        this.file = file;
        this.locked = locked;
    }

    /**
     * Locks a file. Its folder must be there.
     *
     * @throws ClaimedException if it is locked
     */
    static FileClaim take(String id, Path file, Claimant claimant) throws IOException {
        Path real = realPath(file);
        Claimant other = IN_THIS_PROCESS.putIfAbsent(real, claimant);
        if (other != null) {
            throw new ClaimedException(id, other);
        }
        boolean done = false;
        try {
            FileClaim claim = new FileClaim(real, lock(id, real));
            claim.sign(claimant);
            done = true;
            return claim;
        } finally {
            if (!done) {
                IN_THIS_PROCESS.remove(real);
            }
        }
    }

    /** One file may have several paths. */
    private static Path realPath(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder.toRealPath().resolve(file.getFileName());
    }

    private static FileChannel lock(String id, Path file) throws IOException {
        FileChannel channel = OwnedFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            KEPT_OPEN.add(channel);
            throw new ClaimedException(id, null);
        }
        channel.close();
        throw new ClaimedException(id, claimantIn(file));
    }

    private void sign(Claimant claimant) throws IOException {
        boolean done = false;
        try {
            locked.truncate(0);
            locked.write(
                    ByteBuffer.wrap((claimant.name() + SINCE + claimant.since()).getBytes(StandardCharsets.UTF_8)));
            done = true;
        } finally {
            if (!done) {
                locked.close();
            }
        }
    }

    private static @Nullable Claimant claimantIn(Path file) throws IOException {
        String text = Files.readString(file);
        int since = text.lastIndexOf(SINCE);
        try {
            return since < 0
                    ? null
                    : new Claimant(text.substring(0, since), Instant.parse(text.substring(since + SINCE.length())));
        } catch (DateTimeParseException e) {
            // It is being written just now.
            return null;
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            locked.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            IN_THIS_PROCESS.remove(file);
        }
    }
}
