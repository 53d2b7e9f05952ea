package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what happens to one connector. */
final class ConnectorEvents {

    private final RunContext scope;
    private final String connector;
    private final Map<String, String> attributes;

    ConnectorEvents(RunContext scope, String connector, Map<String, String> attributes) {
        this.scope = scope;
        this.connector = connector;
        this.attributes = attributes;
    }

    void began(StepAction action) {
        began(action.step(), action.direction());
    }

    void began(MigrationStep step, StepReport.Direction direction) {
        scope.tell(new MigrationEvent.StepStarted(scope.now(), scope.id(), connector, attributes, step, direction));
    }

    void retried(StepAction action, int attempt, Problem problem) {
        scope.tell(new MigrationEvent.StepRetried(
                scope.now(), scope.id(), connector, attributes, action.step(), action.direction(), attempt, problem));
    }

    void ended(StepAction action, Duration took, int attempt, @Nullable Problem problem) {
        ended(action.step(), action.direction(), took, attempt, problem);
    }

    void ended(
            MigrationStep step, StepReport.Direction direction, Duration took, int attempt, @Nullable Problem problem) {
        scope.tell(new MigrationEvent.StepEnded(
                scope.now(), scope.id(), connector, attributes, step, direction, took, attempt, problem));
    }

    void connectorEnded(ConnectorReport report) {
        scope.tell(new MigrationEvent.ConnectorEnded(
                scope.now(),
                scope.id(),
                connector,
                attributes,
                report.outcome(),
                report.downtime(),
                report.problems()));
    }
}
