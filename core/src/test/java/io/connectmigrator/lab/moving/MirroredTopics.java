package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.Partitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A mirror that copies topics of one Kafka cluster to another; the same number is written to each of their partitions. */
public final class MirroredTopics extends DivisibleConnector {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final Broker origin;
    private final List<String> topics;
    private final int partitions;
    private final AtomicLong numbers = new AtomicLong();
    private final RecordWriter writer;
    private @Nullable String grown;
    private long grownAt;

    /** Creates this many topics with this many partitions each, and no mirror. */
    public MirroredTopics(Laboratory lab, ConnectClient source, ConnectClient target, int topics, int partitions) {
        super("mirror_" + COUNT.incrementAndGet(), source, target, topics);
        this.lab = lab;
        this.origin = lab.kafka("origin");
        this.topics = IntStream.range(0, topics).mapToObj(i -> name() + "-" + i).toList();
        this.partitions = partitions;
        this.topics.forEach(topic -> origin.createTopic(topic, partitions));
        // Leaves a mirror of many topics the time to keep up.
        this.writer = new RecordWriter(origin, Duration.ofMillis(Math.max(10, partitions() / 2)), this::writeOneToEach);
    }

    @Override
    public ConnectorConfig configOf(int from, int to) {
        return Mirror.config(origin, lab.kafka(), topics.subList(from, to));
    }

    @Override
    Predicate<ConnectorOffset> offsetsOf(int from, int to) {
        return Partitions.topics(topics(from, to));
    }

    @Override
    boolean keepsOrder() {
        return true;
    }

    /** {@return the names of some of the topics} */
    public String[] topics(int from, int to) {
        return topics.subList(from, to).toArray(String[]::new);
    }

    /** Gives one of the topics a partition more, to which records are written from now on as to the others. */
    public void addPartition(int topic) {
        stopWriting();
        origin.addPartitions(topics.get(topic), partitions + 1);
        grown = topics.get(topic);
        grownAt = numbers.get();
        startWriting();
    }

    @Override
    int partitions() {
        return topics.size() * partitions + (grown == null ? 0 : 1);
    }

    /** One sequence for each partition of each topic, so that the order within it is that of the partition. */
    private void writeOneToEach(Producer<String, String> producer) {
        long number = numbers.getAndIncrement();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                send(producer, topic, partition, number);
            }
        }
        if (grown != null) {
            send(producer, grown, partitions, number - grownAt);
        }
    }

    private static void send(Producer<String, String> producer, String topic, int partition, long number) {
        var unused =
                producer.send(new ProducerRecord<>(topic, partition, topic + "-" + partition, Long.toString(number)));
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
    public long written() {
        long toAll = numbers.get() * topics.size() * partitions;
        return grown == null ? toAll : toAll + numbers.get() - grownAt;
    }

    @Override
    public SequenceTally tally() {
        return lab.reader().topics(copies());
    }

    private List<String> copies() {
        return topics.stream().map(Mirror::copyOf).toList();
    }

    /** Waits until the copy of each partition is further than it is now. */
    @Override
    public void awaitMoreRecords() {
        Map<String, Long> before = tally().last();
        awaitCopies(now -> assertThat(now.last())
                .hasSize(partitions())
                .allSatisfy((partition, last) ->
                        assertThat(last).isGreaterThanOrEqualTo(20 + before.getOrDefault(partition, -1L))));
    }

    @Override
    void release() {
        origin.deleteTopics(topics);
        lab.kafka().deleteTopics(copies());
    }
}
