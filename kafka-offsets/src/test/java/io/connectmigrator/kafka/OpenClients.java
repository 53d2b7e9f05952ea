package io.connectmigrator.kafka;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.lab.ConnectCluster;
import java.util.ArrayList;
import java.util.List;

/** Clients of clusters that read and write the offset topics of these, closed together. */
final class OpenClients implements AutoCloseable {

    private final List<KafkaOffsets> opened = new ArrayList<>();

    /** {@return a client of the cluster that was given its offset topic} */
    ConnectClient of(ConnectCluster cluster) {
        return of(cluster, offsets(cluster));
    }

    /** {@return a client of the cluster that was given this transport} */
    ConnectClient of(ConnectCluster cluster, KafkaOffsetsBuilder offsets) {
        ConnectClientBuilder client = ConnectClient.builder(cluster.url()).name(cluster.name());
        return client.offsetTransport(open(offsets)).build();
    }

    KafkaOffsets open(KafkaOffsetsBuilder offsets) {
        KafkaOffsets transport = offsets.build();
        opened.add(transport);
        return transport;
    }

    static KafkaOffsetsBuilder offsets(ConnectCluster cluster) {
        return KafkaOffsets.builder(cluster.kafka().bootstrapServers())
                .offsetTopic(cluster.offsetTopic())
                .statusTopic(cluster.property("status.storage.topic"))
                .groupId(cluster.groupId());
    }

    @Override
    public void close() {
        opened.forEach(KafkaOffsets::close);
    }
}
