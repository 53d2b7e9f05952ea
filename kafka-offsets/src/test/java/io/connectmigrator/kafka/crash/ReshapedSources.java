package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.TestedConnector;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Sources of one topic that become one, or one that becomes several. */
final class ReshapedSources implements MovingConnector {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String topic = "reshaped-" + COUNT.incrementAndGet();
    private final List<String> names;
    private final List<String> renamed;
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    /** Takes how many there are on the source, and how many these become. */
    ReshapedSources(Laboratory lab, ConnectClient source, ConnectClient target, int sources, int targets) {
        this.lab = lab;
        this.source = source;
        this.target = target;
        this.names = names(sources);
        this.renamed = names(targets);
    }

    private List<String> names(int connectors) {
        return connectors == 1
                ? List.of(topic + "-all")
                : IntStream.range(0, connectors).mapToObj(i -> topic + "-" + i).toList();
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<String> renamed() {
        return renamed;
    }

    @Override
    public void start() {
        lab.kafka().createTopic(topic, 1);
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "SequenceSource")
                .with("topic", topic)
                .with("interval.ms", "50")
                .with("batch.size", "4");
        for (int i = 0; i < names.size(); i++) {
            boolean isOnly = names.size() == 1;
            source.createConnector(
                    names.get(i),
                    isOnly ? SharedPartitions.all(config, renamed.size()) : SharedPartitions.part(config, i));
        }
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(names.stream()
                                .mapToInt(name -> source.listOffsets(name).size())
                                .sum())
                        .isEqualTo(SharedPartitions.of(Math.max(names.size(), renamed.size()))));
        awaitMoreRecords();
    }

    @Override
    public void awaitMoreRecords() {
        long enough = tally().records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(tally().records()).isGreaterThanOrEqualTo(enough));
    }

    @Override
    public SequenceTally tally() {
        return lab.reader().topic(topic);
    }

    @Override
    public void close() {
        Stream.of(source, target)
                .forEach(cluster -> Stream.concat(names.stream(), renamed.stream())
                        .filter(name -> cluster.findConnector(name).isPresent())
                        .forEach(cluster::deleteConnector));
        try (Admin admin = lab.kafka().admin()) {
            admin.deleteTopics(List.of(topic));
        }
    }
}
