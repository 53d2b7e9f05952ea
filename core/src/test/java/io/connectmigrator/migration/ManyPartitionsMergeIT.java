package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.wire.InstantWorker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors with 10,000 partitions in all become one, and come back, in a JVM that can hold the offsets only a few times. */
class ManyPartitionsMergeIT {

    private static final int MEMBERS = 50;
    private static final int EACH = 200;
    private static final String HEAP = System.getProperty("merge.heap", "64m");

    @TempDir
    Path journal;

    @Test
    void fifty_connectors_of_200_partitions_each_become_one_and_come_back_in_little_memory() throws Exception {
        try (InstantWorker legacy = new InstantWorker(Duration.ZERO);
                InstantWorker europe = new InstantWorker(Duration.ZERO)) {
            MergeInLittleMemory.members(MEMBERS).forEach(name -> legacy.run(name, Map.of(), partitions(name)));

            String said = run(legacy, europe);
            System.out.println(said);

            assertThat(said)
                    .contains(
                            "merged " + MergeInLittleMemory.SUCCEEDED, "rolled back " + MergeInLittleMemory.SUCCEEDED);
            assertThat(MergeInLittleMemory.members(MEMBERS)).allMatch(name -> legacy.partitions(name) == EACH);
        }
    }

    private static List<String> partitions(String member) {
        return IntStream.range(0, EACH).mapToObj(i -> member + "-" + i).toList();
    }

    private String run(InstantWorker legacy, InstantWorker europe) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MergeInLittleMemory.class.getName(),
                        legacy.url(),
                        europe.url(),
                        journal.toString(),
                        Integer.toString(MEMBERS))
                .redirectErrorStream(true)
                .start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
