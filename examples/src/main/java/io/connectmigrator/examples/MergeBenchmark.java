package io.connectmigrator.examples;

import io.connectmigrator.migration.Migrator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Moves running connectors between two clusters of one worker each, first one by one and then merged into one, and compares how long they
 * were down and how many requests it took. Each way gets connectors of its own, and their records are counted.
 */
public final class MergeBenchmark {

    private static final int MEMBERS = 50;
    private static final int WARM_UP = 5;

    private final Playground playground;
    private int fleets;

    private MergeBenchmark(Playground playground) {
        this.playground = playground;
    }

    /**
     * Measures and prints.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Playground playground = Playground.start(new Playground.Settings(1, "1g"))) {
            System.out.println("Heap limit of this JVM: " + Heap.limitMebibytes() + " MiB");
            new MergeBenchmark(playground).run();
        }
    }

    private void run() {
        Migrator migrator = Migrator.create();
        FleetWay single = new MigratorFleetWay(playground, migrator);
        FleetWay together = new MergedFleetWay(playground, migrator);
        measure("warm-up", single, WARM_UP);
        measure("warm-up", together, WARM_UP);
        System.out.println();
        System.out.println(FleetSeries.header());
        FleetSeries moved = measure(MEMBERS + " moves", single, MEMBERS);
        FleetSeries merged = measure("a merge of " + MEMBERS, together, MEMBERS);
        System.out.println();
        System.out.println(
                "The merge took " + merged.requestRatioTo(moved) + " times as many requests as the moves and "
                        + merged.wallRatioTo(moved) + " times as long, and its members were down "
                        + merged.downtimeRatioTo(moved)
                        + " times as long by the medians.");
    }

    private FleetSeries measure(String name, FleetWay way, int size) {
        String fleet = "fleet-" + ++fleets;
        List<String> names = IntStream.rangeClosed(1, size)
                .mapToObj(number -> fleet + "-" + number)
                .toList();
        return FleetSeries.measure(name, way, fleet, names, playground);
    }
}
