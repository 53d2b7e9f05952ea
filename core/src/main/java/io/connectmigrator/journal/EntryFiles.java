package io.connectmigrator.journal;

import io.connectmigrator.internal.OwnedFiles;
import io.connectmigrator.internal.Uninterrupted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of entries in a directory. Folder and name of an entry's file tell its id; where they cannot, since no file could
 * have such a name, the id stands in a file beside it.
 */
final class EntryFiles {

    private static final String TEXT = ".json";

    private static final String LOCK = ".lock";
    private static final String ID = ".id";

    private final Path directory;

    EntryFiles(Path directory) {
        this.directory = directory;
    }

    Path text(String id) {
        return file(id, TEXT);
    }

    Path lock(String id) {
        return file(id, LOCK);
    }

    /** Writes down an id that the names of the files do not tell. */
    void keep(String id) throws IOException {
        boolean told = id.indexOf('/') >= 0 && FileNames.fits(folder(id)) && FileNames.fits(name(id));
        Path file = file(id, ID);
        if (!told && !Files.exists(file)) {
            OwnedFiles.replace(file, id);
        }
    }

    /** {@return whose text the file holds} */
    static String idOf(Path text) throws IOException {
        Path kept = text.resolveSibling(nameOf(text) + ID);
        return Files.exists(kept) ? Uninterrupted.perform(() -> Files.readString(kept)) : idByName(text);
    }

    /** {@return whose text the file holds, as far as its name and that of its folder tell} */
    static String idByName(Path text) {
        return idByName(text.toAbsolutePath().getParent(), nameOf(text));
    }

    static String idByName(@Nullable Path folder, String name) {
        @Nullable Path folderName = folder == null ? null : folder.getFileName();
        return (folderName == null ? "" : FileNames.partOf(folderName.toString())) + "/" + FileNames.partOf(name);
    }

    static boolean isText(Path file) {
        return file.getFileName().toString().endsWith(TEXT);
    }

    private static String nameOf(Path text) {
        String fileName = text.getFileName().toString();
        return fileName.substring(0, fileName.length() - TEXT.length());
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
