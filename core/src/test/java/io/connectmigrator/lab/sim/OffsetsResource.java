package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.lab.sim.Registered.TargetState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The offsets of connectors as the REST API shows and changes them. */
final class OffsetsResource {

    private static final String ALTERED = "The offsets for this connector have been %s successfully";
    private static final String FRAMEWORK_ONLY = "The Connect framework-managed offsets for this connector have been"
            + " %s successfully. However, if this connector manages offsets externally, they will need to be manually %s"
            + " in the system that the connector uses.";
    private static final String ZOMBIES =
            "Failed to %s consumer group offsets for connector %s either because its tasks haven't stopped completely"
                    + " yet or the connector was resumed before the request to alter its offsets could be successfully"
                    + " completed. If the connector is in a stopped state, this operation can be safely retried. If it"
                    + " doesn't eventually succeed, the Connect cluster may need to be restarted to get rid of the zombie"
                    + " sink tasks.";

    private static final long TIMEOUT = 90_000_000_000L;
    private static final Registered NONE = new Registered(Map.of(), TargetState.STOPPED, 0, 0, 0);

    private final SimulatedConnect cluster;

    OffsetsResource(SimulatedConnect cluster) {
        this.cluster = cluster;
    }

    Answer list(SimulatedWorker worker, String name) {
        Registered found = worker.view().get(name);
        if (found == null) {
            return notFound(name);
        }
        if (cluster.lacksPluginOf(found)) {
            return lacksPlugin(found);
        }
        if (found.config().keySet().stream().anyMatch(key -> key.startsWith("admin.override."))) {
            // The one simulated Kafka cluster cannot be reached by other client settings.
            return Answer.error(
                    500,
                    found.isSink()
                            ? "Failed to retrieve consumer group offsets for sink connector " + name
                            : "Failed to retrieve offsets for source connector " + name);
        }
        return Answer.ok(Map.of("offsets", found.isSink() ? ofGroup(group(name, found)) : ofTopic(name, topic(found))));
    }

    private Answer lacksPlugin(Registered registered) {
        return Answer.error(500, cluster.rest().plugins().notFound(registered.setting("connector.class")));
    }

    private OffsetTopic topic(Registered registered) {
        return cluster.kafka().offsetTopic(TaskOffsets.topic(cluster, registered.config()));
    }

    private ConsumerGroup group(String name, Registered registered) {
        return cluster.kafka().group(TaskOffsets.group(cluster, name, registered.config()));
    }

    /** A worker looks an offset up under the key that it makes of the partition, whatever the key was that it found it in. */
    static List<Object> ofTopic(String name, OffsetTopic topic) {
        Map<String, Object> byPartition = new LinkedHashMap<>();
        topic.forEach(name, (key, value) -> {
            OffsetTopic.Partition ofKey = topic.partition(key);
            if (ofKey != null) {
                String keyOfRest = ofKey.keyOverRest();
                String stored = topic.get(keyOfRest);
                if (!topic.hides(keyOfRest, key)) {
                    byPartition.put(keyOfRest, entry(ofKey.fields(), stored == null ? null : Json.parse(stored)));
                }
            }
        });
        return new ArrayList<>(byPartition.values());
    }

    static List<Object> ofGroup(ConsumerGroup group) {
        List<Object> offsets = new ArrayList<>();
        group.commits()
                .forEach((topic, commits) -> commits.forEach((partition, offset) -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("kafka_topic", topic);
                    fields.put("kafka_partition", partition);
                    offsets.add(entry(fields, Map.of("kafka_offset", offset)));
                }));
        return offsets;
    }

    private static Map<String, Object> entry(Map<String, Object> partition, @Nullable Object offset) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("partition", partition);
        entry.put("offset", offset);
        return Collections.unmodifiableMap(entry);
    }

    /** Checks at once, and writes a little later. */
    void modify(Exchange exchange, String name) {
        boolean reset = exchange.method().equals("DELETE");
        Answer refusal = refusal(exchange, name, reset);
        if (refusal != null) {
            exchange.answer(refusal);
            return;
        }
        long slow = cluster.registry().getOrDefault(name, NONE).number("alter.offsets.sleep.ms", 0) * 1_000_000L;
        if (slow > TIMEOUT) {
            // The job has a time-out of its own, and writes nothing.
            cluster.time().after(TIMEOUT, () -> exchange.answer(Answer.error(500, "Request timed out")));
            return;
        }
        cluster.time().after(cluster.time().between(2_000_000, 8_000_000) + slow, () -> {
            if (cluster.holdsAlterations(name)) {
                return;
            }
            Registered registered = cluster.registry().get(name);
            exchange.answer(
                    registered == null
                            ? notFound(name)
                            : registered.isSink()
                                    ? sink(exchange, name, registered, reset)
                                    : source(exchange, name, registered, reset));
        });
    }

    private @Nullable Answer refusal(Exchange exchange, String name, boolean reset) {
        if (!reset && !(exchange.object().get("offsets") instanceof List<?> offsets && !offsets.isEmpty())) {
            return Answer.error(400, "Partitions / offsets need to be provided for an alter offsets request");
        }
        Registered found = cluster.registry().get(name);
        if (found == null) {
            return notFound(name);
        }
        boolean stopped = found.target() == TargetState.STOPPED && found.tasks() == 0;
        if (!stopped) {
            return Answer.error(
                    400,
                    "Connectors must be in the STOPPED state before their offsets can be modified. This can be done for"
                            + " the specified connector by issuing a 'PUT' request to the '/connectors/" + name
                            + "/stop' endpoint");
        }
        if (cluster.lacksPluginOf(found)) {
            return lacksPlugin(found);
        }
        if (!reset && found.isSink()) {
            Answer wrong = wrong(name, (List<?>) exchange.object().getOrDefault("offsets", List.of()));
            if (wrong != null) {
                return wrong;
            }
        }
        if (!reset && hasNested(exchange)) {
            return Answer.error(
                    500, "Offsets may only contain primitive types as values, but field sequence contains MAP");
        }
        return switch (found.config().getOrDefault("alter.offsets", "decline")) {
            case "refuse" -> Answer.error(500, "refused by configuration");
            case "unsupported" ->
                Answer.error(
                        500,
                        "Failed to modify offsets for connector " + name
                                + " because it doesn't support external modification of offsets");
            default -> null;
        };
    }

    private static boolean hasNested(Exchange exchange) {
        return ((List<?>) exchange.object().getOrDefault("offsets", List.of()))
                .stream()
                        .flatMap(entry -> field(entry, "offset").values().stream())
                        .anyMatch(value -> value instanceof Map || value instanceof List);
    }

    private static @Nullable Answer wrong(String name, List<?> entries) {
        for (Object entry : entries) {
            Map<String, ?> partition = field(entry, "partition");
            if (!partition.containsKey("kafka_topic") || !partition.containsKey("kafka_partition")) {
                return Answer.error(
                        400,
                        "The partition for a sink connector offset must contain the keys 'kafka_topic' and"
                                + " 'kafka_partition'");
            }
            if (String.valueOf(partition.get("kafka_topic")).startsWith("no-such-topic")) {
                return Answer.error(500, "Failed to alter consumer group offsets for connector " + name);
            }
            if (String.valueOf(field(entry, "offset").get("kafka_offset")).startsWith("-")) {
                return Answer.error(500, "Failed to modify offsets for sink connector " + name);
            }
        }
        return null;
    }

    private Answer source(Exchange exchange, String name, Registered registered, boolean reset) {
        OffsetTopic topic = topic(registered);
        Map<String, String> before = topic.of(name);
        if (reset) {
            ofTopic(name, topic)
                    .forEach(entry -> topic.put(OffsetTopic.keyOverRest(name, field(entry, "partition")), null));
        } else {
            for (Object entry : (List<?>) exchange.object().getOrDefault("offsets", List.of())) {
                Map<String, ?> offset = field(entry, "offset");
                topic.put(
                        OffsetTopic.keyOverRest(name, field(entry, "partition")),
                        offset.isEmpty() ? null : Json.write(new HashMap<>(offset)));
            }
        }
        note(exchange, name, reset, before, topic.of(name));
        return done(registered, reset);
    }

    private Answer sink(Exchange exchange, String name, Registered registered, boolean reset) {
        ConsumerGroup group = group(name, registered);
        String before = group.commits().toString();
        if (reset ? !group.members().isEmpty() : !written(group, exchange)) {
            return Answer.error(
                    500, ZOMBIES.replaceFirst("%s", reset ? "reset" : "alter").replace("%s", name));
        }
        if (reset) {
            cluster.kafka().deleteGroup(group.id());
        }
        note(exchange, name, reset, before, group(name, registered).commits().toString());
        return done(registered, reset);
    }

    /**
     * {@return whether all was done} Offsets are altered only while it has no members, and deleted where no member reads the
     * topic; the one may be done without the other.
     */
    private static boolean written(ConsumerGroup group, Exchange exchange) {
        boolean done = true;
        for (Object entry : (List<?>) exchange.object().getOrDefault("offsets", List.of())) {
            Map<String, ?> partition = field(entry, "partition");
            Map<String, ?> offset = field(entry, "offset");
            String topic = String.valueOf(partition.get("kafka_topic"));
            boolean allowed = offset.isEmpty()
                    ? group.members(topic::equals).isEmpty()
                    : group.members().isEmpty();
            if (allowed) {
                write(group, partition, offset);
            }
            done &= allowed;
        }
        return done;
    }

    private static void write(ConsumerGroup group, Map<String, ?> partition, Map<String, ?> offset) {
        String topic = String.valueOf(partition.get("kafka_topic"));
        int number = Integer.parseInt(String.valueOf(partition.get("kafka_partition")));
        if (offset.isEmpty()) {
            group.forget(topic, number);
        } else {
            group.commit(topic, number, Long.parseLong(String.valueOf(offset.get("kafka_offset"))));
        }
    }

    private void note(Exchange exchange, String name, boolean reset, Object before, Object after) {
        cluster.audit()
                .add(
                        exchange.author(),
                        cluster.name(),
                        name,
                        reset ? Kind.OFFSETS_RESET : Kind.OFFSETS_ALTERED,
                        before,
                        after);
    }

    private static Answer done(Registered registered, boolean reset) {
        boolean tookPart = registered
                .config()
                .getOrDefault("alter.offsets", registered.isSequence() ? "accept" : "decline")
                .equals("accept");
        return Answer.message((tookPart ? ALTERED : FRAMEWORK_ONLY).replace("%s", reset ? "reset" : "altered"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> field(Object entry, String name) {
        Object value = ((Map<String, ?>) entry).get(name);
        return value == null ? Map.of() : (Map<String, ?>) value;
    }

    private static Answer notFound(String name) {
        return Answer.error(404, "Connector " + name + " not found");
    }
}
