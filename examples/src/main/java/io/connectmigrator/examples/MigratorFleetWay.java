package io.connectmigrator.examples;

import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Connect Migrator, with every check. */
final class MigratorFleetWay implements FleetWay {

    private final Playground playground;
    private final Migrator migrator;

    MigratorFleetWay(Playground playground, Migrator migrator) {
        this.playground = playground;
        this.migrator = migrator;
    }

    @Override
    public List<Duration> move(List<String> connectors) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(playground.legacy())
                .to(playground.europe())
                .connectorsMatching(connector -> connectors.contains(connector.name()))
                .build();
        MigrationReport report = migrator.migrate(plan);
        List<Duration> downtimes = downtimes(report);
        System.out.println(
                "  checked and prepared after " + beforeTheFirstStop(report).toMillis() + " ms");
        return downtimes;
    }

    /** {@return for how long each connector was down; fails if one has not moved} */
    static List<Duration> downtimes(MigrationReport report) {
        if (!report.succeeded()) {
            throw new IllegalStateException(report.toString());
        }
        return report.connectors().stream()
                .map(ConnectorReport::downtime)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static Duration beforeTheFirstStop(MigrationReport report) {
        return report.connectors().stream()
                .flatMap(connector -> connector.steps().stream())
                .filter(step -> step.step() == MigrationStep.QUIESCE)
                .map(step -> Duration.between(report.startedAt(), step.startedAt()))
                .min(Duration::compareTo)
                .orElse(report.took());
    }
}
