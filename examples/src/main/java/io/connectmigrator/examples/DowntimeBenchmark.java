package io.connectmigrator.examples;

import io.connectmigrator.lab.SequenceTally;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures for how long a running connector is down while it moves: with Connect Migrator, with the recipe for people with
 * curl, and with the bare calls, which nothing can be faster than. All three move connectors of the same kind between the
 * same two clusters, in turns, and every moved connector's records are counted.
 */
public final class DowntimeBenchmark {

    private final Playground playground;
    private final MigratorWay migrator;
    private final FloorWay floor;
    private final RecipeWay recipe;
    private final Map<Way, Results> results = new LinkedHashMap<>();

    private DowntimeBenchmark(Playground playground) {
        this.playground = playground;
        this.migrator = new MigratorWay(playground);
        this.floor = new FloorWay(playground);
        this.recipe = new RecipeWay(playground);
        for (Way way : List.of(migrator, floor, recipe)) {
            results.put(way, new Results());
        }
    }

    /** What was measured of one way. */
    private static final class Results {

        private final Spread downtime = new Spread();
        private int exactlyOnce;
    }

    /**
     * Measures and prints. The system properties {@code benchmark.rounds}, 7 by default, and
     * {@code benchmark.recipe.rounds}, 2 by default, say how often; a round of the recipe takes more than a minute.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Playground playground = Playground.start()) {
            DowntimeBenchmark benchmark = new DowntimeBenchmark(playground);
            benchmark.measure(
                    Integer.getInteger("benchmark.rounds", 7), Integer.getInteger("benchmark.recipe.rounds", 2));
            benchmark.print();
        }
    }

    private void measure(int rounds, int recipeRounds) {
        System.out.println("One round to warm up, then " + rounds + " rounds, " + recipeRounds + " with the recipe …");
        warmUp();
        for (int round = 1; round <= Math.max(rounds, recipeRounds); round++) {
            if (round <= rounds) {
                measure(migrator, "migrator-" + round);
                measure(floor, "floor-" + round);
            }
            if (round <= recipeRounds) {
                measure(recipe, "recipe-" + round);
            }
        }
    }

    private void warmUp() {
        for (Way way : List.of(new MigratorWay(playground), floor)) {
            String connector = "warm-up-" + way.getClass().getSimpleName();
            move(way, connector);
            playground.stopAndCount(connector);
        }
    }

    private void measure(Way way, String connector) {
        Results result = results.get(way);
        Duration downtime = move(way, connector);
        SequenceTally tally = playground.stopAndCount(connector);
        result.downtime.add(downtime);
        result.exactlyOnce += tally.exactlyOnce() ? 1 : 0;
        System.out.println("  " + connector + ": down for " + downtime.toMillis() + " ms, " + tally);
    }

    private Duration move(Way way, String connector) {
        playground.runOnLegacy(connector);
        way.prepare(connector);
        Duration downtime = way.move(connector);
        Patience.sleep(Duration.ofSeconds(1));
        return downtime;
    }

    private void print() {
        System.out.println();
        print("downtime", "median", "min", "max", "exactly once");
        results.forEach((way, result) -> {
            Spread downtime = result.downtime;
            print(
                    way.name(),
                    downtime.median() + " ms",
                    downtime.min() + " ms",
                    downtime.max() + " ms",
                    result.exactlyOnce + " of " + downtime.size());
        });
        System.out.println();
        System.out.println("Connect Migrator takes " + ratio(migrator, floor) + " times as long as the bare calls.");
        System.out.println("The recipe takes " + ratio(recipe, migrator) + " times as long as Connect Migrator.");
        System.out.println("While down (medians): " + migrator.stepsWhileDown());
    }

    private static void print(Object... columns) {
        System.out.println(String.format(Locale.ROOT, "%-18s%12s%12s%12s%16s", columns));
    }

    private String ratio(Way one, Way other) {
        return String.format(Locale.ROOT, "%.1f", (double) median(one) / median(other));
    }

    private long median(Way way) {
        return results.get(way).downtime.median();
    }
}
