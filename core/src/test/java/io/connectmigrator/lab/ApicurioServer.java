package io.connectmigrator.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An Apicurio registry that keeps schemas in memory. Apicurio 3 needs a newer Java. */
public final class ApicurioServer implements AutoCloseable {

    private static final String ARCHIVE = "io.apicurio:apicurio-registry-app:tar.gz:all:2.6.13.Final";
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    private final ChildJvm jvm;
    private final int port;

    private ApicurioServer(ChildJvm jvm, int port) {
        this.jvm = jvm;
        this.port = port;
    }

    static ApicurioServer start(LabDirectory directory, KafkaJars jars) {
        Path home = directory.data("apicurio");
        int port = Ports.free();
        try {
            Files.createDirectories(home);
            Unpacked.tar(jars.find("Apicurio (142 MB)", List.of(ARCHIVE)).get(0), home, 0);
            ChildJvm jvm = directory.jvm(
                    "apicurio",
                    List.of(runner(home)),
                    List.of("-Xmx256m", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
            jvm.launch(List.of(MAIN));
            jvm.awaitReady(() -> Ports.answers(port), () -> {
                throw new LaboratoryException("port " + port + " is in use");
            });
            return new ApicurioServer(jvm, port);
        } catch (IOException e) {
            throw new LaboratoryException("starting Apicurio failed: " + e.getMessage(), e);
        }
    }

    private static Path runner(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no runner in " + ARCHIVE));
        }
    }

    /** {@return the URL of its API that is Confluent's} */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        jvm.kill();
    }
}
