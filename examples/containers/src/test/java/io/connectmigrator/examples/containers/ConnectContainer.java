package io.connectmigrator.examples.containers;

import io.connectmigrator.connect.ConnectClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A Connect cluster of one worker. The image is that of the broker, which has Connect too. */
final class ConnectContainer extends GenericContainer<ConnectContainer> {

    private static final int REST = 8083;
    private static final String SETTINGS = "/tmp/worker.properties";
    private static final String PLUGINS = "/tmp/plugins";

    private final String name;
    private final Map<String, String> settings = new TreeMap<>();

    /** Takes the name of the cluster and where its broker is, as seen from the container. */
    ConnectContainer(DockerImageName image, String cluster, String bootstrapServers) {
        super(image);
        this.name = cluster + "-" + image.getVersionPart();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", cluster);
        settings.put("plugin.path", PLUGINS);
        for (String topic : new String[] {"config", "offset", "status"}) {
            settings.put(topic + ".storage.topic", cluster + "-" + topic);
            settings.put(topic + ".storage.replication.factor", "1");
        }
        // one broker has no use for the 25 partitions of a large cluster
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        withEnv("KAFKA_HEAP_OPTS", "-Xmx256m");
        withExposedPorts(REST);
        withCommand("/opt/kafka/bin/connect-distributed.sh", SETTINGS);
        waitingFor(Wait.forHttp("/connectors").forPort(REST));
    }

    /** Sets a property of the worker. */
    ConnectContainer withSetting(String property, String value) {
        settings.put(property, value);
        return this;
    }

    /** Copies a jar of connectors to where the worker looks for its plugins. */
    ConnectContainer withPlugin(Path jar) {
        return withCopyFileToContainer(MountableFile.forHostPath(jar), PLUGINS + "/" + jar.getFileName());
    }

    /** {@return a new client of its REST API, by the name of the cluster and the version of its image} */
    ConnectClient client() {
        return ConnectClient.builder("http://" + getHost() + ":" + getMappedPort(REST))
                .name(name)
                .build();
    }

    /** {@return what is in a file of the container, nothing if there is no such file} */
    String read(String file) {
        try {
            return execInContainer("cat", file).getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file + " of " + this + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + file, e);
        }
    }

    @Override
    protected void configure() {
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        withCopyToContainer(Transferable.of(lines.getBytes(StandardCharsets.UTF_8)), SETTINGS);
    }
}
