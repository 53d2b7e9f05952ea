package io.connectmigrator.examples;

import io.connectmigrator.migration.Migrator;
import java.time.Duration;

/**
 * Moves a fleet of running connectors between two clusters of one worker each: with Connect Migrator, which finds out by
 * itself how many it moves at once, with Connect Migrator one at a time, with the bare requests in a loop without any check,
 * and, a few of them, with the recipe for people with curl. Each way gets connectors of its own, and their records are
 * counted.
 */
public final class FleetBenchmark {

    private final Playground playground;
    private final Fleets fleets;
    private final int connectors;

    private FleetBenchmark(Playground playground, int connectors) {
        this.playground = playground;
        this.fleets = new Fleets(playground);
        this.connectors = connectors;
    }

    /**
     * Measures and prints. The system property {@code benchmark.connectors}, 245 by default, says how many there are, and
     * {@code benchmark.recipe.rounds}, 2 by default, how many move by the recipe, which takes more than a minute each.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        int connectors = Integer.getInteger("benchmark.connectors", 245);
        int recipe = Integer.getInteger("benchmark.recipe.rounds", 2);
        try (Playground playground = Playground.start(new Playground.Settings(1, "1g"))) {
            System.out.println("Heap limit of this JVM: " + Heap.limitMebibytes() + " MiB");
            new FleetBenchmark(playground, connectors).run(recipe);
        }
    }

    private void run(int recipe) {
        fleets.warmUp(new BareFleetWay(playground), migrator(Migrator.create()));
        System.out.println();
        System.out.println(FleetSeries.header());
        FleetSeries bare = fleets.measure("the bare calls, 8 at once", new BareFleetWay(playground), connectors);
        FleetSeries own = fleets.measure("Connect Migrator", migrator(Migrator.create()), connectors);
        FleetSeries single = fleets.measure(
                "Connect Migrator, 1 at once",
                migrator(Migrator.builder().concurrency(1).build()),
                connectors);
        System.out.println();
        System.out.println("Connect Migrator took " + own.wallRatioTo(bare)
                + " times as long as the bare calls in all, and " + own.downtimeRatioTo(bare)
                + " times by the median of the downtimes.");
        System.out.println("One at a time it took " + single.wallRatioTo(own) + " times as long.");
        if (recipe > 0) {
            FleetSeries sample = fleets.measure("the recipe, one by one", new RecipeFleetWay(playground), recipe);
            Duration all = sample.extrapolated(connectors);
            System.out.println("At this rate the recipe would take " + all.toMinutes() + " minutes for all "
                    + connectors + " (extrapolated from " + recipe + ").");
        }
    }

    private FleetWay migrator(Migrator migrator) {
        return new MigratorFleetWay(playground, migrator);
    }
}
