package io.connectmigrator.examples.containers;

import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/**
 * The images to test on, each with Kafka and Connect of one version. The system property {@code kafka.images} names others of
 * the same layout, from the oldest to the newest, with commas between them.
 */
final class KafkaImages {

    private static final String OFFICIAL = "apache/kafka";

    private static final String DEFAULT = OFFICIAL + ":3.7.2," + OFFICIAL + ":3.9.1," + OFFICIAL + ":4.3.1";

    private KafkaImages() {}

    static List<DockerImageName> all() {
        return Stream.of(System.getProperty("kafka.images", DEFAULT).split(",", -1))
                .map(String::strip)
                .map(DockerImageName::parse)
                .map(image -> image.asCompatibleSubstituteFor(OFFICIAL))
                .toList();
    }

    /** Pulls those that the engine does not have; that a registry cannot be reached is found out here, and once. */
    static void fetch() {
        all().forEach(KafkaImages::fetch);
    }

    private static void fetch(DockerImageName image) {
        try {
            new RemoteDockerImage(image).get();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "pulling " + image + " failed: " + e.getMessage() + ". See what docker pull " + image
                            + " says, or name images that the engine has with -Dkafka.images=…",
                    e);
        }
    }
}
