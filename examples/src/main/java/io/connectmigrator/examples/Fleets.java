package io.connectmigrator.examples;

import java.util.List;
import java.util.stream.IntStream;

/** Fleets of running connectors on one playground, each with connectors of its own, that are moved, measured and deleted. */
final class Fleets {

    private final Playground playground;
    private int fleets;

    Fleets(Playground playground) {
        this.playground = playground;
    }

    /** Moves a new fleet of that size, and prints what was measured as one line. */
    FleetSeries measure(String name, FleetWay way, int size) {
        String fleet = "fleet-" + ++fleets;
        List<String> names = IntStream.rangeClosed(1, size)
                .mapToObj(number -> fleet + "-" + number)
                .toList();
        return FleetSeries.measure(name, way, fleet, names, playground);
    }

    /** Moves small fleets, so that what runs in the measured JVMs is compiled. */
    void warmUp(FleetWay... ways) {
        for (FleetWay way : ways) {
            measure("warm-up", way, 20);
        }
    }
}
