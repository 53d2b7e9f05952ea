package io.connectmigrator.examples;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaJars;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs {@link CompatibilityContract} with the library's own jars and with many versions of what they need, each time in a new
 * JVM with a hostile locale and time zone, on one Kafka broker and two Connect clusters. Counts the records that were moved, and
 * prints a table. One thing is varied at a time, and then all at once.
 */
public final class CompatibilityMatrix {

    private static final List<String> KAFKA =
            List.of("3.7.2", "3.8.1", "3.9.2", "4.0.2", "4.1.2", "4.2.2", "4.3.1", "4.4.0");
    private static final List<String> JACKSON =
            List.of("2.15.4", "2.16.2", "2.17.3", "2.18.9", "2.19.4", "2.20.2", "2.21.8", "2.22.4");
    private static final List<String> SLF4J = List.of("1.7.36", "2.0.20");
    private static final List<Integer> JAVA = List.of(17, 21, 25);

    private final Laboratory lab;
    private final KafkaJars jars = new KafkaJars(System.out::println);
    private final ContractClasses contract;
    private final List<ConnectCluster> clusters;
    private int rows;
    private int failures;

    private CompatibilityMatrix(Laboratory lab) throws IOException {
        this.lab = lab;
        this.contract = ContractClasses.in(lab.file("contract"));
        this.clusters = lab.startAll(cluster("legacy"), cluster("europe"));
    }

    private ConnectCluster.Builder cluster(String name) {
        return lab.connect(name).with("offset.flush.interval.ms", "60000");
    }

    /**
     * Runs it. Ends with 0 if every row passed, else with 1.
     *
     * @param arguments words such as {@code Jackson}, to run only rows with one of them in their name; none for all rows
     * @throws IOException if the contract cannot be copied
     */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        int failures;
        Consumer<String> narrator = System.out::println;
        try (Laboratory lab = Laboratory.open(narrator)) {
            System.out.println("Starting a Kafka broker and two Connect clusters …");
            CompatibilityMatrix matrix = new CompatibilityMatrix(lab);
            System.out.println("| what varies | kafka-clients | Jackson | SLF4J | Java | seconds | result |");
            System.out.println("|---|---|---|---|---|---|---|");
            rows().stream().filter(row -> row.isAny(arguments)).forEach(matrix::run);
            System.out.println();
            System.out.println((matrix.rows - matrix.failures) + " passed, " + matrix.failures + " failed, in "
                    + seconds(start) + " s");
            failures = matrix.failures;
        }
        System.exit(failures == 0 ? 0 : 1);
    }

    private static List<CompatibilityRow> rows() {
        CompatibilityRow usual = CompatibilityRow.ofThisBuild();
        CompatibilityRow oldest = usual.withKafka(KAFKA.get(0))
                .withJackson(JACKSON.get(0))
                .withSlf4j(SLF4J.get(0))
                .named("all oldest");
        CompatibilityRow newest = usual.withKafka(last(KAFKA))
                .withJackson(last(JACKSON))
                .withSlf4j(last(SLF4J))
                .named("all newest");
        List<CompatibilityRow> rows = new ArrayList<>(List.of(usual, usual.asModule()));
        KAFKA.stream()
                .filter(v -> !v.equals(usual.kafka()))
                .map(usual::withKafka)
                .forEach(rows::add);
        JACKSON.stream()
                .filter(v -> !v.equals(usual.jackson()))
                .map(usual::withJackson)
                .forEach(rows::add);
        SLF4J.stream()
                .filter(v -> !v.equals(usual.slf4j()))
                .map(usual::withSlf4j)
                .forEach(rows::add);
        for (int java : JAVA) {
            if (Jdk.find(java).isEmpty()) {
                rows.add(usual.named("all").withJava(java));
                continue;
            }
            Stream.of(oldest.withJava(java), newest.withJava(java))
                    .flatMap(row -> Stream.of(row, row.asModule()))
                    .forEach(rows::add);
        }
        return rows;
    }

    private void run(CompatibilityRow row) {
        long start = System.nanoTime();
        Optional<Jdk> jdk = Jdk.find(row.java());
        if (jdk.isEmpty()) {
            print(row, "", "not run: no such Java was found");
            return;
        }
        rows++;
        try {
            long records = run(row, jdk.get());
            print(row, seconds(start), "passed, " + records + " records, each exactly once");
        } catch (IOException | RuntimeException e) {
            failures++;
            print(row, seconds(start), "FAILED");
            e.printStackTrace(System.out);
        } finally {
            clear();
        }
    }

    private long run(CompatibilityRow row, Jdk jdk) throws IOException {
        String name = "row-" + rows;
        Path sinkFile = lab.file(name + ".copied");
        List<Path> dependencies = jars.find(row.varied(), row.artifacts());
        List<String> found =
                dependencies.stream().map(jar -> jar.getFileName().toString()).toList();
        if (!found.containsAll(row.jars())) {
            throw new IllegalStateException(found + " instead of " + row.jars());
        }
        List<Path> path = new ArrayList<>(contract.paths());
        path.addAll(dependencies);
        new ContractRun(jdk, path, row.modules(), lab.file(name + ".log"))
                .run(List.of(
                        clusters.get(0).url(),
                        clusters.get(1).url(),
                        lab.kafka().bootstrapServers(),
                        clusters.get(0).offsetTopic(),
                        clusters.get(1).offsetTopic(),
                        name,
                        sinkFile.toString()));
        long records = count(name + "-rest") + count(name + "-topic");
        return records + countCopied(name + "-topic", sinkFile);
    }

    private long countCopied(String topic, Path sinkFile) {
        long all = lab.reader().topic(topic).records();
        Patience.await(
                "all records in " + sinkFile,
                () -> SequenceReader.sinkFile(sinkFile).records() >= all);
        return requireExactlyOnce("the sink of " + topic, SequenceReader.sinkFile(sinkFile));
    }

    private long count(String topic) {
        return requireExactlyOnce(topic, lab.reader().topic(topic));
    }

    private static long requireExactlyOnce(String what, SequenceTally tally) {
        if (!tally.exactlyOnce()) {
            throw new IllegalStateException(what + ": " + tally);
        }
        return tally.records();
    }

    /** Deletes what a row left, so that the next has the clusters to itself. */
    private void clear() {
        Stream.of("-rest", "-topic", "-topic-sink", "-topic-sink-moved")
                .map(("row-" + rows)::concat)
                .forEach(connector -> clusters.forEach(cluster -> cluster.deleteConnector(connector)));
    }

    private void print(CompatibilityRow row, String seconds, String result) {
        System.out.println("| "
                + String.join(
                        " | ",
                        row.varied(),
                        row.kafka(),
                        row.jackson(),
                        row.slf4j(),
                        Integer.toString(row.java()),
                        seconds,
                        result)
                + " |");
    }

    private static String last(List<String> versions) {
        return versions.get(versions.size() - 1);
    }

    private static String seconds(long start) {
        return String.format(
                Locale.ROOT, "%.1f", Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
    }
}
