package io.connectmigrator.examples;

import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.Server;
import io.connectmigrator.migration.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Moves running connectors there and back for an hour in one JVM, with the journal in Kafka, while the broker restarts after a
 * third of the moves and a worker after two thirds. Fails if a record is missing or doubled, or if anything that the process
 * holds has grown.
 */
public final class Soak {

    private static final String TOPIC = "soak";
    private static final List<String> CONNECTORS = List.of("soak-1", "soak-2", "soak-3", "soak-4");
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Playground playground;
    private final SoakJournal journal;
    private final SoakMoves moves;
    private final List<SoakSample> samples = new ArrayList<>();
    private final long start = System.nanoTime();

    private Soak(Playground playground, SoakJournal journal) {
        this.playground = playground;
        this.journal = journal;
        this.moves = new SoakMoves(
                Migrator.builder().journal(journal.journal()).build(), playground.legacy(), playground.europe());
    }

    /**
     * Runs and prints. The system properties {@code soak.moves}, 500 by default, {@code soak.duration}, {@code PT1H} by
     * default, and {@code soak.directory}, {@code target} by default, say how often, over how much time, and where the samples
     * are written. Ends with 1 if something was lost or has grown.
     *
     * @param arguments none
     * @throws IOException if the samples cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.getInteger("soak.moves", 500);
        Duration duration = Duration.parse(System.getProperty("soak.duration", "PT1H"));
        Path directory = Files.createDirectories(Path.of(System.getProperty("soak.directory", "target")));
        boolean passed;
        try (Playground playground = Playground.start(settings());
                SoakJournal journal = new SoakJournal(playground.broker())) {
            Soak soak = new Soak(playground, journal);
            soak.run(count, duration);
            passed = soak.judge(directory);
        }
        System.exit(passed ? 0 : 1);
    }

    /**
     * With exactly-once support for sources, a worker that has lost its broker for long and starts its tasks again doubles nothing, so
     * that whatever is doubled was doubled by a move.
     */
    private static Playground.Settings settings() {
        return new Playground.Settings(1, "512m", Map.of("exactly.once.source.support", "enabled"));
    }

    private void run(int count, Duration duration) {
        playground.runFleetOnLegacy(TOPIC, CONNECTORS, INTERVAL);
        System.out.println(count + " moves there and back in " + duration.toMinutes() + " minutes …");
        for (int move = 0; move < count; move++) {
            CompletableFuture<Void> restart = restartDuring(move, count);
            moves.thereAndBack(CONNECTORS.get(move % CONNECTORS.size()), move / CONNECTORS.size() % 2 == 0);
            restart.join();
            sample();
            pauseUntil(duration.multipliedBy(move + 1).dividedBy(count));
        }
    }

    private CompletableFuture<Void> restartDuring(int move, int count) {
        if (move == count / 3) {
            return restart("the broker", playground.broker());
        }
        return move == count * 2 / 3
                ? restart("a worker", playground.legacyWorker())
                : CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<Void> restart(String what, Server server) {
        System.out.println("Restarting " + what + " …");
        return CompletableFuture.runAsync(() -> {
            server.stop();
            server.start();
        });
    }

    private void sample() {
        samples.add(SoakSample.take(elapsed(), journal.bytes()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void pauseUntil(Duration due) {
        Duration rest = due.minus(elapsed());
        if (!rest.isNegative()) {
            Patience.sleep(rest);
        }
    }

    private boolean judge(Path directory) throws IOException {
        CONNECTORS.forEach(playground.legacy()::stop);
        CONNECTORS.forEach(connector -> Patience.awaitStopped(playground.legacy(), connector));
        SequenceTally tally = playground.count(TOPIC);
        SoakCurves curves = new SoakCurves(samples);
        Path csv = directory.resolve("soak.csv");
        Files.write(
                csv,
                Stream.concat(
                                Stream.of(SoakSample.csvHeader()),
                                samples.stream().map(SoakSample::csv))
                        .toList());
        Files.writeString(directory.resolve("soak.txt"), curves + "\n");
        System.out.println(curves);
        System.out.println(samples.size() + " moves there and back in "
                + elapsed().toMinutes() + " minutes, " + moves.calledAgain()
                + " calls repeated; every sample is in " + csv.toAbsolutePath());
        System.out.println((tally.exactlyOnce() ? "Exactly once: " : "NOT exactly once: ") + tally);
        List<String> growth = curves.growth();
        growth.forEach(line -> System.out.println("GROWN: " + line));
        return tally.exactlyOnce() && growth.isEmpty();
    }
}
