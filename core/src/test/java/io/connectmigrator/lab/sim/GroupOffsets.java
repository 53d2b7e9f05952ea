package io.connectmigrator.lab.sim;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The offsets of a sink, in its consumer group. */
final class GroupOffsets implements TaskOffsets {

    private final SimulatedConnect cluster;
    private final ConsumerGroup group;
    private final List<String> topics;
    private final boolean isBounded;
    private final int[] partitions;
    private final String member;

    GroupOffsets(SimulatedConnect cluster, String connector, Registered registered, int[] partitions, String member) {
        this.cluster = cluster;
        this.group = cluster.kafka().rawGroup(TaskOffsets.group(cluster, connector, registered.config()));
        this.topics = topics(registered.config());
        this.isBounded = registered.isSequence();
        this.partitions = partitions;
        this.member = member;
    }

    /** Of a regular expression, those of its alternatives that are names: there are no other topics. */
    private static List<String> topics(Map<String, String> config) {
        String regex = config.getOrDefault("topics.regex", "");
        return regex.isEmpty()
                ? List.of(config.getOrDefault("topics", "topic").split(",", -1))
                : Stream.of(regex.split("\\|", -1))
                        .filter(topic -> topic.matches("\\w+"))
                        .toList();
    }

    /** An offset beyond the end of the log is out of range, and the partition is read from its beginning. */
    @Override
    public long[] read() {
        long[] offsets = new long[topics.size() * partitions.length];
        for (int i = 0; i < offsets.length; i++) {
            long shift = cluster.kafka().shift();
            long committed = group.committed(topic(i), number(i), shift) - shift;
            offsets[i] = committed > end(i) ? 0 : committed;
        }
        return offsets;
    }

    @Override
    public void commit(long[] offsets, long[] before) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != before[i]) {
                group.commit(topic(i), number(i), offsets[i] + cluster.kafka().shift());
            }
        }
    }

    private String topic(int i) {
        return topics.get(i / partitions.length);
    }

    private int number(int i) {
        return partitions[i % partitions.length];
    }

    @Override
    public String data(int partition) {
        return cluster.kafka().original(topic(partition)) + "-" + number(partition);
    }

    @Override
    public long end(int partition) {
        return isBounded
                ? cluster.kafka().logEnd(cluster.kafka().original(topic(partition)), cluster.deliveries())
                : Long.MAX_VALUE / 4;
    }

    @Override
    public void join() {
        group.join(member, topics);
    }

    @Override
    public void leave() {
        group.leave(member);
    }
}
