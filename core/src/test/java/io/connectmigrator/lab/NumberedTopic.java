package io.connectmigrator.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topic that has in each partition the numbers from 0 on, each in one record, and that remembers at which offset each was written.
 * Aborted and open transactions hold no numbers. For use by one thread.
 */
public final class NumberedTopic {

    /** The value of records that no transaction has committed. */
    static final String UNCOMMITTED = "uncommitted";

    private final Broker kafka;
    private final String name;
    private final LongFunction<String> keys;
    private final List<List<Long>> offsets;
    private boolean headers;

    private NumberedTopic(Broker kafka, String name, int partitions, LongFunction<String> keys) {
        this.kafka = kafka;
        this.name = name;
        this.keys = keys;
        this.offsets = IntStream.range(0, partitions)
                .<List<Long>>mapToObj(partition -> new ArrayList<>())
                .toList();
    }

    /** {@return a new topic with this many partitions, whose records of a partition have all the same key} */
    public static NumberedTopic create(Broker kafka, String name, int partitions) {
        kafka.createTopic(name, partitions);
        return new NumberedTopic(kafka, name, partitions, number -> "key");
    }

    /** {@return a new topic of one partition with settings of its own, where each number has one of this many keys} */
    public static NumberedTopic create(Broker kafka, String name, Map<String, String> settings, int keys) {
        kafka.createTopic(name, 1, settings);
        return new NumberedTopic(kafka, name, 1, number -> "key-" + number % keys);
    }

    /** Gives each record that is written from now on a header whose value is no text. */
    public NumberedTopic withHeaders() {
        headers = true;
        return this;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return how many partitions it has} */
    public int partitions() {
        return offsets.size();
    }

    /** {@return how many numbers a partition has} */
    public long written(int partition) {
        return offsets.get(partition).size();
    }

    /** {@return the offset of a number} */
    public long offsetOf(int partition, int number) {
        return offsets.get(partition).get(number);
    }

    /** {@return how many numbers are before an offset} */
    public long before(int partition, long offset) {
        int found = Collections.binarySearch(offsets.get(partition), offset);
        return found >= 0 ? found : -found - 1;
    }

    /** Writes this many numbers more to each partition. */
    public void write(int records) {
        long now = System.currentTimeMillis();
        write(records, number -> now + number);
    }

    /** Writes this many numbers more to each partition, with timestamps that depend on the number. */
    public void write(int records, LongUnaryOperator timestamp) {
        try (Producer<String, String> producer = producer(Map.of())) {
            remember(sendNumbers(producer, records, timestamp));
        }
    }

    /** Writes this many numbers more to each partition in one transaction, and commits it. */
    public void commitTransaction(int records) {
        try (Producer<String, String> producer = transaction()) {
            long now = System.currentTimeMillis();
            List<List<Future<RecordMetadata>>> sent = sendNumbers(producer, records, number -> now + number);
            producer.commitTransaction();
            remember(sent);
        }
    }

    /** Writes this many records without a number to each partition in one transaction, and aborts it. */
    public void abortTransaction(int records) {
        openTransaction(records).close();
    }

    /** {@return a transaction that has written this many records without a number to each partition; to close it aborts it} */
    public OpenTransaction openTransaction(int records) {
        Producer<String, String> producer = transaction();
        for (int partition = 0; partition < partitions(); partition++) {
            for (int i = 0; i < records; i++) {
                var unused = producer.send(new ProducerRecord<>(name, partition, UNCOMMITTED + i, UNCOMMITTED));
            }
        }
        producer.flush();
        return () -> {
            producer.abortTransaction();
            producer.close();
        };
    }

    /** A transaction that is neither committed nor aborted. */
    @FunctionalInterface
    public interface OpenTransaction extends AutoCloseable {

        /** Aborts it. */
        @Override
        void close();
    }

    /** Deletes the records before a number from each partition, as retention does. */
    public void deleteBefore(int number) {
        Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
        for (int partition = 0; partition < partitions(); partition++) {
            records.put(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offsetOf(partition, number)));
        }
        try (Admin admin = kafka.admin()) {
            await(admin.deleteRecords(records).all(), "deleting records of " + name);
        }
    }

    /** {@return the offset that a consumer commits which has read the numbers before this one: that behind the last of them} */
    public long behind(int partition, int number) {
        return number == 0 ? 0 : offsetOf(partition, number - 1) + 1;
    }

    /**
     * Commits for a consumer group, which has no members, that it has read in each partition the numbers before this one.
     *
     * @return the committed offset of each partition
     */
    public Map<Integer, Long> commit(String group, int number) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        Map<Integer, Long> committed = new HashMap<>();
        for (int partition = 0; partition < partitions(); partition++) {
            long offset = behind(partition, number);
            committed.put(partition, offset);
            commits.put(new TopicPartition(name, partition), new OffsetAndMetadata(offset));
        }
        try (Admin admin = kafka.admin()) {
            await(admin.alterConsumerGroupOffsets(group, commits).all(), "committing for " + group);
        }
        return committed;
    }

    /** {@return the offset behind the last record of each partition, committed or not} */
    public Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new HashMap<>();
        try (Admin admin = kafka.admin()) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            IntStream.range(0, partitions())
                    .forEach(partition -> latest.put(new TopicPartition(name, partition), OffsetSpec.latest()));
            await(admin.listOffsets(latest).all(), "listing the ends of " + name)
                    .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        }
        return ends;
    }

    private List<List<Future<RecordMetadata>>> sendNumbers(
            Producer<String, String> producer, int records, LongUnaryOperator timestamp) {
        List<List<Future<RecordMetadata>>> sent = new ArrayList<>();
        for (int partition = 0; partition < partitions(); partition++) {
            List<Future<RecordMetadata>> ofPartition = new ArrayList<>(records);
            long first = written(partition);
            for (long number = first; number < first + records; number++) {
                long time = timestamp.applyAsLong(number);
                ProducerRecord<String, String> sending =
                        new ProducerRecord<>(name, partition, time, keys.apply(number), Long.toString(number));
                if (headers) {
                    sending.headers().add("trace", new byte[] {(byte) number, -1, 0});
                }
                ofPartition.add(producer.send(sending));
            }
            sent.add(ofPartition);
        }
        return sent;
    }

    private void remember(List<List<Future<RecordMetadata>>> sent) {
        for (int partition = 0; partition < partitions(); partition++) {
            for (Future<RecordMetadata> record : sent.get(partition)) {
                offsets.get(partition).add(await(record, "writing to " + name).offset());
            }
        }
    }

    private Producer<String, String> transaction() {
        Producer<String, String> producer = producer(Map.of("transactional.id", name + "-" + System.nanoTime()));
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }

    private Producer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("linger.ms", 5);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        return await((Future<T>) future.toCompletionStage().toCompletableFuture(), what);
    }

    private static <T> T await(Future<T> future, String what) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaboratoryException(what + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaboratoryException("interrupted while " + what, e);
        }
    }
}
