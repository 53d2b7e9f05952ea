package io.connectmigrator.migration.internal.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.topic.ClusterTopics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far connectors are behind the topics that they read. */
class BacklogTest {

    private static final ConnectorConfig EMPTY = ConnectorConfig.empty();
    private static final ConnectorConfig MIRROR = EMPTY.with("source.cluster.bootstrap.servers", "there:9092");
    private static final ConnectorConfig REPLICATOR = EMPTY.with("src.kafka.bootstrap.servers", "there:9092");

    private final ClusterTopics ofWorkers = new RangedTopics().with("orders", 10L, 20L);
    private final ClusterTopics there =
            new RangedTopics().with("orders", 100L, 200L).at("there:9092");

    private Optional<Map<ConnectorOffset, Long>> lags(
            boolean isSink, ConnectorConfig config, ConnectorOffset... offsets) {
        return Backlog.of(
                        isSink,
                        config,
                        Optional.of(ofWorkers),
                        meant -> Optional.of(there).filter(meant))
                .lags(OffsetSnapshot.of(List.of(offsets)));
    }

    private static ConnectorOffset sink(String topic, int partition, long next) {
        return new ConnectorOffset(
                Map.of("kafka_topic", topic, "kafka_partition", partition), Map.of("kafka_offset", next));
    }

    private static ConnectorOffset mirror(int partition, long last) {
        return new ConnectorOffset(
                Map.of("cluster", "there", "topic", "orders", "partition", partition), Map.of("offset", last));
    }

    private static ConnectorOffset replicator(int partition, long last) {
        return new ConnectorOffset(Map.of("topic", "orders", "partition", partition), Map.of("offset", last));
    }

    @Test
    void a_sink_is_behind_the_topics_under_its_workers() {
        assertThat(lags(true, EMPTY, sink("orders", 0, 4), sink("orders", 1, 20)))
                .hasValue(Map.of(sink("orders", 0, 4), 6L, sink("orders", 1, 20), 0L));
    }

    @Test
    void a_sink_with_other_brokers_is_behind_the_topics_there() {
        ConnectorConfig elsewhere = EMPTY.with("consumer.override.bootstrap.servers", "there:9092");

        assertThat(lags(true, elsewhere, sink("orders", 0, 4))).hasValue(Map.of(sink("orders", 0, 4), 96L));
        assertThat(lags(true, EMPTY.with("consumer.override.bootstrap.servers", "unknown:9092"), sink("orders", 0, 4)))
                .isEmpty();
    }

    @Test
    void a_mirror_keeps_the_last_record_of_the_cluster_that_it_reads() {
        assertThat(lags(false, MIRROR, mirror(0, 99), mirror(1, 98)))
                .hasValue(Map.of(mirror(0, 99), 0L, mirror(1, 98), 101L));
    }

    @Test
    void a_replicator_keeps_the_same() {
        assertThat(lags(false, REPLICATOR, replicator(0, 89))).hasValue(Map.of(replicator(0, 89), 10L));
    }

    @Test
    void of_topics_that_cannot_be_read_nothing_is_known() {
        assertThat(lags(false, EMPTY.with("source.cluster.bootstrap.servers", "unknown:9092"), mirror(0, 99)))
                .isEmpty();
        assertThat(Backlog.of(true, EMPTY, Optional.empty(), meant -> Optional.empty())
                        .lags(OffsetSnapshot.of(List.of(sink("orders", 0, 4)))))
                .isEmpty();
    }

    @Test
    void another_source_is_behind_no_topic() {
        assertThat(lags(
                        false,
                        EMPTY,
                        new ConnectorOffset(Map.of("topic", "orders", "partition", 0), Map.of("offset", 1))))
                .isEmpty();
        assertThat(lags(
                        false,
                        MIRROR,
                        new ConnectorOffset(
                                Map.of("sourceClusterAlias", "a", "targetClusterAlias", "b"), Map.of("offset", 0))))
                .isEmpty();
    }

    @Test
    void a_partition_that_is_not_there_has_no_lag() {
        assertThat(lags(true, EMPTY, sink("orders", 0, 4), sink("orders", 7, 4), sink("gone", 0, 4)))
                .hasValue(Map.of(sink("orders", 0, 4), 6L));
    }
}
