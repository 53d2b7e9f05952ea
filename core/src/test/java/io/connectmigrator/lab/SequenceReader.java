package io.connectmigrator.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what the connectors of the tests wrote, and reports what is missing or duplicated. Each later call reads a topic from
 * where the last one ended. Safe for use by several threads.
 */
public final class SequenceReader implements AutoCloseable {

    /** The number of a row in JSON without a schema, alone or in what Debezium writes of a new one. */
    private static final Pattern ROW = Pattern.compile("(?:^|\"after\":)\\{\"id\":(\\d+)[,}]");

    private final Consumer<String, String> consumer;
    private final BiConsumer<ConsumerRecord<String, String>, Tallying> numbering;
    private final Map<List<String>, Tallying> tallies = new HashMap<>();

    /** Takes where the topics are. */
    public SequenceReader(String bootstrapServers) {
        this(bootstrapServers, SequenceReader::number);
    }

    private SequenceReader(String bootstrapServers, BiConsumer<ConsumerRecord<String, String>, Tallying> numbering) {
        this.numbering = numbering;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        "false"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /**
     * {@return a reader of rows as JSON without schemas, alone or in the change events of Debezium; a topic is one sequence,
     * and the numbers are the column {@code id} of the rows}
     */
    public static SequenceReader ofRows(String bootstrapServers) {
        return new SequenceReader(bootstrapServers, SequenceReader::numberOfRow);
    }

    private static void number(ConsumerRecord<String, String> record, Tallying tallying) {
        tallying.saw(String.valueOf(record.key()), Long.parseLong(record.value()));
    }

    private static void numberOfRow(ConsumerRecord<String, String> record, Tallying tallying) {
        Matcher row = ROW.matcher(record.value());
        if (!row.find()) {
            throw new LaboratoryException("no row with an id was inserted by " + record.value());
        }
        tallying.saw(record.topic(), Long.parseLong(row.group(1)));
    }

    /** {@return the tally of all records committed to a topic by now, or of none when there is no such topic} */
    public SequenceTally topic(String topic) {
        return topics(List.of(topic));
    }

    /** {@return the tally of all records committed by now to topics that share no key, those that are missing left out} */
    public synchronized SequenceTally topics(List<String> topics) {
        Tallying tallying = tallies.computeIfAbsent(topics, first -> new Tallying());
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> known.getOrDefault(topic, List.of()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, tallying.next(partition)));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Deadline.in(Duration.ofMinutes(1)).until(() -> readTo(ends, tallying), () -> "end of " + topics);
        return tallying.result();
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }

    /** {@return the tally of the numbers a {@code SequenceSink} wrote to a file} */
    public static SequenceTally sinkFile(Path file) {
        Tallying tallying = new Tallying();
        for (String[] columns : lines(file)) {
            tallying.saw(columns[3], Long.parseLong(columns[4]));
        }
        return tallying.result();
    }

    /** {@return the tally of the Kafka offsets a {@code SequenceSink} wrote to a file, for records that hold no sequence} */
    public static SequenceTally sinkFileOffsets(Path file) {
        Tallying tallying = new Tallying();
        for (String[] columns : lines(file)) {
            tallying.saw(columns[0] + "-" + columns[1], Long.parseLong(columns[2]));
        }
        return tallying.result();
    }

    private boolean readTo(Map<TopicPartition, Long> ends, Tallying tallying) {
        while (!isRead(ends)) {
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
            records.forEach(record -> numbering.accept(record, tallying));
            if (records.isEmpty()) {
                return false;
            }
        }
        ends.keySet().forEach(partition -> tallying.readTo(partition, consumer.position(partition)));
        return true;
    }

    private boolean isRead(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<String[]> lines(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new LaboratoryException("reading " + file + " failed: " + e.getMessage(), e);
        }
    }

    /** The numbers of a sequence in the order in which they were seen; a million of them are to fit beside a migrator in 64 MiB. */
    private static final class Numbers {

        private long[] seen = new long[16];
        private int count;

        void add(long number) {
            if (count == seen.length) {
                seen = Arrays.copyOf(seen, count + count / 2);
            }
            seen[count++] = number;
        }

        long[] all() {
            return Arrays.copyOf(seen, count);
        }
    }

    /** Collects what was seen. */
    private static final class Tallying {

        private final Map<String, Numbers> seen = new HashMap<>();
        private final Map<TopicPartition, Long> read = new HashMap<>();

        long next(TopicPartition partition) {
            return read.getOrDefault(partition, 0L);
        }

        void readTo(TopicPartition partition, long next) {
            read.put(partition, next);
        }

        void saw(String key, long number) {
            seen.computeIfAbsent(key, first -> new Numbers()).add(number);
        }

        SequenceTally result() {
            Map<String, SequenceTally.Sequence> sequences = new TreeMap<>();
            seen.forEach((key, numbers) -> sequences.put(key, SequenceTally.Sequence.of(numbers.all())));
            return new SequenceTally(new TreeMap<>(sequences));
        }
    }
}
