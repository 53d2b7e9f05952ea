package io.connectmigrator.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that only their owner can read, where the file system supports POSIX permissions. */
public final class OwnedFiles {

    private static final Logger log = LoggerFactory.getLogger(OwnedFiles.class);

    private OwnedFiles() {}

    public static void createFolderOf(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder, permissions(folder, "rwx------"));
        }
    }

    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), permissions(file, "rw-------"));
    }

    /**
     * Replaces a file atomically: a reader finds the old text or the new one, even after a crash of the machine. An interrupt of
     * the thread does not prevent that.
     *
     * @throws CharacterCodingException if the text has an unpaired surrogate; the old text stays
     */
    public static void replace(Path file, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        Uninterrupted.perform(() -> replace(file, bytes.duplicate()));
        forceDirectory(file);
    }

    private static Path replace(Path file, ByteBuffer bytes) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        // A file that another process has left may have other permissions.
        Files.deleteIfExists(draft);
        try {
            write(draft, bytes);
            return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * Forces the directory to the disk, without which the new name may be lost in a crash of the machine. Some file systems
     * cannot do that.
     */
    private static void forceDirectory(Path file) {
        Path directory = file.getParent();
        if (directory == null) {
            return;
        }
        try {
            Uninterrupted.perform(() -> force(directory));
        } catch (IOException | UnsupportedOperationException e) {
            log.debug("the directory {} could not be forced to the disk", directory, e);
        }
    }

    private static Path force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return directory;
    }

    private static FileAttribute<?>[] permissions(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
