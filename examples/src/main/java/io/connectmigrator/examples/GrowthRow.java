package io.connectmigrator.examples;

import java.util.Locale;

/**
 * What was measured with one size of fleets and of clusters.
 *
 * @param workers the number of workers of each cluster
 * @param bare the bare calls
 * @param own Connect Migrator
 */
record GrowthRow(int workers, FleetSeries bare, FleetSeries own) {

    static String header() {
        return columns(
                "workers",
                "connectors",
                "bare calls",
                "grown by",
                "Connect Migrator",
                "grown by",
                "wall ratio",
                "down ratio");
    }

    /** {@return the wall time for each connector, how many times that of the smallest fleet it is, and the ratios of both ways} */
    String text(GrowthRow smallest) {
        return columns(
                workers + " + " + workers,
                own.connectors(),
                perConnector(bare),
                bare.wallPerConnectorRatioTo(smallest.bare),
                perConnector(own),
                own.wallPerConnectorRatioTo(smallest.own),
                own.wallRatioTo(bare),
                own.downtimeRatioTo(bare));
    }

    private static String perConnector(FleetSeries series) {
        return String.format(Locale.ROOT, "%.0f ms each", series.wallPerConnector());
    }

    private static String columns(Object... columns) {
        return String.format(Locale.ROOT, "%-10s%12s%14s%10s%20s%10s%12s%12s", columns);
    }
}
