package io.connectmigrator.kafka;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.Participation;
import java.util.List;

/**
 * The offsets of the connectors of one Connect cluster where Kafka keeps them.
 */
public final class KafkaOffsets implements OffsetTransport, AutoCloseable {

    private final KafkaCluster cluster;
    private final OffsetTopic topic;

    KafkaOffsets(KafkaOffsetsBuilder builder) {
        this.cluster = new KafkaCluster(builder.settings(), builder.timeout());
        this.topic = new OffsetTopic(cluster, builder.offsetTopic());
    }

    /**
     * Begins with the Kafka cluster in which the Connect cluster keeps its offsets.
     *
     * @param bootstrapServers host and port of brokers, separated by commas
     * @return a builder
     */
    public static KafkaOffsetsBuilder builder(String bootstrapServers) {
        return new KafkaOffsetsBuilder(bootstrapServers);
    }

    @Override
    public OffsetSnapshot listOffsets(OffsetOwner connector) {
        return topic.list(connector.connector());
    }

    @Override
    public OffsetSnapshot peekOffsets(OffsetOwner connector) {
        return topic.peek(connector.connector());
    }

    @Override
    public Participation alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
        List<ConnectorOffset> nulls = offsets.nullOffsets();
        if (!nulls.isEmpty()) {
            throw new IllegalArgumentException("the offset of " + nulls.size() + " partition(s) is null, which would"
                    + " delete what is there; leave them out, or reset the offsets. The first is " + nulls.get(0));
        }
        topic.alter(connector.connector(), offsets);
        return Participation.CONNECT_ONLY;
    }

    @Override
    public Participation resetOffsets(OffsetOwner connector) {
        topic.reset(connector.connector());
        return Participation.CONNECT_ONLY;
    }

    /** Closes the clients. A second call does nothing. */
    @Override
    public void close() {
        cluster.close();
    }

    /** {@return how reports call it} */
    @Override
    public String toString() {
        return topic.toString();
    }
}
