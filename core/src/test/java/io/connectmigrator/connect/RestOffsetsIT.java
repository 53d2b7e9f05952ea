package io.connectmigrator.connect;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.OffsetTransportContract;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** REST against a real worker. */
@ExtendWith(SharedLaboratory.class)
class RestOffsetsIT extends OffsetTransportContract {

    private final ConnectCluster cluster;
    private final ConnectClient client;
    private final List<String> connectors = new ArrayList<>();

    RestOffsetsIT(Laboratory lab) {
        cluster = lab.cluster("source", KafkaVersion.V4_3_1);
        client = ConnectClient.of(cluster.url());
    }

    @Override
    protected OffsetTransport transport() {
        return client.restOffsets();
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
        return OffsetSnapshot.parseJson(cluster.rest().get(path).body());
    }

    @AfterEach
    void deleteConnectors() {
        connectors.forEach(client::deleteConnector);
    }
}
