package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The latest record of each key of an offset topic, as texts. Keys begin with the name of their connector. */
public final class OffsetTopic {

    private final String name;
    private final Map<String, String> records = new LinkedHashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<String, Optional<Partition>> partitions = new HashMap<>();
    private @Nullable List<InternalTopics.Entry> log;
    private long writes;

    OffsetTopic(String name) {
        this.name = name;
    }

    /**
     * What is in a key.
     *
     * @param fields the partition, in the order in which a worker has it
     * @param keyOverRest the key that a worker makes of it
     */
    record Partition(Map<String, Object> fields, String keyOverRest) {}

    /** {@return what is in a key, null if it is no partition of a connector} */
    @Nullable
    Partition partition(String key) {
        return partitions.computeIfAbsent(key, OffsetTopic::parsed).orElse(null);
    }

    private static Optional<Partition> parsed(String key) {
        if (!(Json.parse(key) instanceof List<?> parts) || !(parts.get(1) instanceof Map<?, ?> partition)) {
            return Optional.empty();
        }
        Map<String, Object> inHashOrder = new HashMap<>();
        partition.forEach((field, part) -> inHashOrder.put(String.valueOf(field), part));
        return Optional.of(new Partition(inHashOrder, key(String.valueOf(parts.get(0)), inHashOrder)));
    }

    /** {@return the topic's name} */
    public String name() {
        return name;
    }

    /** {@return the key of an offset as a task writes it that gives its partition in this order} */
    static String key(String connector, Map<String, ?> partition) {
        return Json.write(List.of(connector, partition));
    }

    /** {@return the key of an offset as a worker writes it that got it over REST} */
    static String keyOverRest(String connector, Map<String, ?> partition) {
        return key(connector, new HashMap<>(partition));
    }

    /** Writes a record as another client than Connect. */
    public void write(String key, @Nullable String value) {
        put(key, value);
    }

    @Nullable
    String get(String key) {
        return records.get(key);
    }

    /** Writes a record, a tombstone if the value is null. */
    void put(String key, @Nullable String value) {
        records.remove(key);
        newest.put(key, ++writes);
        if (value == null) {
            deleted.add(key);
        } else {
            records.put(key, value);
            deleted.remove(key);
        }
        if (log != null) {
            log.add(new InternalTopics.Entry(key, value));
        }
    }

    /** {@return whether a tombstone under the first key came after the record under the other one, so that REST shows none} */
    boolean hides(String keyOfRest, String key) {
        return !keyOfRest.equals(key)
                && deleted.contains(keyOfRest)
                && newest.getOrDefault(keyOfRest, 0L) > newest.getOrDefault(key, 0L);
    }

    /** Keeps all records from now on. */
    public List<InternalTopics.Entry> keepLog() {
        if (log == null) {
            log = new ArrayList<>();
        }
        return log;
    }

    void forEach(String connector, BiConsumer<String, String> each) {
        String prefix = "[" + Json.write(connector) + ",";
        records.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                each.accept(key, value);
            }
        });
    }

    /** {@return the records of a connector, in the order in which their keys came first} */
    public Map<String, String> of(String connector) {
        Map<String, String> found = new LinkedHashMap<>();
        forEach(connector, found::put);
        return found;
    }

    /** Deletes all records of a connector. */
    void clear(String connector) {
        new ArrayList<>(of(connector).keySet()).forEach(key -> put(key, null));
    }

    @Override
    public String toString() {
        return name + " " + records;
    }
}
