package io.connectmigrator.lab;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The copy of a numbered topic that a mirror makes in another Kafka cluster. For use by one thread. */
public final class NumberedCopy {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final long TAIL = 500;

    private final NumberedTopic original;
    private final Broker kafka;
    private final String name;

    /** Takes the topic, the cluster of its copy, and the name that the copy has there. */
    public NumberedCopy(NumberedTopic original, Broker kafka, String name) {
        this.original = original;
        this.kafka = kafka;
        this.name = name;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** Waits until it has the last number of each partition. */
    public void awaitComplete() {
        try (Consumer<String, String> consumer = consumer()) {
            Deadline.in(DEADLINE)
                    .until(() -> hasLastNumbers(consumer), () -> "all of " + original.name() + " in " + name);
        }
    }

    /** {@return how many records each partition has, or had, offsets of markers included} */
    public Map<Integer, Long> ends() {
        try (Consumer<String, String> consumer = consumer()) {
            return byNumber(consumer.endOffsets(partitions()));
        }
    }

    /**
     * {@return how often a consumer gets each number that reads a partition of the topic up to an offset, and goes on in the copy
     * with another one, up to its present end}
     */
    public SequenceTally tally(int partition, long committed, long goesOn) {
        return at(partition, tallies(Map.of(partition, committed), Map.of(partition, goesOn)));
    }

    /** {@return the tallies of several partitions, by the offsets up to which a consumer reads the topic and then the copy} */
    public Map<Integer, SequenceTally> tallies(Map<Integer, Long> committed, Map<Integer, Long> goesOn) {
        Map<Integer, SequenceTally> tallies = new TreeMap<>();
        values(goesOn).forEach((partition, values) -> {
            List<Long> seen = new ArrayList<>(LongStream.range(0, original.before(partition, at(partition, committed)))
                    .boxed()
                    .toList());
            seen.addAll(numbers(values));
            tallies.put(partition, SequenceTally.of(name + "-" + partition, seen));
        });
        return tallies;
    }

    /** {@return how many records in a partition from an offset on hold no number: no transaction of the original has committed them} */
    public long uncommitted(int partition, long from) {
        return at(partition, values(Map.of(partition, from))).stream()
                .filter(NumberedTopic.UNCOMMITTED::equals)
                .count();
    }

    /** {@return the numbers in a partition from an offset on, as the copy has them} */
    public List<Long> numbers(int partition, long from) {
        return numbers(at(partition, values(Map.of(partition, from))));
    }

    private static List<Long> numbers(List<String> values) {
        return values.stream()
                .filter(value -> !NumberedTopic.UNCOMMITTED.equals(value))
                .map(Long::valueOf)
                .toList();
    }

    private boolean hasLastNumbers(Consumer<String, String> consumer) {
        if (!consumer.listTopics().containsKey(name)) {
            return false;
        }
        Map<Integer, Long> tails = new HashMap<>();
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions());
        consumer.endOffsets(partitions())
                .forEach((partition, end) ->
                        tails.put(partition.partition(), Math.max(requireNonNull(starts.get(partition)), end - TAIL)));
        return read(consumer, tails).entrySet().stream()
                .allMatch(tail -> original.written(tail.getKey()) == 0
                        || numbers(tail.getValue()).contains(original.written(tail.getKey()) - 1));
    }

    private Map<Integer, List<String>> values(Map<Integer, Long> from) {
        try (Consumer<String, String> consumer = consumer()) {
            return read(consumer, from);
        }
    }

    private Map<Integer, List<String>> read(Consumer<String, String> consumer, Map<Integer, Long> from) {
        Map<Integer, List<String>> values = new TreeMap<>();
        from.keySet().forEach(partition -> values.put(partition, new ArrayList<>()));
        List<TopicPartition> assigned =
                from.keySet().stream().map(this::partition).toList();
        consumer.assign(assigned);
        from.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
        Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
        Deadline.in(DEADLINE)
                .until(
                        () -> {
                            if (ends.entrySet().stream()
                                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                                return true;
                            }
                            consumer.poll(Duration.ofMillis(100))
                                    .forEach(record ->
                                            at(record.partition(), values).add(record.value()));
                            return false;
                        },
                        () -> "end of " + name);
        return values;
    }

    private static <T> T at(int partition, Map<Integer, T> values) {
        return requireNonNull(values.get(partition), () -> "partition " + partition);
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(name, partition);
    }

    private List<TopicPartition> partitions() {
        return IntStream.range(0, original.partitions())
                .mapToObj(this::partition)
                .toList();
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }

    private Consumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        "false",
                        "auto.offset.reset",
                        "none"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
