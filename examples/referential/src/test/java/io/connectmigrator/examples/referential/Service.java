package io.connectmigrator.examples.referential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.HeldPolls;
import io.connectmigrator.lab.moving.TestedConnector;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A service of several replicas on one store, and the two Connect clusters that it knows. */
final class Service {

    static final Duration DEADLINE = Duration.ofMinutes(1);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final ConnectClient legacy;
    private final ConnectClient europe;
    private final String topic = "referential-" + COUNT.incrementAndGet();

    Service(Laboratory lab) {
        this.lab = lab;
        List<ConnectCluster> clusters = lab.clusters(KafkaVersion.V4_3, "legacy", "europe");
        this.legacy = TestedConnector.client(clusters.get(0));
        this.europe = TestedConnector.client(clusters.get(1));
    }

    ConnectClient legacy() {
        return legacy;
    }

    ConnectClient europe() {
        return europe;
    }

    /** Starts a replica with settings of its own, given as key and value. */
    Replica replica(String... more) {
        String id = "replica-" + COUNT.incrementAndGet();
        Map<String, String> settings = new HashMap<>(Map.of(
                "referential.bootstrap-servers",
                lab.kafka().bootstrapServers(),
                "referential.topic",
                topic,
                "referential.replica",
                id,
                "referential.take-over-after",
                "10s",
                "referential.deploy-interval",
                "200ms",
                "referential.migrate-interval",
                "500ms",
                "referential.connect-clusters.legacy.url",
                legacy.urls().get(0).toString(),
                "referential.connect-clusters.europe.url",
                europe.urls().get(0).toString(),
                "referential.namespaces.mfg.prefix",
                "mfg.",
                "referential.namespaces.mfg.connect-clusters",
                "legacy,europe"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return Replica.start(lab.file(id + ".log"), settings);
    }

    /** {@return a new connector of two tasks, which has been applied, is known to be deployed, and writes} */
    String running(Replica replica, String... more) {
        String connector = "mfg.sequence-" + COUNT.incrementAndGet();
        assertThat(replica.apply(connector, yaml("legacy", connector, more)).statusCode())
                .isEqualTo(200);
        awaitRecords(connector, 100);
        // It may write before the store says that it is deployed, and until then it cannot be moved.
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(replica.get(connector, "").body()).contains("\"phase\":\"DEPLOYED\""));
        return connector;
    }

    /** Asks a replica for a migration, a confirmation or a rollback, which it accepts. */
    static void ask(Replica replica, String connector, String call) {
        assertThat(replica.post(connector, call))
                .satisfies(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202));
    }

    /** {@return polls that a test can block} */
    HeldPolls heldPolls() {
        return new HeldPolls(lab);
    }

    /** {@return what a team keeps in Git for a connector} */
    static String yaml(String cluster, String connector, String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", "SequenceSource",
                "tasks.max", "2",
                "topic", connector,
                "interval.ms", "50",
                "batch.size", "8"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return "{\"connectCluster\":\"" + cluster + "\",\"config\":" + ConnectCluster.json(config) + "}";
    }

    SequenceTally tally(String connector) {
        return lab.reader().topic(connector);
    }

    void awaitRecords(String connector, long records) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(tally(connector).records()).isGreaterThanOrEqualTo(records));
    }

    /** Waits until that is done, and until the connector has written more, every record exactly once. */
    void awaitDone(Replica replica, String connector, String call, String cluster) {
        await().atMost(DEADLINE).untilAsserted(() -> {
            HttpResponse<String> progress = replica.get(connector, "/migrate");
            assertThat(progress.body())
                    .contains("\"call\":\"" + call + "\"", "\"state\":\"DONE\"")
                    .contains("\"connectCluster\":\"" + cluster + "\"");
        });
        awaitRecords(connector, tally(connector).records() + 40);
        assertThat(tally(connector)).matches(SequenceTally::exactlyOnce);
    }

    /**
     * Waits until a step of a migration has ended. Of several replicas, any may be the first to find in the store that the connector
     * is to be moved.
     *
     * @return the replica that moves it
     */
    Replica awaitEnd(String step, String connector, Replica... replicas) {
        List<String> seen = new CopyOnWriteArrayList<>();
        try {
            return await().atMost(DEADLINE)
                    .until(
                            () -> Stream.of(replicas)
                                    .filter(replica -> hasEnded(step, connector, replica, seen))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no event says «" + step + " done»; the events:\n" + String.join("\n", seen), e);
        }
    }

    /** The events of a run come from the replica that is at work on it; after them, and from others, comes what the store says. */
    private static boolean hasEnded(String step, String connector, Replica replica, List<String> seen) {
        try (Stream<String> events = replica.events(connector)) {
            return events.peek(seen::add)
                    .takeWhile(line -> !line.equals("event: Progress"))
                    .anyMatch(line -> line.contains(step + " done"));
        }
    }

    /** Deletes what is left, so that later tests have the workers for themselves. */
    void forget(String connector) {
        for (ConnectClient cluster : new ConnectClient[] {legacy, europe}) {
            if (cluster.findConnector(connector).isPresent()) {
                cluster.deleteConnector(connector);
            }
        }
    }
}
