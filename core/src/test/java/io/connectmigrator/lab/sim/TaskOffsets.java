package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a task finds its offsets and commits them. */
interface TaskOffsets {

    /** {@return the committed offset of each partition of the task, 0 where there is none} */
    long[] read();

    void commit(long[] offsets);

    /** {@return the sequence of records that a partition holds} */
    String data(int partition);

    default void join() {}

    default void leave() {}

    static TaskOffsets of(
            SimulatedConnect cluster, String connector, Registered registered, int[] partitions, String member) {
        return registered.isSink()
                ? new OfSink(cluster.kafka(), connector, registered, partitions, cluster.name() + "/" + member)
                : new OfSource(cluster, connector, registered, partitions);
    }

    /** {@return the topic in which a source has its offsets} */
    static String topic(SimulatedConnect cluster, Map<String, String> config) {
        return config.getOrDefault("offsets.storage.topic", cluster.offsetTopic());
    }

    /** {@return the consumer group of a sink} */
    static String group(String connector, Map<String, String> config) {
        return config.getOrDefault("consumer.override.group.id", "connect-" + connector);
    }

    /** In an offset topic. */
    final class OfSource implements TaskOffsets {

        private final OffsetTopic topic;
        private final String data;
        private final int[] partitions;
        private final String[] keys;

        OfSource(SimulatedConnect cluster, String connector, Registered registered, int[] partitions) {
            this.topic = cluster.kafka().rawOffsetTopic(topic(cluster, registered.config()));
            this.data = registered.config().getOrDefault("data", "data");
            this.partitions = partitions;
            this.keys = new String[partitions.length];
            boolean reversed =
                    registered.config().getOrDefault("key.order", "hash").equals("reversed");
            for (int i = 0; i < partitions.length; i++) {
                keys[i] = OffsetTopic.key(connector, partition(data, partitions[i], reversed));
            }
        }

        /** {@return the partition as the task gives it; reversed, it is in an order that no {@code HashMap} has} */
        static Map<String, Object> partition(String data, int number, boolean reversed) {
            Map<String, Object> inHashOrder = new HashMap<>();
            inHashOrder.put("data", data);
            inHashOrder.put("shard", (long) number);
            if (!reversed) {
                return inHashOrder;
            }
            List<String> fields = new ArrayList<>(inHashOrder.keySet());
            Collections.reverse(fields);
            Map<String, Object> inOtherOrder = new LinkedHashMap<>();
            fields.forEach(field -> inOtherOrder.put(field, inHashOrder.get(field)));
            return inOtherOrder;
        }

        @Override
        public long[] read() {
            long[] offsets = new long[keys.length];
            for (int i = 0; i < keys.length; i++) {
                offsets[i] = sequence(topic.get(keys[i]));
            }
            return offsets;
        }

        private static long sequence(@Nullable String value) {
            return value != null
                            && Json.parse(value) instanceof Map<?, ?> fields
                            && fields.get("sequence") instanceof Number sequence
                    ? sequence.longValue()
                    : 0;
        }

        @Override
        public void commit(long[] offsets) {
            for (int i = 0; i < keys.length; i++) {
                topic.put(keys[i], "{\"sequence\":" + offsets[i] + "}");
            }
        }

        @Override
        public String data(int partition) {
            return data + "-" + partitions[partition];
        }
    }

    /** In a consumer group. */
    final class OfSink implements TaskOffsets {

        private final ConsumerGroup group;
        private final String topic;
        private final int[] partitions;
        private final String member;

        OfSink(SimulatedKafka kafka, String connector, Registered registered, int[] partitions, String member) {
            this.group = kafka.rawGroup(TaskOffsets.group(connector, registered.config()));
            this.topic = registered.config().getOrDefault("topics", "topic");
            this.partitions = partitions;
            this.member = member;
        }

        @Override
        public long[] read() {
            long[] offsets = new long[partitions.length];
            for (int i = 0; i < partitions.length; i++) {
                offsets[i] = group.committed(topic, partitions[i], 0);
            }
            return offsets;
        }

        @Override
        public void commit(long[] offsets) {
            for (int i = 0; i < partitions.length; i++) {
                group.commit(topic, partitions[i], offsets[i]);
            }
        }

        @Override
        public String data(int partition) {
            return topic + "-" + partitions[partition];
        }

        @Override
        public void join() {
            group.members().add(member);
        }

        @Override
        public void leave() {
            group.members().remove(member);
        }
    }
}
