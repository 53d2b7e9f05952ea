package io.confluent.connect.replicator;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Writes one record for the first partition of each topic, so that each has an offset, and then none. */
public final class ReplicatorSourceTask extends SourceTask {

    private static final long IDLE_MILLIS = 100;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private List<SourceRecord> records = List.of();

    /** Made by the worker. */
    public ReplicatorSourceTask() {}

    @Override
    public void start(Map<String, String> properties) {
        String topics = properties.getOrDefault(ReplicatorSourceConnector.TOPICS, "");
        records = Stream.of(topics.split(",", -1))
                .map(ReplicatorSourceTask::record)
                .toList();
    }

    private static SourceRecord record(String topic) {
        return new SourceRecord(
                Map.of("topic", topic, "partition", 0),
                Map.of("offset", 0L),
                "replica-of-" + topic,
                Schema.STRING_SCHEMA,
                "0");
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> next = records;
        records = List.of();
        if (!next.isEmpty()) {
            return next;
        }
        boolean unused = stopped.await(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        return null;
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public String version() {
        return "7";
    }
}
