package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.SequenceTally.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** Topics that a mirror copies from one Kafka cluster to another, and the stream of records into them. */
public final class MirroredTopics implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final Laboratory lab;
    private final Broker origin;
    private final List<String> topics;
    private final int partitions;
    private final RecordWriter writer;
    private long number;

    /** Creates so many topics with so many partitions each, whose names begin alike, and begins to write to them. */
    public MirroredTopics(Laboratory lab, Broker origin, String prefix, int topics, int partitions) {
        this.lab = lab;
        this.origin = origin;
        this.topics = IntStream.range(0, topics).mapToObj(i -> prefix + i).toList();
        this.partitions = partitions;
        this.topics.forEach(topic -> origin.createTopic(topic, partitions));
        // Leaves a mirror of many topics the time to keep up.
        this.writer = new RecordWriter(
                origin, prefix, Duration.ofMillis((long) topics * partitions / 2), this::writeOneToEach);
        writer.start();
    }

    /** {@return the config of a mirror of them} */
    public ConnectorConfig config() {
        return Mirror.config(origin, lab.kafka(), topics);
    }

    /** One sequence for each partition of each topic, so that the order within it is that of the partition. */
    private void writeOneToEach(Producer<String, String> producer) {
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                var unused =
                        producer.send(new ProducerRecord<>(topic, partition, topic + "-" + partition, "" + number));
            }
        }
        number++;
    }

    /** Waits until the copy of each partition has so many records more than it has now. */
    public void awaitMore(long records) {
        SortedMap<String, Sequence> before = copies().sequences();
        Awaitility.await().atMost(DEADLINE).untilAsserted(() -> {
            SortedMap<String, Sequence> now = copies().sequences();
            assertThat(now)
                    .hasSize(topics.size() * partitions)
                    .allSatisfy((partition, sequence) -> assertThat(sequence.records()
                                    - (before.containsKey(partition)
                                            ? before.get(partition).records()
                                            : 0))
                            .isGreaterThanOrEqualTo(records));
        });
    }

    /** {@return how many records there are in all} */
    public long records() {
        return originals().records();
    }

    /** No record is written any more, and each is in the copy of its topic once. */
    public void assertExactlyOnce() {
        writer.close();
        SequenceTally originals = originals();
        Awaitility.await()
                .atMost(DEADLINE)
                .untilAsserted(() -> assertThat(copies().last()).isEqualTo(originals.last()));
        assertThat(copies()).matches(SequenceTally::exactlyOnce);
    }

    private SequenceTally originals() {
        return lab.reader(origin).topics(topics);
    }

    private SequenceTally copies() {
        return lab.reader().topics(topics.stream().map(Mirror::copyOf).toList());
    }

    @Override
    public void close() {
        writer.close();
    }
}
