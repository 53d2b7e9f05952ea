package io.connectmigrator.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmIT {

    private static final String SERVING = "serving ";

    @TempDir
    private Path directory;

    @Test
    void nothing_survives_a_jvm_that_was_killed() throws IOException {
        Process owner = laboratoryInAnotherJvm();
        List<ProcessHandle> servers;
        List<Integer> databases;

        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
            databases = said.lines()
                    .filter(line -> line.startsWith(SERVING))
                    .map(line -> Integer.valueOf(line.substring(SERVING.length())))
                    .limit(2)
                    .toList();
            assertThat(databases).hasSize(2).allMatch(Ports::answers);
            servers = owner.descendants().toList();
            assertThat(servers).isNotEmpty().allMatch(ProcessHandle::isAlive);
        } finally {
            owner.destroyForcibly();
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
        // A database need not be among the descendants: PostgreSQL detaches itself from the process that starts it.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(databases).noneMatch(Ports::answers));
    }

    private Process laboratoryInAnotherJvm() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-Dmaven.repo.local=" + System.getProperty("settings.localRepository", ""),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Owner.class.getName());
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Opens a laboratory and waits until it is killed. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws InterruptedException {
            Laboratory lab = Laboratory.open(System.err::println);
            lab.kafka();
            System.out.println(SERVING + lab.postgres().port());
            System.out.println(SERVING + lab.mariaDb().port());
            Thread.currentThread().join();
        }
    }
}
