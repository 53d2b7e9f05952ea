package io.connectmigrator.examples;

import java.util.Locale;

/**
 * What was measured with one size of fleets and of clusters.
 *
 * @param workers the number of workers of each cluster
 * @param bare the bare calls
 * @param own Connect Migrator
 * @param unsettled Connect Migrator without a settling time
 */
record GrowthRow(int workers, FleetSeries bare, FleetSeries own, FleetSeries unsettled) {

    static String header() {
        return columns(
                "workers",
                "connectors",
                "bare calls",
                "Connect Migrator",
                "settling time zero",
                "wall ratios",
                "downtime ratios");
    }

    /**
     * {@return the wall time for each connector and how many times that of the smallest fleet it is, for each way, and how many times
     * as long as the bare calls the other two took}
     */
    String text(GrowthRow smallest) {
        return columns(
                workers + " + " + workers,
                own.connectors(),
                perConnector(bare, smallest.bare),
                perConnector(own, smallest.own),
                perConnector(unsettled, smallest.unsettled),
                own.wallRatioTo(bare) + ", " + unsettled.wallRatioTo(bare),
                own.downtimeRatioTo(bare) + ", " + unsettled.downtimeRatioTo(bare));
    }

    private static String perConnector(FleetSeries series, FleetSeries smallest) {
        return String.format(Locale.ROOT, "%.0f ms", series.wallPerConnector()) + ", "
                + series.wallPerConnectorRatioTo(smallest);
    }

    private static String columns(Object... columns) {
        return String.format(Locale.ROOT, "%-10s%12s%20s%20s%20s%16s%18s", columns);
    }
}
