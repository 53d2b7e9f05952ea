package io.connectmigrator.lab.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The admin client of a MirrorMaker that notes in a file of which group it is about to alter the offsets, and waits for as long as there is
 * a file that holds this group. The folder of both is a property of the JVM.
 */
public final class HeldAdmin extends ForwardingAdmin {

    /** The property that names the folder. */
    public static final String FOLDER = "lab.held.admin";

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path folder = Path.of(System.getProperty(FOLDER));

    /** Opens the client that does what this one is asked for. */
    public HeldAdmin(Map<String, Object> settings) {
        super(settings);
    }

    /** {@return the file whose lines are the groups whose offsets were about to be altered} */
    public static Path announced(Path folder) {
        return folder.resolve("announced");
    }

    /** {@return the file whose lines are the groups whose offsets were altered} */
    public static Path altered(Path folder) {
        return folder.resolve("altered");
    }

    /** {@return the file that holds a group for as long as it exists} */
    public static Path hold(Path folder, String group) {
        return folder.resolve("hold-" + group);
    }

    @Override
    public AlterConsumerGroupOffsetsResult alterConsumerGroupOffsets(
            String group, Map<TopicPartition, OffsetAndMetadata> offsets, AlterConsumerGroupOffsetsOptions options) {
        note(announced(folder), group);
        while (Files.exists(hold(folder, group))) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        AlterConsumerGroupOffsetsResult result = super.alterConsumerGroupOffsets(group, offsets, options);
        var unused = result.all().whenComplete((none, failure) -> {
            if (failure == null) {
                note(altered(folder), group);
            }
        });
        return result;
    }

    private static synchronized void note(Path file, String group) {
        try {
            Files.writeString(file, group + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
