package io.connectmigrator.lab;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Kafka release that a worker of the laboratory can run; each stands for what its REST API can do. */
public enum KafkaVersion {
    /** Pause only: neither STOPPED nor offsets over REST. */
    V3_4_1("3.4.1"),
    /** Stops, and lists offsets. */
    V3_5_1("3.5.1"),
    /** Alters and resets offsets. */
    V3_6_2("3.6.2"),
    /** Creates a connector stopped. */
    V3_7_2("3.7.2"),
    /** The last of the third generation; patches configs and tells its health. */
    V3_9_1("3.9.1", "3.9.0"),
    /** The newest complete release. */
    V4_3_1("4.3.1", "4.3.1");

    /** The version brokers run. */
    public static final KafkaVersion BROKER = V4_3_1;

    private final String number;
    private final @Nullable String testPlugins;

    KafkaVersion(String number) {
        this(number, null);
    }

    /** Takes the release whose verifiable connectors serve where they are published apart from the worker. */
    KafkaVersion(String number, @Nullable String testPlugins) {
        this.number = number;
        this.testPlugins = testPlugins;
    }

    /** {@return the number as Kafka writes it, such as 3.9.1} */
    public String number() {
        return number;
    }

    /** {@return whether workers of this version look plugins up by their manifests} */
    boolean discoversPluginsByManifest() {
        return compareTo(V3_6_2) >= 0;
    }

    List<String> workerArtifacts() {
        List<String> artifacts = new ArrayList<>();
        for (String name : List.of("runtime", "json", "transforms", "file", "mirror")) {
            artifacts.add("org.apache.kafka:connect-" + name + ":" + number);
        }
        if (testPlugins != null) {
            artifacts.add("org.apache.kafka:connect-test-plugins:" + testPlugins);
        }
        return artifacts;
    }

    List<String> brokerArtifacts() {
        return List.of("org.apache.kafka:kafka_2.13:" + number);
    }

    @Override
    public String toString() {
        return number;
    }
}
