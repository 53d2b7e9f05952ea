package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The offsets of a source, in an offset topic. */
final class TopicOffsets implements TaskOffsets {

    private final OffsetTopic topic;
    private final String[] data;
    private final String[] keys;

    TopicOffsets(SimulatedConnect cluster, String connector, Registered registered, int[] partitions) {
        this.topic = cluster.kafka().rawOffsetTopic(TaskOffsets.topic(cluster, registered.config()));
        this.data = new String[partitions.length];
        this.keys = new String[partitions.length];
        boolean reversed = registered.setting("key.order").equals("reversed");
        String[] named = registered
                .config()
                .getOrDefault("key.data", String.join(",", registered.data()))
                .split(",", -1);
        int each = registered.partitions() / registered.data().size();
        for (int i = 0; i < partitions.length; i++) {
            int place = partitions[i] / each;
            int shard = partitions[i] % each;
            data[i] = registered.data().get(place) + "-" + shard;
            keys[i] = OffsetTopic.key(connector, cluster.partitionOfPlugin(partition(named[place], shard, reversed)));
        }
    }

    /** {@return the partition as the task gives it; reversed, it is in an order that no {@code HashMap} has} */
    private static Map<String, Object> partition(String data, int number, boolean reversed) {
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
            offsets[i] = sequence(topic.get(keys[i]), 0);
        }
        return offsets;
    }

    static long sequence(@Nullable String value, long otherwise) {
        return value != null
                        && Json.parse(value) instanceof Map<?, ?> fields
                        && fields.get("sequence") instanceof Number sequence
                ? sequence.longValue()
                : otherwise;
    }

    @Override
    public void commit(long[] offsets, long[] before) {
        for (int i = 0; i < keys.length; i++) {
            if (offsets[i] != before[i]) {
                topic.put(keys[i], "{\"sequence\":" + offsets[i] + "}");
            }
        }
    }

    @Override
    public String data(int partition) {
        return data[partition];
    }
}
