package io.connectmigrator.examples.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.PackedJar;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.contract.MigrationContract;
import io.connectmigrator.lab.plugin.SequencePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.utility.DockerImageName;

/** Each image as both clusters, and the oldest as the source of the newest. */
@ParameterizedClass(name = "{0}")
@MethodSource("images")
class MigrationInContainersIT extends MigrationContract {

    private final TwoClusters clusters;
    private ConnectClient source;
    private ConnectClient target;

    @TempDir
    private Path folder;

    MigrationInContainersIT(TwoClusters clusters) {
        this.clusters = clusters;
    }

    /** They are started one after the other, and each is closed before the next is started. */
    static Stream<TwoClusters> images() {
        if (DockerEngine.answers()) {
            KafkaImages.fetch();
        }
        List<DockerImageName> images = KafkaImages.all();
        Stream<TwoClusters> alike = images.stream().map(image -> new TwoClusters(image, image));
        Stream<TwoClusters> upwards = images.size() == 1
                ? Stream.of()
                : Stream.of(new TwoClusters(images.get(0), images.get(images.size() - 1)));
        return Stream.concat(alike, upwards);
    }

    @BeforeParameterizedClassInvocation
    static void start(TwoClusters clusters, @TempDir Path folder) {
        if (DockerEngine.answers()) {
            clusters.start(PackedJar.write(
                    folder.resolve("sequence.jar"), SequencePlugin.classes(), SequencePlugin.services()));
        }
    }

    @BeforeEach
    void connect() {
        // Here, where a report counts each test as skipped, and says why.
        assumeTrue(DockerEngine.answers(), DockerEngine.NONE);
        source = clusters.source().client();
        target = clusters.target().client();
    }

    @Override
    protected ConnectClient source() {
        return source;
    }

    @Override
    protected ConnectClient target() {
        return target;
    }

    @Override
    protected SequenceReader reader() {
        return clusters.reader();
    }

    @Override
    protected String outputOf(String sink) {
        return "/tmp/" + sink;
    }

    /** Each container has a file of its own. */
    @Override
    protected SequenceTally writtenBy(String sink) {
        try {
            Path both = folder.resolve(sink);
            Files.writeString(
                    both,
                    clusters.source().read(outputOf(sink)) + clusters.target().read(outputOf(sink)));
            return SequenceReader.sinkFile(both);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
