package io.connectmigrator.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the connectors of the tests wrote, and says what is missing and what is there twice. */
public final class SequenceReader {

    private final String bootstrapServers;

    /** Takes where the topics are. */
    public SequenceReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** {@return the tally of all records committed to a topic by now, or of none when there is no such topic} */
    public SequenceTally topic(String topic) {
        Tallying tallying = new Tallying();
        try (Consumer<String, String> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(topic, List.of()).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Deadline.in(Duration.ofMinutes(1)).until(() -> readTo(ends, consumer, tallying), () -> "end of " + topic);
        }
        return tallying.result();
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

    private static boolean readTo(
            Map<TopicPartition, Long> ends, Consumer<String, String> consumer, Tallying tallying) {
        if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            return true;
        }
        consumer.poll(Duration.ofMillis(200)).forEach(record -> {
            if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                tallying.saw(String.valueOf(record.key()), Long.parseLong(record.value()));
            }
        });
        return false;
    }

    private Consumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
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

    /** Collects what was seen. */
    private static final class Tallying {

        private final Map<String, List<Long>> seen = new HashMap<>();

        void saw(String key, long number) {
            seen.computeIfAbsent(key, first -> new ArrayList<>()).add(number);
        }

        SequenceTally result() {
            Map<String, SequenceTally.Sequence> sequences = new TreeMap<>();
            seen.forEach((key, numbers) -> sequences.put(key, SequenceTally.Sequence.of(numbers)));
            return new SequenceTally(new TreeMap<>(sequences));
        }
    }
}
