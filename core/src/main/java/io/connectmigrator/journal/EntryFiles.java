package io.connectmigrator.journal;

import io.connectmigrator.internal.OwnedFiles;
import io.connectmigrator.internal.Uninterrupted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of entries in a directory. The folder and the name of a file give the id of its entry; an id that no file name can
 * hold is in another file beside it.
 */
final class EntryFiles {

    private static final String ENTRY = ".json";

    private static final String LOCK = ".lock";
    private static final String ID = ".id";

    private final Path directory;

    EntryFiles(Path directory) {
        this.directory = directory;
    }

    Path entry(String id) {
        return file(id, ENTRY);
    }

    Path lock(String id) {
        return file(id, LOCK);
    }

    /** Writes an id that the names of the files do not give. */
    void keep(String id) throws IOException {
        boolean named = id.indexOf('/') >= 0 && FileNames.fits(folder(id)) && FileNames.fits(name(id));
        Path file = file(id, ID);
        if (!named && !Files.exists(file)) {
            OwnedFiles.replace(file, id);
        }
    }

    /** {@return the id of the entry in a file} */
    static String idOf(Path entry) throws IOException {
        Path kept = entry.resolveSibling(nameOf(entry) + ID);
        return Files.exists(kept) ? Uninterrupted.perform(() -> Files.readString(kept)) : idByName(entry);
    }

    /** {@return the id of the entry in a file, as far as its name and that of its folder give it} */
    static String idByName(Path entry) {
        return idByName(entry.toAbsolutePath().getParent(), nameOf(entry));
    }

    static String idByName(@Nullable Path folder, String name) {
        @Nullable Path folderName = folder == null ? null : folder.getFileName();
        return (folderName == null ? "" : FileNames.partOf(folderName.toString())) + "/" + FileNames.partOf(name);
    }

    static boolean isEntry(Path file) {
        return file.getFileName().toString().endsWith(ENTRY);
    }

    private static String nameOf(Path entry) {
        String fileName = entry.getFileName().toString();
        return fileName.substring(0, fileName.length() - ENTRY.length());
    }

    private Path file(String id, String suffix) {
        return directory.resolve(FileNames.fitting(folder(id))).resolve(FileNames.fitting(name(id)) + suffix);
    }

    private static String folder(String id) {
        return id.substring(0, Math.max(id.indexOf('/'), 0));
    }

    private static String name(String id) {
        return id.substring(id.indexOf('/') + 1);
    }
}
