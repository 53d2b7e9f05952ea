package io.connectmigrator.lab.sim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A consumer group: what it has committed, and its members. */
public final class ConsumerGroup {

    private final String id;
    private final Map<String, Map<Integer, Long>> commits = new TreeMap<>();
    private final Map<String, List<String>> members = new LinkedHashMap<>();

    ConsumerGroup(String id) {
        this.id = id;
    }

    /** {@return the group's id} */
    public String id() {
        return id;
    }

    /** {@return the members, each a task with its worker} */
    public Set<String> members() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /** {@return those of the members that read topics of which some are these} */
    Set<String> members(Predicate<String> topics) {
        return members.entrySet().stream()
                .filter(member -> member.getValue().stream().anyMatch(topics))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void join(String member, List<String> topics) {
        members.put(member, topics);
    }

    void leave(String member) {
        members.remove(member);
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
        return id + " " + commits + " " + members.keySet();
    }
}
