package io.confluent.connect.replicator;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Stands in for Confluent's Replicator, which is not on Maven Central: it has the name, some of the settings, the source partitions and
 * the offsets of that one. It reads no topic. What is shown with it is what a check says of such a config, not what the original does.
 */
public final class ReplicatorSourceConnector extends SourceConnector {

    static final String TOPICS = "topic.whitelist";

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define(TOPICS, ConfigDef.Type.LIST, Importance.HIGH, "the topics")
            .define("src.kafka.bootstrap.servers", ConfigDef.Type.LIST, Importance.HIGH, "where the topics are");

    private Map<String, String> properties = Map.of();

    /** Made by the worker. */
    public ReplicatorSourceConnector() {}

    @Override
    public void start(Map<String, String> properties) {
        this.properties = properties;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ReplicatorSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {
        // the task has nothing open
    }

    @Override
    public ConfigDef config() {
        return SETTINGS;
    }

    @Override
    public String version() {
        return "7";
    }
}
