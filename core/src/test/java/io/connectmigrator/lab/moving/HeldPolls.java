package io.connectmigrator.lab.moving;

import io.connectmigrator.lab.Laboratory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The polls of a connector, which a test blocks and lets go on: as long as they block, no task of it is paused or stopped. */
public final class HeldPolls {

    /** The setting of the connector, whose value is {@link #file()}. */
    public static final String SETTING = "poll.block.while";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path file;

    /** Makes one, and blocks nothing yet. */
    public HeldPolls(Laboratory lab) {
        file = lab.file("polls-" + COUNT.incrementAndGet());
    }

    /** {@return the value of the connector's setting} */
    public String file() {
        return file.toString();
    }

    /** Blocks every poll that begins from now on. */
    public void hold() {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets them go on. */
    public void release() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
