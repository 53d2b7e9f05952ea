package io.connectmigrator.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is in archives. */
final class Unpacked {

    private Unpacked() {}

    /** Unpacks a compressed tar archive of one folder, without that folder, into another. */
    static void tar(Path archive, Path folder) throws IOException {
        tar(archive, folder, 1);
    }

    /** Unpacks a compressed tar archive into a folder, without this many of the folders that its files are in. */
    static void tar(Path archive, Path folder, int stripped) throws IOException {
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", archive.toString(), "--strip-components=" + stripped, "-C", folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!tar.waitFor(1, TimeUnit.MINUTES) || tar.exitValue() != 0) {
                throw new IOException("tar -xzf " + archive + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + archive + " was unpacked", e);
        }
    }

    /** Unpacks one folder of a jar, which becomes another; each of its files can be executed. */
    static void jar(Path jar, String folder, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
                    unpack(zip, entry, to.resolve(entry.getName().substring(folder.length())));
                }
            }
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream bytes = zip.getInputStream(entry)) {
            Files.copy(bytes, file);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
