package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredCommit;
import io.connectmigrator.offset.StoredRecord;
import io.connectmigrator.topic.ClusterTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the offset topic and the consumer groups of a cluster directly, as a process with access to its brokers
 * does.
 */
public final class SimulatedTransport implements OffsetTransport {

    private final SimulatedProcess process;
    private final SimulatedConnect cluster;
    private @Nullable InternalTopics internalTopics;
    private Set<String> workerTopics = Set.of();
    private Supplier<Optional<ClusterTopics>> topics = Optional::empty;
    private boolean elsewhere;
    private boolean hasWritten;

    SimulatedTransport(SimulatedProcess process, SimulatedConnect cluster) {
        this.process = process;
        this.cluster = cluster;
    }

    /** Reads the status topic as well, with all that is written to it from now on. {@return this} */
    public SimulatedTransport withStatusTopic() {
        internalTopics = cluster.keepInternalTopics();
        return this;
    }

    /** Knows these topics of the workers from now on. {@return this} */
    public SimulatedTransport knowing(String... topics) {
        workerTopics = Set.of(topics);
        return this;
    }

    /** Offers the topics that are supplied from now on. {@return this} */
    public SimulatedTransport reading(Supplier<ClusterTopics> supplied) {
        topics = () -> Optional.of(supplied.get());
        return this;
    }

    @Override
    public Optional<ClusterTopics> topics() {
        return topics.get();
    }

    @Override
    public Set<String> workerTopics() {
        return workerTopics;
    }

    @Override
    public OffsetSnapshot listOffsets(OffsetOwner connector) {
        return asked("list", connector, () -> isSink(connector) ? ofGroup(connector) : ofTopic(connector));
    }

    private OffsetTopic topic(OffsetOwner connector) {
        String topic = TaskOffsets.topic(cluster, connector.config());
        return cluster.kafka().offsetTopic(elsewhere ? topic + " of another cluster" : topic);
    }

    private ConsumerGroup group(OffsetOwner connector) {
        return cluster.kafka().group(TaskOffsets.group(cluster, connector.connector(), connector.config()));
    }

    private boolean isSink(OffsetOwner connector) {
        return connector.kind() == OffsetOwner.Kind.SINK;
    }

    /** Of two records of one partition the one counts that was written last. */
    private OffsetSnapshot ofTopic(OffsetOwner connector) {
        Map<Map<String, ?>, ConnectorOffset> byPartition = new LinkedHashMap<>();
        List<StoredRecord> unlisted = new ArrayList<>();
        topic(connector).forEach(connector.connector(), (key, value) -> {
            StoredRecord record = StoredRecord.of(bytes(key), bytes(value), 0);
            if (record.partition().isEmpty()) {
                unlisted.add(record);
                return;
            }
            ConnectorOffset before = byPartition.put(record.partition().get(), record.toOffset());
            if (before != null && before.stored() instanceof StoredRecord hidden) {
                unlisted.add(hidden);
            }
        });
        return OffsetSnapshot.of(List.copyOf(byPartition.values())).withUnlisted(unlisted);
    }

    /** Of a group of several sinks, what it has committed in the topics of this one. */
    private OffsetSnapshot ofGroup(OffsetOwner connector) {
        List<ConnectorOffset> offsets = new ArrayList<>();
        group(connector)
                .commits()
                .forEach((topic, commits) -> commits.forEach((partition, offset) -> {
                    if (reads(connector).test(topic)) {
                        Map<String, Object> fields = new LinkedHashMap<>();
                        fields.put("kafka_topic", topic);
                        fields.put("kafka_partition", (long) partition);
                        offsets.add(new ConnectorOffset(
                                fields, Map.of("kafka_offset", offset), new StoredCommit(null, "")));
                    }
                }));
        return OffsetSnapshot.of(offsets);
    }

    private static Predicate<String> reads(OffsetOwner connector) {
        return connector.topicsRead().orElse(topic -> true);
    }

    @Override
    public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
        offsets.requireNoNullOffsets();
        return changed("alter", Kind.OFFSETS_ALTERED, connector, () -> {
            if (isSink(connector)) {
                ConsumerGroup group = group(connector);
                offsets.offsets().forEach(offset -> commit(group, offset));
            } else {
                OffsetTopic topic = topic(connector);
                offsets.offsets().forEach(offset -> put(topic, record(connector.connector(), offset)));
                offsets.unlisted().forEach(record -> put(topic, record.named(connector.connector())));
            }
        });
    }

    private static StoredRecord record(String connector, ConnectorOffset offset) {
        return offset.stored() instanceof StoredRecord record
                ? record.named(connector)
                : StoredRecord.asOverRest(connector, offset, 0);
    }

    private static void put(OffsetTopic topic, StoredRecord record) {
        topic.put(new String(record.key(), StandardCharsets.UTF_8), new String(record.value(), StandardCharsets.UTF_8));
    }

    private static void commit(ConsumerGroup group, ConnectorOffset offset) {
        Map<String, ?> partition = offset.partition();
        Map<String, ?> value = offset.offset() == null ? Map.of() : offset.offset();
        group.commit(
                String.valueOf(partition.get("kafka_topic")),
                Integer.parseInt(String.valueOf(partition.get("kafka_partition"))),
                Long.parseLong(String.valueOf(value.get("kafka_offset"))));
    }

    @Override
    public AlterResult resetOffsets(OffsetOwner connector) {
        return changed("reset", Kind.OFFSETS_RESET, connector, () -> {
            if (isSink(connector)) {
                group(connector).commits().keySet().removeIf(reads(connector));
            } else {
                topic(connector).clear(connector.connector());
            }
        });
    }

    private AlterResult changed(String what, Kind kind, OffsetOwner connector, Runnable change) {
        return asked(what, connector, () -> {
            members(connector, topic -> true).ifPresent(members -> {
                throw new OffsetTransportException(
                        "to " + what + " the offsets of " + connector + " was refused: " + members
                                + " may still commit; nothing was written",
                        "Stop the connector",
                        null);
            });
            String before = shown(connector);
            change.run();
            cluster.audit().add(process.name(), cluster.name(), connector.connector(), kind, before, shown(connector));
            return AlterResult.FRAMEWORK_ONLY;
        });
    }

    private String shown(OffsetOwner connector) {
        return isSink(connector)
                ? group(connector).commits().toString()
                : topic(connector).of(connector.connector()).toString();
    }

    private Optional<String> members(OffsetOwner connector, Predicate<String> topics) {
        Set<String> members = isSink(connector) ? group(connector).members(topics) : Set.of();
        return members.isEmpty() ? Optional.empty() : Optional.of("members " + members);
    }

    @Override
    public Optional<String> fence(OffsetOwner connector) {
        return asked(
                "fence", connector, () -> members(connector, reads(connector)).or(() -> unfinished(connector)));
    }

    @Override
    public Optional<String> wantedState(OffsetOwner connector) {
        return internalTopics == null
                ? Optional.empty()
                : Optional.ofNullable(cluster.targetState(connector.connector()));
    }

    @Override
    public boolean seesTasksEnd(OffsetOwner connector) {
        return internalTopics != null;
    }

    /** {@return the tasks that have not reported their end} A tombstone, which the leader writes, does not count. */
    private Optional<String> unfinished(OffsetOwner connector) {
        InternalTopics kept = internalTopics;
        if (kept == null) {
            return Optional.empty();
        }
        Map<String, String> lastWords = new LinkedHashMap<>();
        for (InternalTopics.Entry entry : kept.status()) {
            String value = entry.value();
            if (value != null && entry.key().startsWith("status-task-" + connector.connector() + "-")) {
                lastWords.put(entry.key().substring("status-".length()), state(value));
            }
        }
        lastWords.values().removeAll(Set.of("UNASSIGNED", "FAILED", "DESTROYED"));
        return lastWords.isEmpty() ? Optional.empty() : Optional.of("last words " + lastWords);
    }

    private static String state(String value) {
        return Json.parse(value) instanceof Map<?, ?> status ? String.valueOf(status.get("state")) : "";
    }

    /** Brokers answer after a moment. */
    private <T> T asked(String what, OffsetOwner connector, Supplier<T> question) {
        String kind = what + " offsets of " + connector + " on " + cluster.name();
        Fault fault = process.point(kind);
        try {
            process.await(() -> false, Duration.ofNanos(process.time().between(1_000_000, 4_000_000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(kind, "the thread was interrupted");
        }
        if (fault == Fault.FAILS_BEFORE) {
            throw failed(kind, "the brokers do not answer");
        }
        if (fault == Fault.FAILS_WITH_ERROR) {
            throw new NoSuchMethodError(kind);
        }
        elsewhere |= fault == Fault.WRITES_ELSEWHERE && !hasWritten;
        hasWritten |= what.equals("alter");
        T answer = question.get();
        if (fault == Fault.FAILS_AFTER) {
            throw failed(kind, "the connection broke");
        }
        process.point(kind + " answered");
        return answer;
    }

    private static OffsetTransportException failed(String what, String why) {
        return new OffsetTransportException("to " + what + " failed: " + why, "Look at the brokers", null);
    }

    @Override
    public Optional<String> location(OffsetOwner connector) {
        process.requireAlive();
        return Optional.of(
                describe(connector) + " on Kafka cluster " + cluster.kafka().id());
    }

    @Override
    public String describe(OffsetOwner connector) {
        return isSink(connector)
                ? "group " + TaskOffsets.group(cluster, connector.connector(), connector.config())
                : "topic " + TaskOffsets.topic(cluster, connector.config());
    }

    @Override
    public Set<String> clusterIdentity() {
        process.requireAlive();
        return Set.of("offset topic " + cluster.offsetTopic() + " on Kafka cluster "
                + cluster.kafka().id());
    }

    @Override
    public Optional<String> kafkaClusterId() {
        process.requireAlive();
        return Optional.of(cluster.kafka().id());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "topic " + cluster.offsetTopic();
    }
}
