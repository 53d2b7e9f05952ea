package io.connectmigrator.lab.plugin;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The content of the jar from which workers load the connectors of the tests. It has names, not classes, so that a laboratory can
 * start without Connect's API on the class path.
 */
public final class SequencePlugin {

    private static final String REPLICATOR = "io.confluent.connect.replicator.ReplicatorSource";

    private SequencePlugin() {}

    /** {@return the names of the classes} */
    public static List<String> classes() {
        Stream<String> own = Stream.of(
                        "Alteration",
                        "SequenceSettings",
                        "SequenceSink",
                        "SequenceSinkTask",
                        "SequenceSource",
                        "SequenceSourceTask",
                        "SequenceSourceTask$Sequence",
                        "SourcePartitions")
                .map(SequencePlugin::named);
        return Stream.concat(own, Stream.of(REPLICATOR + "Connector", REPLICATOR + "Task"))
                .toList();
    }

    /** {@return the services by which workers find the connectors, and the classes that provide each, one a line} */
    public static Map<String, String> services() {
        return Map.of(
                "org.apache.kafka.connect.source.SourceConnector",
                named("SequenceSource") + "\n" + REPLICATOR + "Connector",
                "org.apache.kafka.connect.sink.SinkConnector",
                named("SequenceSink"));
    }

    private static String named(String type) {
        return SequencePlugin.class.getPackageName() + "." + type;
    }
}
