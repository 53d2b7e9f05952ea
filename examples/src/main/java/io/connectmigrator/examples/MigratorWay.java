package io.connectmigrator.examples;

import io.connectmigrator.migration.ConnectorReport;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationReport;
import io.connectmigrator.migration.MigrationStep;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.migration.StepReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Connect Migrator: down from the moment the pause was accepted until every task on the target runs. */
final class MigratorWay implements Way {

    private final Playground playground;
    private final Map<MigrationStep, Spread> steps = new EnumMap<>(MigrationStep.class);

    MigratorWay(Playground playground) {
        this.playground = playground;
    }

    @Override
    public String name() {
        return "Connect Migrator";
    }

    @Override
    public Duration move(String connector) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(playground.legacy())
                .to(playground.europe())
                .connectors(connector)
                .build();
        MigrationReport report = Migrator.create().migrate(plan);
        if (!report.succeeded()) {
            throw new IllegalStateException(report.toString());
        }
        ConnectorReport moved = report.connectors().get(0);
        for (StepReport step : moved.steps()) {
            steps.computeIfAbsent(step.step(), first -> new Spread()).add(step.took());
        }
        return Objects.requireNonNull(moved.downtime(), "downtime");
    }

    /** {@return the median of each step while the connector is down, in the order in which they go} */
    String stepsWhileDown() {
        return List.of(
                        MigrationStep.QUIESCE,
                        MigrationStep.SNAPSHOT,
                        MigrationStep.WRITE,
                        MigrationStep.VERIFY,
                        MigrationStep.CUT_OVER,
                        MigrationStep.RESUME)
                .stream()
                .map(step ->
                        step + " " + Objects.requireNonNull(steps.get(step)).median() + " ms")
                .collect(Collectors.joining(", "));
    }
}
