package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.group.GroupShare;
import io.connectmigrator.kafka.internal.group.SinkGroup;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Optional;
import java.util.Set;

/** The consumer group of a sink, the topics that the sink is known to read, and its share of the commits. */
record SinkOffsetStore(KafkaCluster cluster, String groupId, Set<String> topics, GroupShare share)
        implements OffsetStore {

    @Override
    public OffsetSnapshot list() {
        return group().list();
    }

    @Override
    public OffsetSnapshot peek() {
        return group().list();
    }

    @Override
    public void alter(OffsetSnapshot offsets) {
        group().alter(offsets);
    }

    @Override
    public void reset() {
        group().reset();
    }

    @Override
    public Optional<String> fence() {
        return group().members();
    }

    @Override
    public String name() {
        return "group " + groupId;
    }

    @Override
    public Optional<String> kafkaClusterId() {
        return cluster.id();
    }

    @Override
    public Optional<String> location() {
        return kafkaClusterId().map(id -> name() + " on Kafka cluster " + id);
    }

    private SinkGroup group() {
        return new SinkGroup(cluster, groupId, topics, share);
    }
}
