package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures what it costs the other connectors of a cluster that one of them moves, and how long that one is down: with a stop of
 * the source, which makes the workers rebalance, and with a restart of its paused tasks, which does not, and a stop when the
 * target runs. The offsets of the source are read from its offset topic. The cluster has three workers and runs hundreds of
 * connectors, each of which writes a record every half a second.
 */
public final class RebalanceBenchmark implements AutoCloseable {

    private static final String STAYING = "staying";
    private static final int TASKS = 3;
    private static final Duration CALM = Duration.ofSeconds(3);

    private final Laboratory lab;
    private final ConnectCluster sourceCluster;
    private final ConnectClient source;
    private final ConnectClient target;
    private final List<String> staying;
    private int moves;

    private RebalanceBenchmark(Laboratory lab, int connectors) {
        this.lab = lab;
        List<ConnectCluster> clusters = lab.startAll(cluster("legacy").workers(3), cluster("europe"));
        this.sourceCluster = clusters.get(0);
        this.source = ConnectClient.of(sourceCluster.url());
        this.target = ConnectClient.of(clusters.get(1).url());
        this.staying = IntStream.rangeClosed(1, connectors)
                .mapToObj(number -> STAYING + "-" + number)
                .toList();
    }

    /**
     * Measures and prints. The system property {@code benchmark.connectors}, 245 by default, says how many connectors stay, and
     * {@code benchmark.rounds}, 7 by default, how many move each way.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        int rounds = Integer.getInteger("benchmark.rounds", 7);
        Laboratory lab = Laboratory.open(System.out::println);
        try (RebalanceBenchmark benchmark =
                new RebalanceBenchmark(lab, Integer.getInteger("benchmark.connectors", 245))) {
            benchmark.createStaying();
            benchmark.measure(rounds);
        }
    }

    private ConnectCluster.Builder cluster(String name) {
        return lab.connect(name).heap("1g").with("offset.flush.interval.ms", "60000");
    }

    private void createStaying() {
        System.out.println("Creating " + staying.size() + " connectors on three workers …");
        createTopic(STAYING);
        try (FleetLoop loop = new FleetLoop(8)) {
            loop.each(staying, connector -> source.createConnector(connector, config(connector, STAYING, 1, 500)));
            loop.each(staying, connector -> Patience.awaitRunning(source, connector));
        }
    }

    private void measure(int rounds) {
        List<QuiesceWay> ways = List.of(QuiesceWay.values());
        ways.forEach(this::move);
        List<QuiesceSeries> series =
                ways.stream().map(way -> new QuiesceSeries(way.toString())).toList();
        QuiesceSeries nothing = new QuiesceSeries("nothing moves");
        for (int round = 0; round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                series.get(way).add(move(ways.get(way)));
            }
            nothing.add(moveNothing());
        }
        System.out.println();
        System.out.println(staying.size() + " connectors stay:");
        System.out.println(QuiesceSeries.header());
        series.forEach(System.out::println);
        System.out.println(nothing);
    }

    private QuiesceSeries.Move move(QuiesceWay way) {
        String connector = "moving-" + ++moves;
        createTopic(connector);
        ConnectorConfig config = config("", connector, TASKS, 20);
        source.createConnector(connector, config);
        Patience.awaitRunning(source, connector);
        target.createConnector(connector, config, InitialState.STOPPED);
        Patience.awaitStopped(target, connector);
        awaitCalm();
        GroupLog log = new GroupLog(sourceCluster);
        try (KafkaOffsets offsets = KafkaOffsets.builder(lab.kafka().bootstrapServers())
                        .offsetTopic(sourceCluster.offsetTopic())
                        .build();
                Silences silences = silences()) {
            OffsetOwner owner = OffsetOwner.source(connector, Map.of());
            offsets.listOffsets(owner);
            long start = System.nanoTime();
            way.quiesce(source, connector);
            Duration quiesce = since(start);
            OffsetSnapshot snapshot = offsets.listOffsets(owner);
            target.restOffsets().alterOffsets(connector, snapshot);
            target.resume(connector);
            Patience.awaitRunning(target, connector);
            Duration downtime = since(start);
            way.finish(source, connector);
            Patience.sleep(CALM);
            return new QuiesceSeries.Move(
                    quiesce,
                    downtime,
                    silences.longest(),
                    log.rebalances(),
                    log.tasksStartedExceptOf(connector),
                    endAndCount(connector));
        }
    }

    /** Looks at the others for as long as a move takes. */
    private QuiesceSeries.Move moveNothing() {
        awaitCalm();
        GroupLog log = new GroupLog(sourceCluster);
        try (Silences silences = silences()) {
            Patience.sleep(CALM.plusSeconds(1));
            return new QuiesceSeries.Move(
                    Duration.ZERO,
                    Duration.ZERO,
                    silences.longest(),
                    log.rebalances(),
                    log.tasksStartedExceptOf(""),
                    true);
        }
    }

    private boolean endAndCount(String connector) {
        target.stop(connector);
        Patience.awaitStopped(target, connector);
        target.deleteConnector(connector);
        source.deleteConnector(connector);
        return lab.reader().topic(connector).exactlyOnce();
    }

    /** Waits until the workers have not rebalanced for a while. */
    private void awaitCalm() {
        GroupLog log;
        do {
            log = new GroupLog(sourceCluster);
            Patience.sleep(CALM);
        } while (log.rebalances() > 0);
    }

    private Silences silences() {
        return new Silences(
                lab.kafka().bootstrapServers(),
                STAYING,
                staying.stream().map(connector -> connector + "-0").toList());
    }

    private void createTopic(String topic) {
        lab.kafka().createTopic(topic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
    }

    private static ConnectorConfig config(String keyPrefix, String topic, int tasks, int interval) {
        return ConnectorConfig.empty()
                .with("connector.class", "SequenceSource")
                .with("tasks.max", Integer.toString(tasks))
                .with("topic", topic)
                .with("key.prefix", keyPrefix.isEmpty() ? "" : keyPrefix + "-")
                .with("interval.ms", Integer.toString(interval));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        lab.close();
    }
}
