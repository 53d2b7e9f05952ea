package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.TaskStatus;
import io.connectmigrator.connect.UnknownOutcomeException;

/**
 * Workers before 3.5 can only pause a connector, and a paused task keeps its last batch uncommitted. Restarted while it is
 * paused, it makes its last commit, and the task that takes its place waits without having started: it holds nothing, and
 * reads the offsets only once the connector is resumed. A worker answers the restart of a task after the old one has ended.
 */
final class PauseStrategy implements QuiesceStrategy {

    @Override
    public void begin(ConnectorCopy copy) {
        for (TaskStatus task : copy.status().tasks()) {
            restart(copy, task.id());
        }
    }

    /** To restart a paused task again does no harm, and is the only way to know after an answer was lost. */
    private static void restart(ConnectorCopy copy, int task) {
        try {
            copy.restartTask(task);
        } catch (UnknownOutcomeException e) {
            copy.restartTask(task);
        }
    }

    @Override
    public boolean isShownBy(ConnectorStatus status) {
        return status.state() == ConnectorState.PAUSED
                && status.tasks().stream().allMatch(task -> task.state() == ConnectorState.PAUSED);
    }

    @Override
    public String state() {
        return "paused";
    }

    @Override
    public String inWords() {
        return "pause, restart the paused tasks";
    }
}
