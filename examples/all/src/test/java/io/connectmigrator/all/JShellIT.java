package io.connectmigrator.all;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.JvmOptions;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, and nothing else, as a program and in a real {@code jshell}. */
@ExtendWith(SharedLaboratory.class)
class JShellIT {

    private static final String JAR = System.getProperty("the.jar");

    private final Laboratory lab;

    @TempDir
    private Path journal;

    JShellIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void the_script_moves_a_connector_shows_its_progress_and_keeps_the_journal() throws Exception {
        List<ConnectCluster> clusters = lab.clusters(KafkaVersion.V4_3, "legacy", "europe");
        try (TestedConnector connector = TestedConnector.between(lab, clusters.get(0), clusters.get(1))) {
            connector.running();

            Ended ended = java(
                    Map.of(
                            "LEGACY", connector.source().urls().get(0).toString(),
                            "EUROPE", connector.target().urls().get(0).toString(),
                            "CONNECTOR", connector.name()),
                    "",
                    "-jar",
                    JAR,
                    System.getProperty("the.script"));

            assertThat(ended.printed())
                    .contains("SUCCEEDED: 1 moved of 1", connector.name())
                    .containsPattern(connector.name() + ".* moved")
                    .doesNotContain("SLF4J", "move.jsh:");
            assertThat(ended.status()).as(ended.printed()).isZero();
            assertThat(journal).isNotEmptyDirectory();
            connector.assertTarget(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void the_prompt_says_what_to_type_and_where_its_journal_is() throws Exception {
        Ended ended = java(Map.of(), """
                ConnectClient.of("http://127.0.0.1:1").name()
                print(migrator.unfinished().size() + " open")
                /exit 7
                """, "-jar", JAR);

        assertThat(ended.printed())
                .contains("print(migrator.check(plan))", journal.toString(), "http://127.0.0.1:1", "0 open")
                .doesNotContain("SLF4J", "Error:");
        assertThat(ended.status()).as(ended.printed()).isEqualTo(7);
    }

    @Test
    void what_is_no_script_is_refused() throws Exception {
        Ended ended = java(Map.of(), "", "-jar", JAR, "no-such.jsh");

        assertThat(ended.printed()).contains("Usage", "no-such.jsh");
        assertThat(ended.status()).isEqualTo(2);
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

        Ended ended = run(
                Map.of(),
                "",
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-R-XX:TieredStopAtLevel=1",
                "--class-path",
                JAR,
                script.toString());

        assertThat(ended.status()).as(ended.printed()).isZero();
        assertThat(ended.printed())
                .contains("journal")
                .doesNotContain("LoginModule", "Failed to create new KafkaAdminClient", "SLF4J");
    }

    private Ended java(Map<String, String> environment, String typed, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmOptions.SHORT_LIVED);
        command.addAll(List.of(arguments));
        return run(environment, typed, command.toArray(String[]::new));
    }

    private Ended run(Map<String, String> environment, String typed, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put(Prompt.JOURNAL, journal.toString());
        Process process = builder.start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(typed.getBytes(UTF_8));
            }
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Ended(printed, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private record Ended(String printed, int status) {}
}
