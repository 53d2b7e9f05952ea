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
    V4_3_1("4.3.1", "4.3.1"),
    /** The newest release, whose file and mirror connectors are not published yet. */
    V4_4_0("4.4.0");

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
        List<String> names = new ArrayList<>(List.of("runtime", "json", "transforms"));
        if (this != V4_4_0) {
            names.addAll(List.of("file", "mirror"));
        }
        for (String name : names) {
            artifacts.add("org.apache.kafka:connect-" + name + ":" + number);
        }
        artifacts.add(logging());
        if (testPlugins != null) {
            artifacts.add("org.apache.kafka:connect-test-plugins:" + testPlugins);
        }
        return artifacts;
    }

    List<String> brokerArtifacts() {
        return List.of("org.apache.kafka:kafka_2.13:" + number, logging());
    }

    /** {@return whether log4j 2 writes the log, as it does from 4.0 on} */
    boolean logsWithLog4j2() {
        return compareTo(V4_3_1) >= 0;
    }

    /** What writes the log; a release names none, its distribution adds one. All of them ask for SLF4J 1.7. */
    private String logging() {
        return logsWithLog4j2()
                ? "org.apache.logging.log4j:log4j-slf4j-impl:2.25.4"
                : "org.slf4j:slf4j-reload4j:1.7.36";
    }

    @Override
    public String toString() {
        return number;
    }
}
