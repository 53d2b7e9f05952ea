package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationReport;

/** The program that the README begins with: what stands between the two comments stands there. */
final class SixLines {

    private SixLines() {}

    /** Moves the connector «orders» while it runs, given one worker's URL of each cluster. */
    static MigrationReport move(String legacyUrl, String europeUrl) {
        // spotless:off
        ConnectClient legacy = ConnectClient.of(legacyUrl); // http://connect:8083
        ConnectClient europe = ConnectClient.of(europeUrl); // http://connect-eu:8083
        MigrationPlan plan = MigrationPlan.builder().from(legacy).to(europe).connectors("orders").build();
        Migrator migrator = Migrator.create();
        MigrationReport report = migrator.migrate(plan);
        System.out.println(report);
        // spotless:on
        return report;
    }
}
