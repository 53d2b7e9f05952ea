package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.TestedConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A source that writes two sequences to a topic of one partition. */
final class MovingSource implements MovingConnector {

    private final TestedConnector connector;
    private final String[] config;
    private final Admin admin;
    private final TopicPartition partition;

    MovingSource(Laboratory lab, TestedConnector connector, String... config) {
        this.connector = connector;
        this.config = config.clone();
        this.admin = lab.kafka().admin();
        this.partition = new TopicPartition(connector.topic(), 0);
    }

    @Override
    public List<String> names() {
        return List.of(connector.name());
    }

    @Override
    public List<String> renamed() {
        return names();
    }

    @Override
    public void start() throws Exception {
        admin.createTopics(List.of(new NewTopic(connector.topic(), Optional.of(1), Optional.empty())))
                .all()
                .get();
        connector.source().createConnector(connector.name(), connector.config(config));
        connector.awaitOffsets(connector.source());
        awaitMoreRecords();
    }

    @Override
    public void awaitMoreRecords() throws Exception {
        long enough = records() + 40;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(records()).isGreaterThanOrEqualTo(enough));
    }

    private long records() throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Override
    public SequenceTally tally() {
        return connector.tally();
    }

    @Override
    public void close() {
        try (admin) {
            connector.close();
            admin.deleteTopics(List.of(connector.topic()));
        }
    }
}
