package io.connectmigrator.kafka.crash;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectWorker;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two clusters of two workers each, of which one is the leader. They have exactly-once support: without it, a killed source
 * writes duplicates by itself.
 */
final class CrashableClusters implements AutoCloseable {

    private final ConnectCluster source;
    private final ConnectCluster target;

    CrashableClusters(Laboratory lab) {
        List<ConnectCluster> clusters =
                lab.startAll(cluster(lab, "crashable-source"), cluster(lab, "crashable-target"));
        this.source = clusters.get(0);
        this.target = clusters.get(1);
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        return lab.connect(name).version(KafkaVersion.V4_3_1).workers(2).with("exactly.once.source.support", "enabled");
    }

    ConnectCluster source() {
        return source;
    }

    ConnectCluster target() {
        return target;
    }

    List<ConnectWorker> workers() {
        return Stream.of(source, target)
                .flatMap(cluster -> cluster.workers().stream())
                .toList();
    }

    /** Asserts that the connector runs only on the target, and that every record was written once. */
    static void assertMoved(TestedConnector connector) {
        await().atMost(TestedConnector.DEADLINE).untilAsserted(() -> {
            connector.assertTarget(ConnectorState.RUNNING);
            connector.assertSource(ConnectorState.STOPPED);
        });
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    /** Starts the workers that are down. */
    void start() {
        source.start();
        target.start();
    }

    /** {@return clients of both clusters whose requests pass a gate} */
    Approach approach(Gate gate) {
        return new Approach(gate);
    }

    @Override
    public void close() {
        source.kill();
        target.kill();
    }

    /** Proxies before all workers, and clients that know only these. */
    final class Approach implements AutoCloseable {

        private final List<GatedWorker> proxies = new ArrayList<>();
        private final ConnectClient toSource;
        private final ConnectClient toTarget;

        private Approach(Gate gate) {
            this.toSource = client("source", source, gate);
            this.toTarget = client("target", target, gate);
        }

        private ConnectClient client(String role, ConnectCluster cluster, Gate gate) {
            List<String> urls = cluster.urls().stream()
                    .map(url -> proxy(new GatedWorker(role, url, gate)))
                    .toList();
            ConnectClientBuilder client = ConnectClient.builder(urls.get(0)).name(cluster.name());
            urls.stream().skip(1).forEach(client::url);
            return client.build();
        }

        private String proxy(GatedWorker proxy) {
            proxies.add(proxy);
            return proxy.url();
        }

        ConnectClient source() {
            return toSource;
        }

        ConnectClient target() {
            return toTarget;
        }

        /** {@return how many answers were a 409} */
        long conflicts() {
            return proxies.stream().mapToLong(GatedWorker::conflicts).sum();
        }

        @Override
        public void close() {
            proxies.forEach(GatedWorker::close);
        }
    }
}
