package io.connectmigrator.lab.plugin;

import java.util.List;
import java.util.Map;

/** What belongs into the jar that workers load the connectors of the tests from. */
public final class SequencePlugin {

    private SequencePlugin() {}

    /** {@return the classes} */
    public static List<Class<?>> classes() {
        return List.of(
                Alteration.class,
                SequenceSettings.class,
                SequenceSink.class,
                SequenceSinkTask.class,
                SequenceSource.class,
                SequenceSourceTask.class,
                SourcePartitions.class);
    }

    /** {@return the services by which workers find the connectors, and who provides each} */
    public static Map<String, Class<?>> services() {
        return Map.of(
                "org.apache.kafka.connect.source.SourceConnector", SequenceSource.class,
                "org.apache.kafka.connect.sink.SinkConnector", SequenceSink.class);
    }
}
