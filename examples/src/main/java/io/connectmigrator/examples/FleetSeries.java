package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.RequestCounts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What was measured of one way to move many connectors.
 *
 * @param name the way
 * @param connectors how many connectors were moved
 * @param wall how long it took
 * @param downtime for how long each of them was down
 * @param traffic the requests to both clusters
 * @param peakHeap the most heap that was in use meanwhile, in MiB
 * @param peakThreads the most threads that were alive meanwhile, those of this program included
 * @param exactlyOnce whether every record was there once
 */
record FleetSeries(
        String name,
        int connectors,
        Duration wall,
        Spread downtime,
        RequestCounts traffic,
        long peakHeap,
        int peakThreads,
        boolean exactlyOnce) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Moves connectors and measures it. */
    static FleetSeries measure(
            String name, FleetWay way, String fleet, List<String> connectors, Playground playground) {
        playground.runFleetOnLegacy(fleet, connectors);
        Patience.sleep(Duration.ofSeconds(2));
        RequestCounts before = requestCounts(playground);
        Heap.forgetPeak();
        THREADS.resetPeakThreadCount();
        long start = System.nanoTime();
        List<Duration> downtimes = way.move(connectors);
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        long peakHeap = Heap.peakMebibytes();
        int peakThreads = THREADS.getPeakThreadCount();
        RequestCounts after = requestCounts(playground);
        Patience.sleep(Duration.ofSeconds(2));
        playground.clear();
        boolean exactlyOnce = playground.count(fleet).exactlyOnce();
        Spread downtime = new Spread();
        downtimes.forEach(downtime::add);
        RequestCounts sent =
                new RequestCounts(after.requests() - before.requests(), after.rebalances() - before.rebalances());
        FleetSeries series =
                new FleetSeries(name, connectors.size(), wall, downtime, sent, peakHeap, peakThreads, exactlyOnce);
        System.out.println(series);
        return series;
    }

    private static RequestCounts requestCounts(Playground playground) {
        ConnectClient legacy = playground.legacy();
        ConnectClient europe = playground.europe();
        return new RequestCounts(
                legacy.requestCounts().requests() + europe.requestCounts().requests(),
                legacy.requestCounts().rebalances() + europe.requestCounts().rebalances());
    }

    /** {@return how many times as long as the other it took in all} */
    String wallRatioTo(FleetSeries other) {
        return ratio((double) wall.toMillis(), (double) other.wall.toMillis());
    }

    /** {@return how many times as many requests as the other it took in all} */
    String requestRatioTo(FleetSeries other) {
        return ratio((double) traffic.requests(), (double) other.traffic.requests());
    }

    /** {@return how many times as long as with the other the connectors were down, by the medians} */
    String downtimeRatioTo(FleetSeries other) {
        return ratio((double) downtime.median(), (double) other.downtime.median());
    }

    /** {@return how many times as long as with the other it took for each connector} */
    String wallPerConnectorRatioTo(FleetSeries other) {
        return ratio(wallPerConnector(), other.wallPerConnector());
    }

    /** {@return the time for one connector, in ms} */
    double wallPerConnector() {
        return (double) wall.toMillis() / connectors;
    }

    /** {@return how long this many connectors would take at this rate} */
    Duration extrapolated(int fleet) {
        return wall.multipliedBy(fleet).dividedBy(connectors);
    }

    private static String ratio(double one, double other) {
        return String.format(Locale.ROOT, "%.2f", one / other);
    }

    static String header() {
        return columns(
                "",
                "connectors",
                "wall",
                "down median",
                "p95",
                "max",
                "requests",
                "rebalances",
                "heap",
                "threads",
                "exactly once");
    }

    /** {@return the series as a line under the header} */
    @Override
    public String toString() {
        return columns(
                name,
                connectors,
                String.format(Locale.ROOT, "%.1f s", wall.toMillis() / 1000.0),
                downtime.median() + " ms",
                downtime.p95() + " ms",
                downtime.max() + " ms",
                String.format(Locale.ROOT, "%.1f", (double) traffic.requests() / connectors),
                traffic.rebalances(),
                peakHeap + " MiB",
                peakThreads,
                exactlyOnce ? "yes" : "NO");
    }

    private static String columns(Object... columns) {
        return String.format(Locale.ROOT, "%-28s%12s%10s%14s%10s%10s%10s%12s%10s%10s%14s", columns);
    }
}
