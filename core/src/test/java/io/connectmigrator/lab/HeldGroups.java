package io.connectmigrator.lab;

import io.connectmigrator.lab.plugin.HeldAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The consumer groups whose offsets a {@link MirrorMaker} writes in its target cluster: it waits before it writes those that are held. */
public final class HeldGroups {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;

    HeldGroups(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Lets the mirror wait from now on when it is about to write offsets of a group. */
    public void hold(String group) {
        try {
            Files.createFile(HeldAdmin.hold(folder, group));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the mirror has, or waits with, offsets of a group that it has not written yet. */
    public void awaitAnnounced(String group) {
        Deadline.in(PATIENCE)
                .until(
                        () -> announced(group) > count(HeldAdmin.altered(folder), group),
                        () -> "offsets of " + group + " about to be written");
    }

    /** Waits until the mirror has written offsets of a group. */
    public void awaitWritten(String group) {
        Deadline.in(PATIENCE)
                .until(() -> count(HeldAdmin.altered(folder), group) > 0, () -> "offsets of " + group + " written");
    }

    /** {@return how often the mirror was about to write offsets of a group} */
    public long announced(String group) {
        return count(HeldAdmin.announced(folder), group);
    }

    /** Lets the mirror write what it has in its hands, and waits until it has. */
    public void release(String group) {
        long before = count(HeldAdmin.altered(folder), group);
        try {
            Files.delete(HeldAdmin.hold(folder, group));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Deadline.in(PATIENCE)
                .until(
                        () -> count(HeldAdmin.altered(folder), group) > before,
                        () -> "offsets of " + group + " written");
    }

    private static long count(Path file, String group) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.stream().filter(group::equals).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
