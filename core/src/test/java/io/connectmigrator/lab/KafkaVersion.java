package io.connectmigrator.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A minor release of Kafka that brokers and workers of the laboratory can run, in its newest patch release on Maven Central.
 * The Javadoc of a constant says what the REST API of its workers can do that the one before cannot.
 */
public enum KafkaVersion {
    /** Pauses connectors; has neither STOPPED nor offsets over REST. */
    V3_4("3.4.1"),
    /** Stops connectors and lists offsets. */
    V3_5("3.5.2", Map.of("connect-mirror", "3.5.1")),
    /** Alters and resets offsets. */
    V3_6("3.6.2"),
    /** Creates a connector stopped. */
    V3_7("3.7.2"),
    /** The last release with ZooKeeper. Patches configs and reports the health of a worker. */
    V3_9("3.9.2", Map.of("connect-test-plugins", "3.9.0")),
    /** The newest release of which Maven Central has every artifact. */
    V4_3("4.3.1"),
    /** The newest release. */
    V4_4("4.4.0", Map.of("connect-file", "4.3.1", "connect-mirror", "4.3.1", "connect-test-plugins", "4.3.1"));

    /** The version that brokers run unless a test asks for another one. */
    public static final KafkaVersion BROKER = V4_3;

    private final String number;

    @SuppressWarnings("ImmutableEnumChecker") // every map is one of Map.of
    private final Map<String, String> otherVersions;

    KafkaVersion(String number) {
        this(number, Map.of());
    }

    /** Takes the artifacts that Maven Central does not have in this version, each with the version used in its place. */
    KafkaVersion(String number, Map<String, String> otherVersions) {
        this.number = number;
        this.otherVersions = otherVersions;
    }

    /** {@return the number as Kafka writes it, such as 3.9.2} */
    public String number() {
        return number;
    }

    /** {@return whether workers of this version look plugins up by their manifests} */
    boolean discoversPluginsByManifest() {
        return compareTo(V3_6) >= 0;
    }

    /** The artifacts of this very version come first, so that their dependencies win over those of other versions. */
    List<String> workerArtifacts() {
        List<String> artifacts = new ArrayList<>();
        for (String name :
                List.of("connect-runtime", "connect-json", "connect-transforms", "connect-file", "connect-mirror")) {
            artifacts.add(artifact(name));
        }
        artifacts.add(logging());
        if (hasTestPlugins()) {
            artifacts.add(artifact("connect-test-plugins"));
        }
        return artifacts;
    }

    List<String> workerArtifacts(List<String> more) {
        List<String> artifacts = workerArtifacts();
        more.forEach(name -> artifacts.add(artifact(name)));
        return artifacts;
    }

    List<String> brokerArtifacts() {
        return List.of(artifact("kafka_2.13"), logging());
    }

    private String artifact(String name) {
        return "org.apache.kafka:" + name + ":" + otherVersions.getOrDefault(name, number);
    }

    /** {@return whether the verifiable connectors are in an artifact of their own, and no longer in that of the worker} */
    private boolean hasTestPlugins() {
        return compareTo(V3_9) >= 0;
    }

    /** {@return whether log4j 2 writes the log, as it does from 4.0 on} */
    boolean logsWithLog4j2() {
        return compareTo(V4_3) >= 0;
    }

    /** {@return the logging backend, which Kafka's artifacts do not depend on; all versions use SLF4J 1.7} */
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
