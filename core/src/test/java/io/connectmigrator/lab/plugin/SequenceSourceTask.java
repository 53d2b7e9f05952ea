package io.connectmigrator.lab.plugin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** One task: takes turns among its source partitions, and goes on in each after the number its offset names. */
public final class SequenceSourceTask extends SourceTask {

    private static final String SEQUENCE = "sequence";
    private static final long IDLE_MILLIS = 100;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Deque<Sequence> unfinished = new ArrayDeque<>();
    private @Nullable SequenceSettings settings;
    private long emitted;

    /** Made by the worker. */
    public SequenceSourceTask() {}

    @Override
    public void start(Map<String, String> properties) {
        SequenceSettings settings = SequenceSettings.ofSource(properties);
        this.settings = settings;
        settings.failIf("task-start");
        Map<String, Map<String, String>> partitions = SourcePartitions.of(
                settings,
                Integer.parseInt(properties.get(SequenceSettings.TASK)),
                Integer.parseInt(properties.get(SequenceSettings.TASKS)));
        Map<Map<String, String>, Map<String, Object>> offsets =
                context.offsetStorageReader().offsets(partitions.values());
        partitions.forEach((id, partition) -> unfinished.add(
                new Sequence(settings.getString("key.prefix") + id, partition, numberAfter(offsets.get(partition)))));
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        SequenceSettings settings = this.settings;
        if (settings == null) {
            return null;
        }
        settings.blockPoll();
        boolean over = stopped.await(
                unfinished.isEmpty() ? IDLE_MILLIS : settings.getLong("interval.ms"), TimeUnit.MILLISECONDS);
        if (over) {
            return null;
        }
        settings.failIfAfter("poll", emitted);
        List<SourceRecord> records = nextBatch(settings);
        emitted += records.size();
        return records.isEmpty() ? null : records;
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public String version() {
        return "1";
    }

    private List<SourceRecord> nextBatch(SequenceSettings settings) {
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < settings.getInt("batch.size") && !unfinished.isEmpty()) {
            Sequence turn = unfinished.removeFirst();
            if (turn.next < settings.getLong("limit")) {
                records.add(turn.emit(settings.getString("topic")));
                unfinished.addLast(turn);
            }
        }
        return records;
    }

    private static long numberAfter(@Nullable Map<String, Object> offset) {
        if (offset == null) {
            return 0;
        }
        // JSON keeps no difference between an int and a long
        if (offset.get(SEQUENCE) instanceof Number number) {
            return number.longValue() + 1;
        }
        throw new ConnectException("an offset must hold a number named " + SEQUENCE + ", was " + offset);
    }

    /** One source partition and the number it comes to next. */
    private static final class Sequence {

        private final String key;
        private final Map<String, String> partition;
        private long next;

        Sequence(String key, Map<String, String> partition, long next) {
            this.key = key;
            this.partition = partition;
            this.next = next;
        }

        SourceRecord emit(String topic) {
            long number = next++;
            return new SourceRecord(
                    partition,
                    Map.of(SEQUENCE, number),
                    topic,
                    Schema.STRING_SCHEMA,
                    key,
                    Schema.STRING_SCHEMA,
                    Long.toString(number));
        }
    }
}
