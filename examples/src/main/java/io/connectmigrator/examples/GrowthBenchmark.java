package io.connectmigrator.examples;

import io.connectmigrator.migration.Migrator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Moves fleets of growing size between two clusters of one worker each, then of three, in turns with the bare requests, and
 * prints how much longer each connector takes in a larger fleet. With both ways at each size it shows whether Connect Migrator
 * or Connect itself is what grows. The bare requests do not look whether the target goes on from its offsets, so Connect Migrator
 * also moves a fleet without a settling time.
 */
public final class GrowthBenchmark {

    private final int workers;
    private final Playground playground;
    private final Fleets fleets;

    private GrowthBenchmark(int workers, Playground playground) {
        this.workers = workers;
        this.playground = playground;
        this.fleets = new Fleets(playground);
    }

    /**
     * Measures and prints. The system properties {@code growth.connectors}, {@code 60,250,500,1000} by default, and
     * {@code growth.workers}, {@code 1,3} by default, say which sizes of fleets and of clusters.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        List<Integer> sizes = numbers("growth.connectors", "60,250,500,1000");
        System.out.println("Heap limit of this JVM: " + Heap.limitMebibytes() + " MiB");
        List<GrowthRow> rows = new ArrayList<>();
        for (int workers : numbers("growth.workers", "1,3")) {
            try (Playground playground = Playground.start(new Playground.Settings(workers, heap(workers, sizes)))) {
                rows.addAll(new GrowthBenchmark(workers, playground).run(sizes));
            }
        }
        System.out.println();
        System.out.println(GrowthRow.header());
        rows.forEach(row -> System.out.println(row.text(smallest(rows, row))));
    }

    private static List<Integer> numbers(String property, String otherwise) {
        String numbers = System.getProperty(property, "");
        return Arrays.stream((numbers.isBlank() ? otherwise : numbers).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    /** {@return the heap of a worker: a source task with its clients takes some 3 MiB} */
    private static String heap(int workers, List<Integer> sizes) {
        int largest = sizes.stream().mapToInt(size -> size).max().orElseThrow();
        return (1024 + 3 * largest / workers) + "m";
    }

    private static GrowthRow smallest(List<GrowthRow> rows, GrowthRow row) {
        return rows.stream()
                .filter(other -> other.workers() == row.workers())
                .findFirst()
                .orElse(row);
    }

    private List<GrowthRow> run(List<Integer> sizes) {
        FleetWay bare = new BareFleetWay(playground);
        FleetWay own = new MigratorFleetWay(playground, Migrator.create());
        FleetWay unsettled = new MigratorFleetWay(
                playground, Migrator.builder().settlingTime(Duration.ZERO).build());
        fleets.warmUp(bare, unsettled);
        System.out.println();
        System.out.println(FleetSeries.header());
        List<GrowthRow> rows = new ArrayList<>();
        for (int size : sizes) {
            rows.add(new GrowthRow(
                    workers,
                    fleets.measure("the bare calls, 8 at once", bare, size),
                    fleets.measure("Connect Migrator", own, size),
                    fleets.measure("…, settling time zero", unsettled, size)));
        }
        return rows;
    }
}
