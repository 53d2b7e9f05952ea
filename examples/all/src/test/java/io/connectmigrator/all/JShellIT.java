package io.connectmigrator.all;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The one jar, and nothing else, in a real {@code jshell}. */
@ExtendWith(SharedLaboratory.class)
class JShellIT {

    private final Laboratory lab;

    JShellIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void the_script_moves_a_connector() throws Exception {
        try (TestedConnector connector = TestedConnector.between(
                lab, lab.cluster("legacy", KafkaVersion.V4_3_1), lab.cluster("europe", KafkaVersion.V4_3_1))) {
            connector.running();

            String printed = jshell(
                    Map.of(
                            "LEGACY", connector.source().urls().get(0).toString(),
                            "EUROPE", connector.target().urls().get(0).toString(),
                            "CONNECTOR", connector.name()),
                    System.getProperty("the.script"));

            assertThat(printed)
                    .contains("SUCCEEDED: 1 moved of 1", connector.name())
                    .doesNotContain("|  Error");
            connector.assertTarget(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void kafkas_own_class_names_work_in_properties() throws Exception {
        Path script = Files.writeString(
                lab.file("sasl.jsh"), """
                import io.connectmigrator.kafka.*
                var journal = KafkaJournal.builder("%s").topic("journal").property("security.protocol", "SASL_PLAINTEXT").property("sasl.mechanism", "PLAIN").property("sasl.jaas.config", "org.apache.kafka.common.security.plain.PlainLoginModule required username='a' password='b';").timeout(java.time.Duration.ofSeconds(2)).build()
                try { journal.open(); } catch (Exception e) { for (Throwable t = e; t != null; t = t.getCause()) System.out.println(t); }
                journal.close()
                /exit
                """.formatted(lab.kafka().bootstrapServers()));

        assertThat(jshell(Map.of(), script.toString()))
                .contains("journal")
                .doesNotContain("LoginModule", "Failed to create new KafkaAdminClient");
    }

    private static String jshell(Map<String, String> environment, String script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                System.getProperty("the.jar"),
                script));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process jshell = builder.start();
        try {
            jshell.getOutputStream().close();
            String printed = new String(jshell.getInputStream().readAllBytes(), UTF_8);
            assertThat(jshell.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(jshell.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            jshell.destroyForcibly();
        }
    }
}
