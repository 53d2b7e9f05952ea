package io.connectmigrator.examples;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the workers of a cluster did with a connector: the states in their status topic, and lines of their logs. */
final class WorkerHistory {

    private static final Pattern STATE = Pattern.compile("\"state\":\"([A-Z_]+)\"");
    private static final Pattern LINE = Pattern.compile("(\\d\\d:\\d\\d:\\d\\d),(\\d{3}) [A-Z]+ \\[.*?] \\w+: (.*)");

    /** What a worker says when it takes note of a request, and when it does what was asked for. */
    private static final Pattern TELLING = Pattern.compile(
            "target state change|configs updated|Stopping task|Starting task|Committing offsets|finished initialization");

    /** The same for what stops all of its connectors; such lines name none. */
    private static final Pattern REBALANCE = Pattern.compile("Rebalance started|Joined group|Finished starting");

    private static final Pattern NOISE = Pattern.compile("\\[Worker clientId=.*?] | with protocol version.*");

    private final ConnectCluster cluster;
    private final String connector;

    WorkerHistory(ConnectCluster cluster, String connector) {
        this.cluster = cluster;
        this.connector = connector;
    }

    /** {@return all of it, in no order} */
    List<WorkerEvent> events() {
        return Stream.concat(states().stream(), cluster.workers().stream().flatMap(this::lines))
                .toList();
    }

    private List<WorkerEvent> states() {
        TopicPartition topic = new TopicPartition(cluster.property("status.storage.topic"), 0);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", cluster.kafka().bootstrapServers(), "auto.offset.reset", "earliest");
        List<WorkerEvent> states = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(topic));
            long end = requireNonNull(consumer.endOffsets(List.of(topic)).get(topic), "end");
            while (consumer.position(topic) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> addState(record, states));
            }
        }
        return states;
    }

    private void addState(ConsumerRecord<String, String> record, List<WorkerEvent> states) {
        boolean isConnector = record.key().equals("status-connector-" + connector);
        boolean isTask = record.key().startsWith("status-task-" + connector + "-");
        if (!isConnector && !isTask) {
            return;
        }
        Matcher state = STATE.matcher(record.value() == null ? "" : record.value());
        String what = state.find() ? state.group(1) : "gone";
        String part = isConnector
                ? "the connector"
                : "task " + record.key().substring(record.key().lastIndexOf('-') + 1);
        states.add(
                new WorkerEvent(Instant.ofEpochMilli(record.timestamp()), cluster.name(), part + " is " + what, true));
    }

    private Stream<WorkerEvent> lines(ConnectWorker worker) {
        try {
            return new String(Files.readAllBytes(worker.log()), StandardCharsets.UTF_8)
                    .lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .filter(line -> tells(line.group(3)))
                    .map(this::event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean tells(String message) {
        return REBALANCE.matcher(message).find()
                || (message.contains(connector) && TELLING.matcher(message).find());
    }

    /** A line has the time of day only: that of a day that has not yet ended. */
    private WorkerEvent event(Matcher line) {
        ZoneId zone = ZoneId.systemDefault();
        Instant today = LocalDate.now(zone)
                .atTime(LocalTime.parse(line.group(1) + "." + line.group(2)))
                .atZone(zone)
                .toInstant();
        Instant at = today.isAfter(Instant.now()) ? today.minus(Duration.ofDays(1)) : today;
        return new WorkerEvent(at, cluster.name(), NOISE.matcher(line.group(3)).replaceAll(""), false);
    }
}
