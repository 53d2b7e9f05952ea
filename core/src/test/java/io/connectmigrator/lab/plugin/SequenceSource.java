package io.connectmigrator.lab.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Writes the numbers 0, 1, 2… of every source partition to a topic: the key is the partition's id, which survives a renaming of
 * the connector, the value is the number. What is lost or doubled on the way can be told from the topic alone.
 */
public final class SequenceSource extends SourceConnector {

    private Map<String, String> properties = Map.of();

    /** Made by the worker. */
    public SequenceSource() {}

    @Override
    public void start(Map<String, String> properties) {
        this.properties = properties;
        SequenceSettings.ofSource(properties).failIf("connector-start");
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SequenceSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        SequenceSettings settings = SequenceSettings.ofSource(properties);
        int tasks = Math.min(maxTasks, settings.getInt("tasks")) + settings.getInt("tasks.beyond.max");
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(SequenceSettings.TASK, Integer.toString(task));
            config.put(SequenceSettings.TASKS, Integer.toString(tasks));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public boolean alterOffsets(Map<String, String> config, Map<Map<String, ?>, Map<String, ?>> offsets) {
        return SequenceSettings.ofSource(config).alter(offsets);
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> config) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public Config validate(Map<String, String> config) {
        List<ConfigValue> values = new ArrayList<>(super.validate(config).configValues());
        values.removeIf(value -> value.name().equals(config.get("validate.omits")));
        return new Config(values);
    }

    @Override
    public void stop() {
        // nothing to close: the tasks do the work
    }

    @Override
    public ConfigDef config() {
        return SequenceSettings.SOURCE;
    }

    @Override
    public String version() {
        return "1";
    }
}
