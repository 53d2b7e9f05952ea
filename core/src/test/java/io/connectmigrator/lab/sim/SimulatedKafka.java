package io.connectmigrator.lab.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kafka cluster: offset topics and consumer groups. What it shows is always as of now. */
public final class SimulatedKafka {

    private final String id;
    private final Map<String, OffsetTopic> offsetTopics = new HashMap<>();
    private final Map<String, ConsumerGroup> groups = new HashMap<>();
    private final List<SimulatedConnect> clusters = new ArrayList<>();

    private String prefix = "";
    private long shift;

    SimulatedKafka(String id) {
        this.id = id;
    }

    /** Makes its topics copies of those of another Kafka cluster, with a prefix, and with offsets that are higher by this many. */
    public SimulatedKafka mirror(String prefix, long shift) {
        this.prefix = prefix;
        this.shift = shift;
        return this;
    }

    /** {@return the topic of which one here is the copy} */
    String original(String topic) {
        return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
    }

    /** {@return the name of the copy of a topic} */
    String copy(String topic) {
        return prefix + topic;
    }

    /** {@return by how much the offset of a record here is higher than its number} */
    long shift() {
        return shift;
    }

    /** {@return the cluster's id} */
    public String id() {
        return id;
    }

    void add(SimulatedConnect cluster) {
        clusters.add(cluster);
    }

    /** {@return an offset topic, with all that tasks have committed by now} */
    public OffsetTopic offsetTopic(String name) {
        clusters.forEach(SimulatedConnect::commitWhatIsDue);
        return rawOffsetTopic(name);
    }

    /** {@return a consumer group, with all that tasks have committed by now} */
    public ConsumerGroup group(String name) {
        clusters.forEach(SimulatedConnect::commitWhatIsDue);
        return rawGroup(name);
    }

    /** {@return how many records test sources have written to a topic by now} */
    long logEnd(String topic, Deliveries deliveries) {
        return deliveries.count(topic + "/", clusters.stream().flatMap(SimulatedConnect::sourcesUnderWay));
    }

    OffsetTopic rawOffsetTopic(String name) {
        return offsetTopics.computeIfAbsent(name, OffsetTopic::new);
    }

    ConsumerGroup rawGroup(String name) {
        return groups.computeIfAbsent(name, ConsumerGroup::new);
    }

    void deleteGroup(String name) {
        rawGroup(name).commits().clear();
    }

    @Override
    public String toString() {
        return id + " " + offsetTopics.values() + " " + groups.values();
    }
}
