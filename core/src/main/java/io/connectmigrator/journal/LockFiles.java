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
 * The lock files that this JVM has open. POSIX drops all locks of a process on a file as soon as the process closes any
 * descriptor of that file, so a file that is locked in this JVM must not be opened a second time: the second descriptor would be
 * closed one day, if only by the garbage collector.
 *
 * <p>Which files are reserved is kept in the system properties, one property for each file, since that is the only map that
 * all class loaders of a JVM share: two applications of one container may each have a copy of this library. Thread-safe.
 */
final class LockFiles {

    private static final String RESERVED = "io.connectmigrator.lock ";

    /** Channels of lock files. Those that may not be closed while this JVM lives stay here, out of the collector's reach. */
    private static final Set<FileChannel> OPEN = ConcurrentHashMap.newKeySet();

    private LockFiles() {}

    /**
     * {@return what tells a file from all others, whatever path leads to it} Does not open the file. On a file system that is
     * not the default one, such as a zip file, it is the path: other processes are not kept away there anyhow.
     *
     * @throws IOException if the file is not there, or its attributes cannot be read
     */
    static String identityOf(Path file) throws IOException {
        if (file.getFileSystem() != FileSystems.getDefault()) {
            return file.toAbsolutePath().normalize().toUri().toString();
        }
        @Nullable
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath().toString() : key.toString();
    }

    /** {@return whether the file was free in this JVM, and is now reserved for the caller alone} */
    static boolean reserve(String identity) {
        return System.getProperties().putIfAbsent(RESERVED + identity, "") == null;
    }

    /** Ends a reservation. Whatever channel of the file the caller had must be closed by then. */
    static void free(String identity) {
        System.getProperties().remove(RESERVED + identity);
    }

    /** Keeps a channel from the garbage collector, which would close it, until it is {@linkplain #close closed}. */
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
