package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;

/**
 * The connector is absent or at rest on its workers, so that no task of it overwrites offsets that are written past them. Over
 * REST the workers refuse such a write themselves; a topic or a consumer group takes it.
 */
final class OffsetsWritable implements Condition {

    private final ConnectorCopy copy;

    OffsetsWritable(ConnectorCopy copy) {
        this.copy = copy;
    }

    /**
     * {@inheritDoc} A connector between two states is waited for: a worker that dies leaves it unassigned for a moment.
     *
     * @throws StepFailedException if the connector has been started
     */
    @Override
    public Optional<String> missing() {
        if (copy.find().isEmpty()) {
            return Optional.empty();
        }
        Optional<ConnectorStatus> status = copy.findStatus();
        Optional<String> missing = ConnectorConditions.notAtRest(copy, status);
        if (missing.isPresent() && ConnectorConditions.showsStarted(copy, status)) {
            throw refused(missing.get());
        }
        return missing;
    }

    /** @throws StepFailedException if the connector is neither absent nor at rest now */
    void require() {
        missing().ifPresent(missing -> {
            throw refused(missing);
        });
    }

    private static StepFailedException refused(String missing) {
        return new StepFailedException(Problem.error(
                ProblemCode.CONNECTOR_NOT_STOPPED,
                missing + ", so that its tasks would overwrite its offsets; they are not changed",
                "Stop the connector if it should not run, then try again"));
    }
}
