package io.connectmigrator.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock files that this JVM has open. POSIX releases all locks of a process on a file when the process closes any descriptor
 * of the file, so a file that is locked in this JVM must not be opened again: the second descriptor would be closed some time,
 * at the latest by the garbage collector.
 *
 * <p>Each reserved file is a system property, since system properties are the only map that all class loaders of a JVM share:
 * two applications in one container may each have a copy of this library. Thread-safe.
 */
final class LockFiles {

    private static final String RESERVED = "io.connectmigrator.lock ";

    /** Channels of lock files that the garbage collector must not close. */
    private static final Set<FileChannel> OPEN = ConcurrentHashMap.newKeySet();

    private LockFiles() {}

    /**
     * {@return an identifier of the file that is the same for all paths to it} Does not open the file. On a file system other
     * than the default one, such as a zip file, it is the path: those have no locks between processes.
     *
     * @throws IOException if the file does not exist, or its attributes cannot be read
     */
    static String identityOf(Path file) throws IOException {
        if (file.getFileSystem() != FileSystems.getDefault()) {
            return file.toAbsolutePath().normalize().toUri().toString();
        }
        @Nullable
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath().toString() : key.toString();
    }

    /** {@return whether the file was free in this JVM and is now reserved for the caller} */
    static boolean reserve(String identity) {
        return System.getProperties().putIfAbsent(RESERVED + identity, "") == null;
    }

    /** Ends a reservation. The caller must have closed all its channels of the file. */
    static void free(String identity) {
        System.getProperties().remove(RESERVED + identity);
    }

    /** Prevents the garbage collector from closing a channel until it is {@linkplain #close closed}. */
    static void keepOpen(FileChannel channel) {
        OPEN.add(channel);
    }

    static void close(FileChannel channel) throws IOException {
        try {
            channel.close();
        } finally {
            OPEN.remove(channel);
        }
    }
}
