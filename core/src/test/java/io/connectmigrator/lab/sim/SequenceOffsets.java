package io.connectmigrator.lab.sim;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The offset of a task of the test source that real workers have as well: the last number that it has written. */
final class SequenceOffsets implements TaskOffsets {

    private final OffsetTopic topic;
    private final String data;
    private final String key;
    private final long limit;

    SequenceOffsets(SimulatedConnect cluster, String connector, Registered registered, int task) {
        this.topic = cluster.kafka().rawOffsetTopic(TaskOffsets.topic(cluster, registered.config()));
        this.data = registered.setting("topic") + "/" + task;
        this.key = OffsetTopic.key(connector, partition(registered, task));
        this.limit = registered.number("limit", Integer.MAX_VALUE);
    }

    private static Map<String, String> partition(Registered registered, int task) {
        Map<String, String> partition =
                registered.setting("partition.map").equals("linked") ? new LinkedHashMap<>() : new HashMap<>();
        String[] fields =
                registered.config().getOrDefault("partition.fields", "id").split(",", -1);
        for (int i = 0; i < fields.length; i++) {
            partition.put(fields[i], i == 0 ? String.valueOf(task) : fields[i] + "-" + task);
        }
        return partition;
    }

    @Override
    public long[] read() {
        return new long[] {TopicOffsets.sequence(topic.get(key), -1) + 1};
    }

    @Override
    public void commit(long[] offsets, long[] before) {
        if (offsets[0] != before[0]) {
            topic.put(key, "{\"sequence\":" + (offsets[0] - 1) + "}");
        }
    }

    @Override
    public String data(int partition) {
        return data;
    }

    @Override
    public long end(int partition) {
        return limit;
    }

    @Override
    public boolean returnsNothing(long[] positions) {
        return positions.length == 0 || positions[0] >= limit;
    }
}
