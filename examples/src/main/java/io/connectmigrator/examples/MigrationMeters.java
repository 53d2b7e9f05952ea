package io.connectmigrator.examples;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.MigrationListener;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts and times migrations with Micrometer: how connectors ended, how long they were down, how long each step took. No
 * meter is named after a connector, so there are as many as there are steps and outcomes.
 *
 * @param registry where the meters are
 */
public record MigrationMeters(MeterRegistry registry) implements MigrationListener {

    @Override
    public void on(MigrationEvent event) {
        if (event instanceof MigrationEvent.StepEnded step) {
            String result = step.problem() == null ? "done" : "failed";
            registry.timer("connect.migration.step", "step", step.step().toString(), "result", result)
                    .record(step.duration());
        } else if (event instanceof MigrationEvent.ConnectorEnded connector) {
            String outcome = connector.outcome().name();
            registry.counter("connect.migration.connectors", "outcome", outcome).increment();
            if (connector.downtime() != null) {
                registry.timer("connect.migration.downtime").record(connector.downtime());
            }
        }
    }
}
