package io.connectmigrator.lab.plugin;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Appends every record it is given to a file, before anything is committed: the file tells what was delivered, and how often. */
public final class SequenceSink extends SinkConnector {

    private Map<String, String> properties = Map.of();

    /** Made by the worker. */
    public SequenceSink() {}

    @Override
    public void start(Map<String, String> properties) {
        this.properties = properties;
        SequenceSettings.ofSink(properties).failIf("connector-start");
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SequenceSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public boolean alterOffsets(Map<String, String> config, Map<TopicPartition, Long> offsets) {
        return SequenceSettings.ofSink(config).alter(offsets);
    }

    @Override
    public void stop() {
        // nothing to close: the tasks do the work
    }

    @Override
    public ConfigDef config() {
        return SequenceSettings.SINK;
    }

    @Override
    public String version() {
        return "1";
    }
}
