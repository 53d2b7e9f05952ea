package io.connectmigrator.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The jars of Kafka releases, from Maven's local repository or, the first time, from its remote ones. Looks a release up
 * once in the life of a JVM. Safe for use by several threads.
 */
public final class KafkaJars {

    private static final Map<List<String>, List<Path>> FOUND = new ConcurrentHashMap<>();

    private final Consumer<String> messages;

    /** Takes a consumer of messages, one line each, about what is being downloaded. */
    public KafkaJars(Consumer<String> messages) {
        this.messages = messages;
    }

    /** {@return the class path of a Connect worker of this version} */
    public List<Path> worker(KafkaVersion version) {
        return find("Kafka Connect " + version, version.workerArtifacts());
    }

    /** {@return the same with more artifacts of Kafka's own} */
    List<Path> worker(KafkaVersion version, List<String> more) {
        return more.isEmpty()
                ? worker(version)
                : find("Kafka Connect " + version + " with " + more, version.workerArtifacts(more));
    }

    /** {@return the class path of a broker of this version} */
    public List<Path> broker(KafkaVersion version) {
        return find("Kafka " + version, version.brokerArtifacts());
    }

    /** {@return the jars of these artifacts, written {@code group:artifact:version}, and of all that they need to run} */
    public List<Path> find(String what, List<String> artifacts) {
        return FOUND.computeIfAbsent(artifacts, missing -> resolve(what, missing));
    }

    private List<Path> resolve(String what, List<String> artifacts) {
        AtomicBoolean said = new AtomicBoolean();
        Consumer<String> sayOnce = file -> {
            if (said.compareAndSet(false, true)) {
                messages.accept("downloading " + what + " …");
            }
        };
        try (MavenJars maven = MavenJars.open(sayOnce)) {
            return maven.resolve(artifacts);
        }
    }
}
