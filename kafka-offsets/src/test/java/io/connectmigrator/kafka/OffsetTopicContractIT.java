package io.connectmigrator.kafka;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.InitialState;
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

/** The offset topic of a real worker, whose REST API is the witness. */
@ExtendWith(SharedLaboratory.class)
class OffsetTopicContractIT extends OffsetTransportContract {

    private final ConnectCluster cluster;
    private final ConnectClient client;
    private final KafkaOffsets offsets;
    private final List<String> connectors = new ArrayList<>();

    OffsetTopicContractIT(Laboratory lab) {
        cluster = lab.cluster("topic", KafkaVersion.V4_3_1);
        client = ConnectClient.of(cluster.url());
        offsets = KafkaOffsets.builder(cluster.kafka().bootstrapServers())
                .offsetTopic(cluster.offsetTopic())
                .build();
    }

    @Override
    protected OffsetTransport transport() {
        return offsets;
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
    void cleanUp() {
        connectors.forEach(client::deleteConnector);
        offsets.close();
    }
}
