package io.connectmigrator.lab.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The source partitions of a task, each a map of one field or several in the order and kind of map that is configured. */
final class SourcePartitions {

    private SourcePartitions() {}

    /** {@return the ids of those that fall to the task, and the map of each} */
    static Map<String, Map<String, String>> of(SequenceSettings settings, int task, int tasks) {
        int shared = settings.getInt("partitions");
        int count = shared > 0 ? shared : tasks * settings.getInt("partitions.per.task");
        List<String> ids = new ArrayList<>();
        int first = settings.getInt("first.partition");
        for (int partition = task; partition < count; partition += tasks) {
            ids.add(Integer.toString(first + partition));
        }
        Map<String, Map<String, String>> partitions = new LinkedHashMap<>();
        ids.forEach(id -> partitions.put(id, partition(settings, id)));
        return partitions;
    }

    private static Map<String, String> partition(SequenceSettings settings, String id) {
        String kind = settings.getString("partition.map");
        Map<String, String> partition = "hash".equals(kind) ? new HashMap<>() : new LinkedHashMap<>();
        List<String> fields = settings.partitionFields();
        partition.put(fields.get(0), id);
        fields.subList(1, fields.size()).forEach(field -> partition.put(field, settings.valueBegins(field) + "-" + id));
        // The order of an immutable map differs from one JVM to the next.
        return "immutable".equals(kind) ? Map.copyOf(partition) : partition;
    }
}
