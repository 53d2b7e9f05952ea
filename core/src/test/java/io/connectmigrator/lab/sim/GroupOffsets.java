package io.connectmigrator.lab.sim;

/** The offsets of a sink, in its consumer group. */
final class GroupOffsets implements TaskOffsets {

    private final SimulatedConnect cluster;
    private final ConsumerGroup group;
    private final String topic;
    private final boolean isBounded;
    private final int[] partitions;
    private final String member;

    GroupOffsets(SimulatedConnect cluster, String connector, Registered registered, int[] partitions, String member) {
        this.cluster = cluster;
        this.group = cluster.kafka().rawGroup(TaskOffsets.group(connector, registered.config()));
        this.topic = registered.config().getOrDefault("topics", "topic");
        this.isBounded = registered.isSequence();
        this.partitions = partitions;
        this.member = member;
    }

    /** An offset beyond the end of the log is out of range, and the partition is read from its beginning. */
    @Override
    public long[] read() {
        long[] offsets = new long[partitions.length];
        for (int i = 0; i < partitions.length; i++) {
            long committed = group.committed(topic, partitions[i], 0);
            offsets[i] = committed > end(i) ? 0 : committed;
        }
        return offsets;
    }

    @Override
    public void commit(long[] offsets, long[] before) {
        for (int i = 0; i < partitions.length; i++) {
            if (offsets[i] != before[i]) {
                group.commit(topic, partitions[i], offsets[i]);
            }
        }
    }

    @Override
    public String data(int partition) {
        return topic + "-" + partitions[partition];
    }

    @Override
    public long end(int partition) {
        return isBounded ? cluster.kafka().logEnd(topic, cluster.deliveries()) : Long.MAX_VALUE / 4;
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
