package io.connectmigrator.lab.contract;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract with connectors of a real worker, whose REST API shows the offsets. */
public abstract class OffsetTransportOnWorkerContract extends OffsetTransportContract {

    private final ConnectCluster cluster;
    private final ConnectClient client;
    private final List<String> connectors = new ArrayList<>();

    /** Takes a cluster of the laboratory. */
    protected OffsetTransportOnWorkerContract(Laboratory lab) {
        cluster = lab.cluster("source", KafkaVersion.V4_3);
        client = ConnectClient.of(cluster.url());
    }

    /** {@return the cluster of the connectors} */
    protected ConnectCluster cluster() {
        return cluster;
    }

    /** {@return a client of that cluster, with REST alone} */
    protected ConnectClient client() {
        return client;
    }

    @Override
    protected String stoppedConnector(OffsetSnapshot offsets) {
        String name = "contract-" + System.nanoTime();
        client.createConnector(
                name,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSource")
                        .with("topic", name),
                InitialState.STOPPED);
        connectors.add(name);
        if (!offsets.isEmpty()) {
            await().until(() -> cluster.rest()
                            .patch(ConnectCluster.path(name) + "/offsets", offsets.toJson())
                            .status()
                    == 200);
        }
        return name;
    }

    /** The second answer: in the first, partitions that were written a moment ago may be missing. */
    @Override
    protected OffsetSnapshot offsetsOnCluster(String connector) {
        String path = ConnectCluster.path(connector) + "/offsets";
        cluster.rest().get(path);
        // A worker that rebalances answers 409.
        return OffsetSnapshot.parseJson(await().until(() -> cluster.rest().get(path), answer -> answer.status() == 200)
                .body());
    }

    @AfterEach
    void deleteConnectors() {
        connectors.forEach(client::deleteConnector);
    }
}
