package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what happens to one connector. */
final class ConnectorEvents {

    private final RunContext runContext;
    private final String connector;
    private final Supplier<String> target;
    private final Map<String, String> attributes;

    ConnectorEvents(RunContext runContext, String connector, Supplier<String> target, Map<String, String> attributes) {
        this.runContext = runContext;
        this.connector = connector;
        this.target = target;
        this.attributes = attributes;
    }

    void began(StepAction action) {
        began(action.step(), action.direction());
    }

    void began(MigrationStep step, StepReport.Direction direction) {
        runContext.tell(new MigrationEvent.StepStarted(
                runContext.now(), runContext.id(), connector, target.get(), attributes, step, direction));
    }

    void retried(StepAction action, int attempt, Problem problem) {
        runContext.tell(new MigrationEvent.StepRetried(
                runContext.now(),
                runContext.id(),
                connector,
                target.get(),
                attributes,
                action.step(),
                action.direction(),
                attempt,
                problem));
    }

    void ended(StepAction action, Duration took, int attempt, @Nullable Problem problem) {
        ended(action.step(), action.direction(), took, attempt, problem);
    }

    void ended(
            MigrationStep step, StepReport.Direction direction, Duration took, int attempt, @Nullable Problem problem) {
        runContext.tell(new MigrationEvent.StepEnded(
                runContext.now(),
                runContext.id(),
                connector,
                target.get(),
                attributes,
                step,
                direction,
                took,
                attempt,
                problem));
    }

    void alarm(Problem problem) {
        runContext.tell(new MigrationEvent.WatchAlarm(
                runContext.now(), runContext.id(), connector, target.get(), attributes, problem));
    }

    void connectorEnded(ConnectorReport report) {
        runContext.tell(new MigrationEvent.ConnectorEnded(
                runContext.now(),
                runContext.id(),
                connector,
                target.get(),
                attributes,
                report.outcome(),
                report.downtime(),
                report.problems()));
    }
}
