package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import java.util.Collection;

/** MirrorMaker's source connector. */
public final class Mirror {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private Mirror() {}

    /** {@return the config of one that copies topics from one broker to another, byte for byte} */
    public static ConnectorConfig config(Broker from, Broker to, Collection<String> topics) {
        return ConnectorConfig.empty()
                .with("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector")
                .with("source.cluster.alias", "origin")
                .with("target.cluster.alias", "here")
                .with("source.cluster.bootstrap.servers", from.bootstrapServers())
                .with("target.cluster.bootstrap.servers", to.bootstrapServers())
                .with("topics", String.join(",", topics))
                .with("tasks.max", "3")
                .with("replication.factor", "1")
                .with("offset-syncs.topic.replication.factor", "1")
                .with("sync.topic.acls.enabled", "false")
                .with("emit.checkpoints.enabled", "false")
                .with("key.converter", BYTES)
                .with("value.converter", BYTES);
    }

    /** {@return the name that the copy of a topic has} */
    public static String copyOf(String topic) {
        return "origin." + topic;
    }
}
