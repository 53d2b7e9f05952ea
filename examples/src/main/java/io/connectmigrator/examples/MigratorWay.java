package io.connectmigrator.examples;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Connect Migrator: down from the moment the pause was accepted until every task on the target runs. */
final class MigratorWay implements Way {

    private static final Set<MigrationStep> WHILE_DOWN = EnumSet.range(MigrationStep.QUIESCE, MigrationStep.RESUME);

    private final Playground playground;
    private final Map<MigrationStep, Spread> stepsWhileDown = new EnumMap<>(MigrationStep.class);
    private List<StepReport> steps = List.of();

    MigratorWay(Playground playground) {
        this.playground = playground;
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
        steps = moved.steps();
        steps.forEach(this::remember);
        return requireNonNull(moved.downtime(), "downtime");
    }

    @Override
    public List<StepReport> steps() {
        return steps;
    }

    private void remember(StepReport step) {
        if (WHILE_DOWN.contains(step.step())) {
            stepsWhileDown.computeIfAbsent(step.step(), first -> new Spread()).add(step.took());
        }
    }

    /** {@return the median of each step while a connector is down, in the order in which they go} */
    String stepsWhileDown() {
        return stepsWhileDown.entrySet().stream()
                .map(step -> step.getKey() + " " + step.getValue().median() + " ms")
                .collect(Collectors.joining(", "));
    }
}
