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
 * connector has some partitions and has committed each of them again and again. All connectors or some of them are to move.
 */
final class OffsetHistory {

    private static final int TOPIC_PARTITIONS = 25;
    private static final String SERVER = "warehouse-eu";
    private static final long TIME = 1_700_000_000;
    private static final String FILE = "mysql-bin.000042";

    private final String topic;
    private final int records;
    private final int connectors;
    private final int partitionsEach;
    private final int oneMovesOf;

    private OffsetHistory(String topic, int records, int connectors, int partitionsEach, int oneMovesOf) {
        this.topic = topic;
        this.records = records;
        this.connectors = connectors;
        this.partitionsEach = partitionsEach;
        this.oneMovesOf = oneMovesOf;
    }

    /** {@return 1,000 keys, all of connectors that move} */
    static OffsetHistory ofFewKeys(int records) {
        return new OffsetHistory("few-keys", records, 50, 20, 1);
    }

    /** {@return 200,100 keys, a third of them of connectors that move} */
    static OffsetHistory ofManyKeys(int records) {
        return new OffsetHistory("many-keys", records, 300, 667, 3);
    }

    String topic() {
        return topic;
    }

    int records() {
        return records;
    }

    /** {@return the connectors that move} */
    List<OffsetOwner> moving() {
        return IntStream.iterate(0, connector -> connector < connectors, connector -> connector + oneMovesOf)
                .mapToObj(connector -> OffsetOwner.source(name(connector), Map.of()))
                .toList();
    }

    /** {@return how many keys the connectors that move have} */
    int movingKeys() {
        return moving().size() * partitionsEach;
    }

    /** {@return what a connector that moves has committed last} */
    OffsetSnapshot last(OffsetOwner connector) {
        int first = moving().indexOf(connector) * oneMovesOf * partitionsEach;
        return OffsetSnapshot.of(IntStream.range(first, first + partitionsEach)
                .mapToObj(key -> new ConnectorOffset(
                        Map.of("server", SERVER, "database", database(key)),
                        Map.of("ts_sec", TIME, "file", FILE, "pos", lastPosition(key), "row", 1)))
                .toList());
    }

    /** Writes it all to a compacted topic that is made for it, each record to the partition where a worker would write it. */
    void write(Broker kafka) {
        kafka.createTopic(topic, TOPIC_PARTITIONS, Map.of("cleanup.policy", "compact"));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<byte[]> keys = IntStream.range(0, keys()).mapToObj(this::key).toList();
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            for (int i = 0; i < records; i++) {
                var record = new ProducerRecord<>(topic, keys.get(i % keys.size()), value(i / keys.size()));
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
        return utf8("[\"" + name(key / partitionsEach) + "\",{\"server\":\"" + SERVER + "\",\"database\":\""
                + database(key) + "\"}]");
    }

    private byte[] value(int position) {
        return utf8("{\"ts_sec\":" + TIME + ",\"file\":\"" + FILE + "\",\"pos\":" + position + ",\"row\":1}");
    }

    private int lastPosition(int key) {
        return (records - 1 - key) / keys();
    }

    private int keys() {
        return connectors * partitionsEach;
    }

    private static String name(int connector) {
        return "inventory-" + connector;
    }

    private String database(int key) {
        return "database-" + key % partitionsEach;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return what there is to read, in words} */
    @Override
    public String toString() {
        return records + " offsets of " + connectors + " connectors with " + partitionsEach + " partitions each, to "
                + TOPIC_PARTITIONS + " partitions; " + moving().size() + " connectors move, with " + movingKeys()
                + " keys";
    }
}
