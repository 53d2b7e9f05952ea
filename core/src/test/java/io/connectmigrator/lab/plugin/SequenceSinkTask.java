package io.connectmigrator.lab.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** One task: a line for each record, topic, partition, offset, key and value between tabs, written before put returns. */
public final class SequenceSinkTask extends SinkTask {

    private @Nullable SequenceSettings settings;
    private @Nullable FileChannel file;
    private long delivered;

    /** Made by the worker. */
    public SequenceSinkTask() {}

    @Override
    public void start(Map<String, String> properties) {
        SequenceSettings settings = SequenceSettings.ofSink(properties);
        settings.failIf("task-start");
        this.settings = settings;
        try {
            file = FileChannel.open(
                    Path.of(settings.getString("file")), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ConnectException("opening " + settings.getString("file") + " failed", e);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        FileChannel file = this.file;
        SequenceSettings settings = this.settings;
        if (file == null || settings == null || records.isEmpty()) {
            return;
        }
        settings.failIfAfter("put", delivered);
        settings.blockWhileHeld(0);
        SequenceSettings.block(settings.getLong("put.block.ms"));
        StringBuilder lines = new StringBuilder();
        records.forEach(record -> append(lines, record));
        try {
            // one write for all of them, so that tasks that share the file do not mix their lines
            file.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new ConnectException("writing to " + settings.getString("file") + " failed", e);
        }
        delivered += records.size();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        String metadata = settings == null ? "" : settings.getString("commit.metadata");
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset.offset(), metadata)));
        return commits;
    }

    @Override
    public void stop() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new ConnectException("closing the file failed", e);
        }
    }

    @Override
    public String version() {
        return "1";
    }

    private static void append(StringBuilder lines, SinkRecord record) {
        lines.append(record.topic()).append('\t');
        lines.append(record.kafkaPartition()).append('\t');
        lines.append(record.kafkaOffset()).append('\t');
        lines.append(record.key()).append('\t');
        lines.append(record.value()).append('\n');
    }
}
