package io.confluent.connect.jdbc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.util.ConnectorUtils;

/**
 * Stands in for Confluent's JDBC source, which is not on Maven Central (nor is Aiven's): it has the name, the settings, the
 * source partitions and the offsets of that one, in the modes {@code incrementing}, {@code timestamp} and
 * {@code timestamp+incrementing}. What is shown with it is that such offsets arrive and are gone on from, not what
 * the original does with a database.
 */
public final class JdbcSourceConnector extends SourceConnector {

    static final ConfigDef SETTINGS = new ConfigDef()
            .define("connection.url", ConfigDef.Type.STRING, Importance.HIGH, "where the database is")
            .define("connection.user", ConfigDef.Type.STRING, "", Importance.HIGH, "the user that reads it")
            .define("connection.password", ConfigDef.Type.PASSWORD, "", Importance.HIGH, "the password")
            .define("mode", ConfigDef.Type.STRING, Importance.HIGH, "incrementing, timestamp or timestamp+incrementing")
            .define("incrementing.column.name", ConfigDef.Type.STRING, "", Importance.MEDIUM, "the column of numbers")
            .define("timestamp.column.name", ConfigDef.Type.STRING, "", Importance.MEDIUM, "the column of times")
            .define("table.whitelist", ConfigDef.Type.LIST, Importance.MEDIUM, "the tables, with their schema")
            .define(
                    "stand.in.protocol",
                    ConfigDef.Type.STRING,
                    "1",
                    Importance.LOW,
                    "0 for the partitions of early versions, which have neither a protocol nor the schema of a table")
            .define(
                    "topic.prefix",
                    ConfigDef.Type.STRING,
                    Importance.HIGH,
                    "what the topic is called before the name of the table")
            .define("batch.max.rows", ConfigDef.Type.INT, 100, Importance.LOW, "how many rows a poll returns at most")
            .define("poll.interval.ms", ConfigDef.Type.LONG, 5_000L, Importance.HIGH, "the time between two polls");

    private Map<String, String> properties = Map.of();

    /** Made by the worker. */
    public JdbcSourceConnector() {}

    @Override
    public void start(Map<String, String> properties) {
        this.properties = properties;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<String> tables = new AbstractConfig(SETTINGS, properties, false).getList("table.whitelist");
        return ConnectorUtils.groupPartitions(tables, Math.min(maxTasks, tables.size())).stream()
                .map(some -> {
                    Map<String, String> config = new HashMap<>(properties);
                    config.put("table.whitelist", String.join(",", some));
                    return config;
                })
                .toList();
    }

    @Override
    public void stop() {
        // the task has the connection
    }

    @Override
    public ConfigDef config() {
        return SETTINGS;
    }

    @Override
    public String version() {
        return "10";
    }
}
