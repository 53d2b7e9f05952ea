package io.connectmigrator.examples;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The commits of many connectors over a long time, as they lie in an offset topic that was not compacted meanwhile: every
 * connector has a few partitions and has committed each of them again and again.
 */
final class OffsetHistory {

    private static final int CONNECTORS = 50;
    private static final int PARTITIONS_EACH = 20;
    private static final int KEYS = CONNECTORS * PARTITIONS_EACH;
    private static final int TOPIC_PARTITIONS = 25;
    private static final String SERVER = "warehouse-eu";
    private static final long TIME = 1_700_000_000;
    private static final String FILE = "mysql-bin.000042";

    private final String topic;
    private final int records;

    OffsetHistory(String topic, int records) {
        this.topic = topic;
        this.records = records;
    }

    String topic() {
        return topic;
    }

    int records() {
        return records;
    }

    List<OffsetOwner> connectors() {
        return IntStream.range(0, CONNECTORS)
                .mapToObj(connector -> OffsetOwner.source(name(connector), Map.of()))
                .toList();
    }

    /** {@return what a connector has committed last} */
    OffsetSnapshot last(OffsetOwner connector) {
        int first = connectors().indexOf(connector) * PARTITIONS_EACH;
        return OffsetSnapshot.of(IntStream.range(first, first + PARTITIONS_EACH)
                .mapToObj(key -> new ConnectorOffset(
                        Map.of("server", SERVER, "database", database(key)),
                        Map.of("ts_sec", TIME, "file", FILE, "pos", lastPosition(key), "row", 1)))
                .toList());
    }

    /** Writes it all to a compacted topic that is made for it, each record to the partition where a worker would write it. */
    void write(Broker kafka) {
        kafka.createTopic(topic, TOPIC_PARTITIONS, Map.of("cleanup.policy", "compact"));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<byte[]> keys = IntStream.range(0, KEYS).mapToObj(this::key).toList();
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            for (int i = 0; i < records; i++) {
                var record = new ProducerRecord<>(topic, keys.get(i % KEYS), value(i / KEYS));
                var unused = producer.send(record, (metadata, problem) -> failure.compareAndSet(null, problem));
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("writing " + this + " failed", failure.get());
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Broker kafka) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "linger.ms", 50,
                "batch.size", 262_144,
                // The leader of a new topic may refuse the first batch and take the second.
                "max.in.flight.requests.per.connection", 1);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private byte[] key(int key) {
        return utf8("[\"" + name(key / PARTITIONS_EACH) + "\",{\"server\":\"" + SERVER + "\",\"database\":\""
                + database(key) + "\"}]");
    }

    private byte[] value(int position) {
        return utf8("{\"ts_sec\":" + TIME + ",\"file\":\"" + FILE + "\",\"pos\":" + position + ",\"row\":1}");
    }

    private int lastPosition(int key) {
        return (records - 1 - key) / KEYS;
    }

    private static String name(int connector) {
        return "inventory-" + connector;
    }

    private static String database(int key) {
        return "database-" + key % PARTITIONS_EACH;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return what there is to read, in words} */
    @Override
    public String toString() {
        return records + " offsets of " + CONNECTORS + " connectors with " + PARTITIONS_EACH + " partitions each, to "
                + TOPIC_PARTITIONS + " partitions";
    }
}
