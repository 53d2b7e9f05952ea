package io.connectmigrator.examples;

import io.connectmigrator.lab.SequenceTally;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures for how long a running connector is down while it moves: with Connect Migrator, with the bare calls, which
 * nothing can be faster than, and with the recipe for people with curl. All three move connectors of the same kind between
 * the same two clusters, in turns, and every moved connector's records are counted.
 */
public final class DowntimeBenchmark {

    private final Playground playground;
    private final MigratorWay migratorWay;
    private final Way bareWay;
    private final Way recipeWay;
    private final Series migrator = new Series("Connect Migrator");
    private final Series bare = new Series("the bare calls");
    private final Series recipe = new Series("the recipe");

    private DowntimeBenchmark(Playground playground) {
        this.playground = playground;
        this.migratorWay = new MigratorWay(playground);
        this.bareWay = new BareWay(playground);
        this.recipeWay = new RecipeWay(playground);
    }

    /**
     * Measures and prints. The system properties {@code benchmark.rounds}, 7 by default, and
     * {@code benchmark.recipe.rounds}, 2 by default, say how often; a round of the recipe takes more than a minute.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        int rounds = Integer.getInteger("benchmark.rounds", 7);
        int recipeRounds = Integer.getInteger("benchmark.recipe.rounds", 2);
        try (Playground playground = Playground.start()) {
            DowntimeBenchmark benchmark = new DowntimeBenchmark(playground);
            System.out.println(
                    "A round to warm up, then " + rounds + ", and " + recipeRounds + " of the recipe, a minute each …");
            benchmark.warmUp();
            benchmark.measure(rounds, recipeRounds);
            benchmark.print();
        }
    }

    private void warmUp() {
        measure(new MigratorWay(playground), "warm-up-migrator", new Series("warm-up"));
        measure(bareWay, "warm-up-bare", new Series("warm-up"));
    }

    private void measure(int rounds, int recipeRounds) {
        for (int round = 1; round <= Math.max(rounds, recipeRounds); round++) {
            if (round <= rounds) {
                measure(migratorWay, "migrator-" + round, migrator);
                measure(bareWay, "bare-" + round, bare);
            }
            if (round <= recipeRounds) {
                measure(recipeWay, "recipe-" + round, recipe);
            }
        }
    }

    private void measure(Way way, String connector, Series series) {
        playground.runOnLegacy(connector);
        way.prepare(connector);
        playground.http().record();
        Duration downtime = way.move(connector);
        Patience.sleep(Duration.ofSeconds(1));
        List<SentRequest> requests = playground.http().recorded();
        SequenceTally tally = playground.stopAndCount(connector);
        series.add(
                downtime, tally, new MoveTrace(connector, requests, way.steps(), playground.authorities(), downtime));
        System.out.println("  " + connector + ": down for " + downtime.toMillis() + " ms, " + tally);
    }

    private void print() {
        System.out.println();
        System.out.println(Series.header());
        Stream.of(migrator, bare, recipe).filter(series -> !series.isEmpty()).forEach(System.out::println);
        System.out.println();
        System.out.println("Connect Migrator's connectors were down " + migrator.ratioTo(bare)
                + " times as long as with the bare calls.");
        if (!recipe.isEmpty()) {
            System.out.println(
                    "The recipe's were down " + recipe.ratioTo(migrator) + " times as long as Connect Migrator's.");
        }
        System.out.println("Medians of its steps while they were down: " + migratorWay.stepsWhileDown());
        trace(bare);
        trace(migrator);
    }

    /** Prints the move that took as long as the median, beside what the workers say of it. */
    private void trace(Series series) {
        MoveTrace trace = series.median();
        System.out.println();
        System.out.println("The move of " + trace.connector() + ", down for "
                + trace.downtime().toMillis() + " ms; milliseconds since its pause or stop was sent:");
        System.out.println(trace.text(playground.workerEvents(trace.connector())));
    }
}
