package io.connectmigrator.examples.containers;

import io.connectmigrator.lab.SequenceReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.Slf4jLogConsumer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** Two Connect clusters beside one Kafka broker, each in a container, all on a network of their own. */
final class TwoClusters implements AutoCloseable {

    /** Where workers find the broker. The tests find it elsewhere, at a port of their own machine. */
    private static final String BROKER = "broker:19092";

    private static final String STRINGS = "org.apache.kafka.connect.storage.StringConverter";

    private final Network network = Network.newNetwork();
    private final KafkaContainer broker;
    private final ConnectContainer source;
    private final ConnectContainer target;
    private final String name;
    private @Nullable SequenceReader reader;

    /** Takes the images of the two clusters, the older one first, and starts nothing. */
    TwoClusters(DockerImageName source, DockerImageName target) {
        // A broker serves workers that are older than itself.
        this.broker = logging("broker", new KafkaContainer(target))
                .withNetwork(network)
                .withListener(BROKER);
        this.source = cluster("source", source);
        this.target = cluster("target", target);
        this.name = "from " + source.asCanonicalNameString() + " to " + target.asCanonicalNameString();
    }

    private ConnectContainer cluster(String name, DockerImageName image) {
        return logging(name, new ConnectContainer(image, name, BROKER))
                .withNetwork(network)
                .dependsOn(broker)
                .withSetting("key.converter", STRINGS)
                .withSetting("value.converter", STRINGS)
                // the connectors are named in manifests, so workers need not scan every class
                .withSetting("plugin.discovery", "service_load")
                .withSetting("offset.flush.interval.ms", "1000")
                // a sink finds a topic that came into being after it
                .withSetting("consumer.metadata.max.age.ms", "5000");
    }

    private static <C extends GenericContainer<C>> C logging(String name, C container) {
        return container.withLogConsumer(new Slf4jLogConsumer(LoggerFactory.getLogger("container." + name)));
    }

    /** Starts the broker, then both clusters at once, with the connectors of a jar; returns when they serve. */
    void start(Path plugin) {
        Startables.deepStart(source.withPlugin(plugin), target.withPlugin(plugin))
                .join();
    }

    /** {@return a reader of the topics of the broker} */
    synchronized SequenceReader reader() {
        if (reader == null) {
            reader = new SequenceReader(broker.getBootstrapServers());
        }
        return reader;
    }

    ConnectContainer source() {
        return source;
    }

    ConnectContainer target() {
        return target;
    }

    /** Ends the containers and deletes all they wrote. */
    @Override
    public synchronized void close() {
        if (reader != null) {
            reader.close();
        }
        source.close();
        target.close();
        broker.close();
        network.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
