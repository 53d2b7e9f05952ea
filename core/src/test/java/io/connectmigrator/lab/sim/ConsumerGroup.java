package io.connectmigrator.lab.sim;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A consumer group: what it has committed, and its members. */
public final class ConsumerGroup {

    private final String id;
    private final Map<String, Map<Integer, Long>> commits = new TreeMap<>();
    private final Set<String> members = new LinkedHashSet<>();

    ConsumerGroup(String id) {
        this.id = id;
    }

    /** {@return the group's id} */
    public String id() {
        return id;
    }

    /** {@return the members, each a task with its worker} */
    public Set<String> members() {
        return members;
    }

    /** {@return what is committed, by topic and partition} */
    public Map<String, Map<Integer, Long>> commits() {
        return commits;
    }

    long committed(String topic, int partition, long otherwise) {
        return commits.getOrDefault(topic, Map.of()).getOrDefault(partition, otherwise);
    }

    void commit(String topic, int partition, long offset) {
        commits.computeIfAbsent(topic, first -> new TreeMap<>()).put(partition, offset);
    }

    void forget(String topic, int partition) {
        Map<Integer, Long> ofTopic = commits.getOrDefault(topic, new LinkedHashMap<>());
        ofTopic.remove(partition);
        if (ofTopic.isEmpty()) {
            commits.remove(topic);
        }
    }

    @Override
    public String toString() {
        return id + " " + commits + " " + members;
    }
}
