package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.SequenceTally.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A mirror that copies topics of one Kafka cluster to another; the same number is written to each of their partitions. */
public final class MirroredTopics extends MovingConnector {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final Broker origin;
    private final List<String> topics;
    private final int partitions;
    private final AtomicLong numbers = new AtomicLong();
    private final RecordWriter writer;

    /** Creates so many topics with so many partitions each, and no mirror. */
    public MirroredTopics(Laboratory lab, ConnectClient source, ConnectClient target, int topics, int partitions) {
        super("mirror_" + COUNT.incrementAndGet(), source, target);
        this.lab = lab;
        this.origin = lab.kafka("origin");
        this.topics = IntStream.range(0, topics).mapToObj(i -> name() + "-" + i).toList();
        this.partitions = partitions;
        this.topics.forEach(topic -> origin.createTopic(topic, partitions));
        // Leaves a mirror of many topics the time to keep up.
        this.writer = new RecordWriter(origin, Duration.ofMillis(Math.max(10, partitions() / 2)), this::writeOneToEach);
    }

    @Override
    ConnectorConfig ownConfig() {
        return Mirror.config(origin, lab.kafka(), topics);
    }

    /** {@return the config of a mirror of some of the topics, from the one with an index to that before the other} */
    public ConnectorConfig configOf(int from, int to) {
        return Mirror.config(origin, lab.kafka(), topics.subList(from, to));
    }

    /** {@return the names of some of the topics} */
    public String[] topics(int from, int to) {
        return topics.subList(from, to).toArray(String[]::new);
    }

    @Override
    int partitions() {
        return topics.size() * partitions;
    }

    /** One sequence for each partition of each topic, so that the order within it is that of the partition. */
    private void writeOneToEach(Producer<String, String> producer) {
        String number = Long.toString(numbers.getAndIncrement());
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                var unused = producer.send(new ProducerRecord<>(topic, partition, topic + "-" + partition, number));
            }
        }
    }

    @Override
    public void write(int records) {
        writer.write((records + partitions() - 1) / partitions());
    }

    @Override
    void startWriting() {
        writer.start();
    }

    @Override
    void stopWriting() {
        writer.stop();
    }

    @Override
    long written() {
        return numbers.get() * partitions();
    }

    @Override
    public SequenceTally tally() {
        return lab.reader().topics(copies());
    }

    private List<String> copies() {
        return topics.stream().map(Mirror::copyOf).toList();
    }

    /** Waits until the copy of each partition has more records than it has now. */
    @Override
    public void awaitMoreRecords() {
        SortedMap<String, Sequence> before = tally().sequences();
        awaitCopies(now -> assertThat(now.sequences())
                .hasSize(partitions())
                .allSatisfy((partition, sequence) -> assertThat(sequence.records())
                        .isGreaterThanOrEqualTo(20
                                + (before.containsKey(partition)
                                        ? before.get(partition).records()
                                        : 0))));
    }

    @Override
    void release() {
        origin.deleteTopics(topics);
        lab.kafka().deleteTopics(copies());
    }
}
