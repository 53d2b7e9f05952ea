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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file that this process has locked. It says who locked it, and stays when it is unlocked. */
final class FileClaim implements AutoCloseable {

    private static final String SINCE = " since ";

    private final FileChannel locked;

    private FileClaim(FileChannel locked) {
        this.locked = locked;
    }

    /**
     * Locks a file.
     *
     * @param keepOpen takes a channel that must not be closed, since another one of this process has locked the file
     * @throws ClaimedException if it is locked
     */
    static FileClaim take(String id, Path file, Claimant claimant, Consumer<FileChannel> keepOpen) throws IOException {
        FileChannel channel = OwnedFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new ClaimedException(id, claimantIn(file));
            }
        } catch (OverlappingFileLockException e) {
            keepOpen.accept(channel);
            throw new ClaimedException(id, null);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((claimant.name() + SINCE + claimant.since()).getBytes(StandardCharsets.UTF_8)));
        return new FileClaim(channel);
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
        try {
            locked.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
